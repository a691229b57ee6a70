import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { createContainer } from '../../../functions/operate/container.ts';
import { createHandler } from '../../../functions/operate/handler.ts';
import { memoryQueue } from '../../../shared/adapters/memory/memory-queue.ts';
import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { company } from '../../support/company.ts';
import { DYNAMO_ENGINES } from '../../support/dynamodb.ts';
import { lifecycleEvent } from '../../support/events.ts';
import { httpApiEvent, lambdaContext } from '../../support/lambda.ts';
import { operateOutside } from '../../support/operate-outside.ts';

const CALLER = 'arn:aws:iam::111122223333:role/operator';
const ROUTE = 'POST /operate/{command}';

/** The function over a company in memory. */
async function operateFunction({ storeIsDown = false } = {}) {
  const acme = await company();
  await acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: { workEmail: 'ada@example.com', workerType: 'employee' } }),
  );
  const down = async () => {
    throw new RetryableError('the table did not answer');
  };
  const holds = { ...acme.deps.ledger.holds, ...(storeIsDown && { listOpen: down }) };
  const container = {
    ...acme.deps,
    ledger: { ...acme.deps.ledger, holds },
    queue: memoryQueue(),
    ...operateOutside(),
    operators: {},
  };
  const handler = createHandler(() => container);
  return {
    acme,
    send: async (command: string, body?: string | Uint8Array, caller: string | null = CALLER) => {
      let answer: APIGatewayProxyStructuredResultV2 = {};
      const event = httpApiEvent({ route: ROUTE, path: { command }, body, ...(caller !== null && { caller }) });
      const log = await capturedOutput(async () => {
        answer = await handler(event, lambdaContext());
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, log };
    },
  };
}

describe('the operate function', () => {
  it('answers a command in JSON, with or without a body', async () => {
    const { send } = await operateFunction();
    for (const body of [undefined, '{}', Buffer.from('{}')]) {
      const { status, headers, body: text = '' } = await send('status', body);
      expect([status, headers]).toEqual([200, { 'content-type': 'application/json' }]);
      expect(JSON.parse(text)).toMatchObject({ headline: expect.stringMatching(/^Healthy/) });
    }
  });

  it('takes commands of several words with hyphens', async () => {
    const { send } = await operateFunction();
    expect(await send('hold-list')).toMatchObject({ status: 200, body: '{"holds":[],"more":false}' });
  });

  it('knows the operator only by what AWS states', async () => {
    const { send, acme } = await operateFunction();
    const body = JSON.stringify({ target: 'atlan-prod', mode: 'observe', reason: 'r' });
    expect(await send('mode', body, null)).toMatchObject({ status: 401 });
    expect(await acme.deps.ledger.flags.modeOf('atlan-prod')).toBe('enforce');
    expect(JSON.parse((await send('mode', body)).body ?? '')).toMatchObject({ set: { actor: CALLER } });
  });

  it('names every field that is wrong, and quotes nothing', async () => {
    const { send } = await operateFunction();
    const { status, body = '', log } = await send('plan', JSON.stringify({ source: 7, at: 'Byron', shoe: 'Byron' }));
    expect(status).toBe(400);
    const { error, fields } = JSON.parse(body);
    expect([error, fields.map(({ field }: { field: string }) => field)]).toEqual([
      'invalid-input',
      expect.arrayContaining(['source', 'at']),
    ]);
    expect(body + log).not.toContain('Byron');
    for (const text of ['{"name": "Byron', '[]', '"Byron"'])
      expect(await send('find', text)).toMatchObject({ status: 400, body: expect.not.stringContaining('Byron') });
  });

  it('answers 404 for an unknown command, and for an unknown thing', async () => {
    const { send } = await operateFunction();
    expect(await send('purge')).toMatchObject({ status: 404, body: expect.stringContaining('unknown-command') });
    expect(await send('hold-show', '{"hold":"hold_1"}')).toMatchObject({
      status: 404,
      body: expect.stringContaining('not-found'),
    });
  });

  it('answers 409 where another operator was first', async () => {
    const { send, acme } = await operateFunction();
    const hold = { id: 'h', workerKey: 'w', target: 'atlan-prod', kind: 'conflict', because: 'b' } as const;
    await acme.deps.ledger.holds.open({ ...hold, planDigest: 'd', since: 1 });
    const body = JSON.stringify({ hold: 'h', reason: 'r' });
    expect(await send('hold-approve', body)).toMatchObject({ status: 200 });
    expect(await send('hold-reject', body, `${CALLER}-2`)).toMatchObject({ status: 409 });
  });

  it('reads no body above 256 KiB', async () => {
    const { send } = await operateFunction();
    const body = (bytes: number) => `{}${' '.repeat(bytes - 2)}`;
    expect(await send('status', body(256 * 1024))).toMatchObject({ status: 200 });
    expect(await send('status', body(256 * 1024 + 1))).toMatchObject({ status: 413 });
  });

  it('answers 503 for trouble of ours, counts it, and says nothing of it outside', async () => {
    const { send } = await operateFunction({ storeIsDown: true });
    const { status, body, log } = await send('status');
    expect([status, body]).toEqual([503, '']);
    expect(log).toContain('"OperateFailed":1');
    expect(log).toContain('the table did not answer');
  });

  it('logs and measures nothing of a person', async () => {
    const { send } = await operateFunction();
    const asked = [
      await send('find', '{"email":"ada@example.com"}'),
      await send('explain', '{"email":"ada@example.com"}'),
    ];
    expect(asked.map(({ status }) => status)).toEqual([200, 200]);
    expect(asked.map(({ log }) => log).join('')).not.toMatch(/ada@|example\.com/);
  });
});

describe('the container', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('names every variable that is missing', () => {
    expect(() => createContainer({})).toThrow(PermanentError);
    expect(() => createContainer({})).toThrow(
      /LEDGER_TABLE is missing.*LIFECYCLE_QUEUE_URL.*DEAD_LETTER_QUEUE_URL.*INTAKE_MAPPING_ID.*DOCUMENT_PREFIX.*TARGET_SECRET_PREFIX/,
    );
  });

  it('makes a function that answers over a table', async () => {
    await using dynamo = await DYNAMO_ENGINES[0]!.start();
    const { hostname, port } = (await dynamo.client.config.endpoint?.()) ?? { hostname: '', port: 0 };
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://${hostname}:${port}`);
    const container = createContainer({
      LEDGER_TABLE: await dynamo.createTable(),
      LIFECYCLE_QUEUE_URL: 'http://127.0.0.1:1/queue.fifo',
      DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:1/dead-letters.fifo',
      INTAKE_MAPPING_ID: '91eaeb7e-c976-4939-9fd5-0f1d1a1f2b63',
      DOCUMENT_PREFIX: 'atlan-lifecycle-main-',
      TARGET_SECRET_PREFIX: 'atlan-lifecycle/targets/',
    });
    await capturedOutput(async () => {
      const event = httpApiEvent({ route: ROUTE, path: { command: 'status' }, caller: CALLER });
      const answer = await createHandler(() => container)(event, lambdaContext());
      expect(JSON.parse(answer.body ?? '')).toMatchObject({
        headline: expect.stringMatching(/^Healthy/),
        targets: [
          { target: 'atlan-prod', mode: 'observe' },
          { target: 'atlan-sandbox', mode: 'observe' },
        ],
      });
    });
  });
});
