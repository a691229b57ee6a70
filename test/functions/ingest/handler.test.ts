import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { createContainer } from '../../../functions/ingest/container.ts';
import { createHandler } from '../../../functions/ingest/handler.ts';
import { decodeMessage } from '../../../shared/contracts/messages.ts';
import { PermanentError } from '../../../shared/domain/failure.ts';
import { canonicalEvent } from '../../support/canonical.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { DYNAMO_ENGINES, type DynamoServer } from '../../support/dynamodb.ts';
import { type SqsUnderTest, sqsUnderTest } from '../../support/fauxqs.ts';
import { type HttpRequestSketch, httpApiEvent, lambdaContext } from '../../support/lambda.ts';
import { type SecretsManagerUnderTest, secretsManagerUnderTest } from '../../support/secrets-manager.ts';
import { signedHeaders, WEBHOOK_KEY } from '../../support/standard-webhooks.ts';

const PREFIX = 'atlan-lifecycle/connections/';
const CALLER = 'arn:aws:iam::111122223333:role/hr';

/** The first engine runs everywhere. */
const dynalite = DYNAMO_ENGINES[0]!;
let sqs: SqsUnderTest;
let dynamo: DynamoServer;
let vault: SecretsManagerUnderTest;

beforeAll(async () => {
  [sqs, dynamo, vault] = await Promise.all([sqsUnderTest(), dynalite.start(), secretsManagerUnderTest()]);
  const { hostname, port } = (await dynamo.client.config.endpoint?.()) ?? { hostname: '', port: 0 };
  for (const [name, value] of Object.entries({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port}`,
  })) {
    vi.stubEnv(name, value);
  }
});
afterEach(() => vault.secrets.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([sqs, dynamo, vault].map((engine) => engine[Symbol.asyncDispose]()));
});

/** The function as it is deployed, on engines that speak AWS's protocols, with its far side laid open. */
async function ingestFunction({ keys = [WEBHOOK_KEY] }: { readonly keys?: readonly string[] } = {}) {
  const queue = sqs.fifoQueue();
  if (keys.length > 0) vault.secrets.set(`${PREFIX}hr`, JSON.stringify({ secrets: keys }));
  const container = createContainer({
    LEDGER_TABLE: await dynamo.createTable(),
    LIFECYCLE_QUEUE_URL: queue.url,
    CONNECTION_SECRET_PREFIX: PREFIX,
  });
  const handler = createHandler(() => container);
  return {
    queue,
    container,
    send: (request: HttpRequestSketch) => handler(httpApiEvent(request), lambdaContext()),
    sendSigned: (body: string | Uint8Array, id?: string) =>
      handler(
        httpApiEvent({
          route: 'POST /hooks/{connection}',
          path: { connection: 'hr' },
          headers: signedHeaders(body, { id, at: Date.now() }),
          body,
        }),
        lambdaContext(),
      ),
  };
}

const event = (more: Parameters<typeof canonicalEvent>[0] = {}) => JSON.stringify(canonicalEvent(more));

describe('the ingest function', () => {
  it('puts a signed event on the queue, once, and answers 200', async () => {
    const { sendSigned, queue } = await ingestFunction();
    await capturedOutput(async () => {
      expect(await sendSigned(event())).toEqual({ statusCode: 200, body: '' });
      expect(await sendSigned(event())).toEqual({ statusCode: 200, body: '' });
    });
    const messages = await queue.drain();
    expect(messages.map(({ Body = '' }) => decodeMessage(Body))).toMatchObject([
      { kind: 'event', event: { sourceKey: 'hr:67890', kind: 'joined' } },
    ]);
    expect(messages[0]?.Attributes).toMatchObject({ MessageGroupId: 'hr:67890' });
  });

  it('verifies the bytes that came, also when the gateway sends them in base64', async () => {
    const { sendSigned, queue } = await ingestFunction();
    const body = Buffer.from(event({ worker: { displayName: 'Zoë' } }).replace('{', '{ \n'));
    await capturedOutput(async () => expect(await sendSigned(body)).toMatchObject({ statusCode: 200 }));
    expect(await queue.drain()).toHaveLength(1);
  });

  it('reads headers whatever their case', async () => {
    const { send } = await ingestFunction();
    const headers = Object.entries(signedHeaders(event(), { at: Date.now() })).map(([name, value]) => [
      name.toUpperCase(),
      value,
    ]);
    await capturedOutput(async () =>
      expect(
        await send({
          route: 'POST /hooks/{connection}',
          path: { connection: 'hr' },
          headers: Object.fromEntries(headers),
          body: event(),
        }),
      ).toMatchObject({ statusCode: 200 }),
    );
  });

  it('accepts events of AWS principals only', async () => {
    const { send, queue } = await ingestFunction();
    await capturedOutput(async () => {
      expect(await send({ route: 'POST /events', body: event(), caller: CALLER })).toEqual({
        statusCode: 202,
        body: '',
      });
      expect(await send({ route: 'POST /events', body: event({ id: 'other' }) })).toMatchObject({ statusCode: 401 });
      expect(
        await send({ route: 'POST /hooks/{connection}', path: { connection: 'events' }, body: event() }),
      ).toMatchObject({ statusCode: 404 });
    });
    expect(await queue.drain()).toHaveLength(1);
  });

  it('keeps what it does not understand', async () => {
    const { sendSigned, container } = await ingestFunction();
    await capturedOutput(async () => expect(await sendSigned('Avery Example')).toMatchObject({ statusCode: 200 }));
    const [kept] = await container.quarantine.list(10);
    expect(Buffer.from((await container.quarantine.get(kept!.id))!.body).toString()).toBe('Avery Example');
  });

  it('answers 503 while it has no key', async () => {
    const { sendSigned } = await ingestFunction({ keys: [] });
    await capturedOutput(async () => expect(await sendSigned(event())).toEqual({ statusCode: 503, body: '' }));
  });

  it('answers 503 while it cannot be put together, tells why, and tries again', async () => {
    const { container } = await ingestFunction();
    let tries = 0;
    const handler = createHandler(() => {
      if (++tries === 1) throw new PermanentError('The environment is incomplete: LEDGER_TABLE is missing');
      return container;
    });
    const request = httpApiEvent({ route: 'POST /events', body: event(), caller: CALLER });
    const text = await capturedOutput(async () => {
      expect(await handler(request, lambdaContext())).toEqual({ statusCode: 503, body: '' });
      expect(await handler(request, lambdaContext())).toMatchObject({ statusCode: 202 });
    });
    expect(text).toContain('LEDGER_TABLE is missing');
    expect(text).toContain('"DeliveryFailed":1');
  });

  it('names everything that its environment lacks', () => {
    expect(() => createContainer({})).toThrow(
      'LEDGER_TABLE is missing; LIFECYCLE_QUEUE_URL is missing; CONNECTION_SECRET_PREFIX is missing',
    );
  });

  it('writes its metrics, and nothing about people or keys', async () => {
    const key = `whsec_${randomBytes(32).toString('base64')}`;
    const { send, sendSigned } = await ingestFunction({ keys: [WEBHOOK_KEY, key] });
    const worker = { employeeNumber: 'E-00427', jobTitle: 'Cartographer' };
    const text = await capturedOutput(async () => {
      await sendSigned(event({ worker }));
      await sendSigned(event({ worker, time: 'Avery Example' }), 'msg_2');
      await send({
        route: 'POST /events',
        body: event({ worker, data: { kind: 'avery@example.com' } }),
        caller: CALLER,
      });
      await send({
        route: 'POST /hooks/{connection}',
        path: { connection: 'hr' },
        headers: { ...signedHeaders(event({ worker }), { at: 0 }), authorization: 'Bearer Cartographer' },
        body: event({ worker }),
      });
    });
    for (const name of ['DeliveryAccepted', 'DeliveryQuarantined', 'EventUnknown', 'DeliveryUnauthentic']) {
      expect(text).toContain(`"${name}":1`);
    }
    const planted = ['Avery', 'avery@', 'E-00427', 'Cartographer', 'Engineering', key, key.slice(6), WEBHOOK_KEY];
    expect(planted.filter((word) => text.includes(word))).toEqual([]);
  });
});
