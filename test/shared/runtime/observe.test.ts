import { default as middy } from '@middy/core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { PermanentError } from '../../../shared/domain/failure.ts';
import { createTelemetry, observe, type Telemetry } from '../../../shared/runtime/observe.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { lambdaContext } from '../../support/lambda.ts';

afterEach(() => vi.unstubAllEnvs());

/** What an invocation of `handle` writes, line by line. */
async function linesOf(handle: (telemetry: Telemetry) => void): Promise<readonly Record<string, unknown>[]> {
  vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
  const text = await capturedOutput(async () => {
    const telemetry = createTelemetry({ service: 'ingest', namespace: 'AtlanLifecycle' });
    const handler = middy(async () => handle(telemetry)).use(observe(telemetry));
    await handler({}, lambdaContext()).catch(() => undefined);
    await handler({}, lambdaContext()).catch(() => undefined);
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('a function that is observed', () => {
  it('tells of its cold start, once', async () => {
    const lines = await linesOf(() => undefined);
    expect(lines.filter((line) => 'ColdStart' in line)).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('writes its metrics when it ends, for itself and under their dimensions', async () => {
    const lines = await linesOf((telemetry) => {
      telemetry.count('DeliveryUnauthentic', { connection: 'hr' });
      telemetry.count('DeliveryAccepted');
      telemetry.count('DeliveryAccepted');
      telemetry.measure('LeaverSeconds', 42, 'Seconds');
    });
    const metrics = lines.filter((line) => '_aws' in line && !('ColdStart' in line));
    expect(metrics.slice(0, 2)).toMatchObject([
      { service: 'ingest', function: 'under-test', connection: 'hr', DeliveryUnauthentic: 1 },
      {
        service: 'ingest',
        function: 'under-test',
        DeliveryUnauthentic: 1,
        DeliveryAccepted: [1, 1],
        LeaverSeconds: 42,
      },
    ]);
  });

  it('names a failure of our own, and of others only the kind', async () => {
    const failed = async (error: Error) =>
      (
        await linesOf(() => {
          throw error;
        })
      ).find((line) => line['message'] === 'invocation-failed');
    expect(await failed(new PermanentError('LEDGER_TABLE is missing'))).toMatchObject({
      ids: { because: 'LEDGER_TABLE is missing' },
    });
    expect(await failed(new TypeError('ada@example.com is not iterable'))).toMatchObject({
      ids: { because: 'unexpected TypeError' },
    });
  });
});
