import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';
import { createLog, reasonOf } from '../../../shared/runtime/log.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { lambdaContext } from '../../support/lambda.ts';

describe('a log', () => {
  it('is one JSON line for each event, with its ids and its invocation', async () => {
    const text = await capturedOutput(() => {
      const log = createLog('ingest');
      log.during(lambdaContext());
      log.info('delivery-accepted', { connection: 'hr', events: 1 });
      log.warn('delivery-unauthentic');
      log.error('delivery-failed', { connection: 'hr' });
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        level: 'INFO',
        message: 'delivery-accepted',
        service: 'ingest',
        function_request_id: 'b3f6c1de-0000-4000-8000-000000000001',
        ids: { connection: 'hr', events: 1 },
      },
      { level: 'WARN', message: 'delivery-unauthentic' },
      { level: 'ERROR', message: 'delivery-failed', ids: { connection: 'hr' } },
    ]);
  });
});

describe('the reason of an error', () => {
  it('is told in full only by failures of our own, which quote nothing', () => {
    expect([
      reasonOf(new PermanentError('id must be text')),
      reasonOf(new RetryableError('SQS did not answer')),
      reasonOf(new TypeError('Cannot read ada@example.com')),
      reasonOf('ada@example.com'),
    ]).toEqual(['id must be text', 'SQS did not answer', 'unexpected TypeError', 'unexpected']);
  });
});
