import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ScheduledEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createContainer } from '../../../functions/poll/container.ts';
import { createHandler } from '../../../functions/poll/handler.ts';
import { startAtlanSimulator } from '../../../local/simulators/atlan/server.ts';
import type { Simulator } from '../../../local/simulators/kit/server.ts';
import { decodeMessage } from '../../../shared/contracts/messages.ts';
import { newWorker } from '../../../shared/domain/worker/worker.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { DYNAMO_ENGINES, type DynamoServer } from '../../support/dynamodb.ts';
import { type SqsUnderTest, sqsUnderTest } from '../../support/fauxqs.ts';
import { lambdaContext } from '../../support/lambda.ts';
import { type SecretsManagerUnderTest, secretsManagerUnderTest } from '../../support/secrets-manager.ts';

const PREFIX = 'atlan-lifecycle/targets/';

interface Entry {
  readonly EventBusName: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** The first engine runs everywhere. */
const dynalite = DYNAMO_ENGINES[0]!;
const entries: Entry[] = [];
let sqs: SqsUnderTest;
let dynamo: DynamoServer;
let vault: SecretsManagerUnderTest;
let atlan: Simulator;
let eventBridge: Server;
let s3: Server;
const puts: string[] = [];

/** EventBridge's protocol, for putting only. */
async function takeEvents(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { Entries } = (await json(request)) as { Entries: Entry[] };
  entries.push(...Entries);
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ FailedEntryCount: 0, Entries: Entries.map((_, n) => ({ EventId: `e${n}` })) }));
}

/** S3's protocol, for putting only. */
function takeObject(request: IncomingMessage, response: ServerResponse): void {
  puts.push(`${request.method} ${request.url} ${request.headers['if-none-match']}`);
  request.resume();
  response.writeHead(200).end();
}

beforeAll(async () => {
  s3 = createServer(takeObject).listen(0, '127.0.0.1');
  await once(s3, 'listening');
  eventBridge = createServer((request, response) => void takeEvents(request, response)).listen(0, '127.0.0.1');
  await once(eventBridge, 'listening');
  [sqs, dynamo, vault, atlan] = await Promise.all([
    sqsUnderTest(),
    dynalite.start(),
    secretsManagerUnderTest(),
    startAtlanSimulator({ seedUsers: 20 }),
  ]);
  const { hostname, port } = (await dynamo.client.config.endpoint?.()) ?? { hostname: '', port: 0 };
  for (const [name, value] of Object.entries({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port}`,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(s3.address() as AddressInfo).port}`,
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${(eventBridge.address() as AddressInfo).port}`,
  })) {
    vi.stubEnv(name, value);
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const server of [eventBridge, s3]) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all([sqs, dynamo, vault, atlan].map((engine) => engine[Symbol.asyncDispose]()));
});

const scheduled: ScheduledEvent = {
  version: '0',
  id: 'b3f6c1de-0000-4000-8000-000000000002',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '111122223333',
  time: '2026-03-02T09:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
};

describe('the poll function', () => {
  it('reminds provision of who is due, and takes the inventory of every configured target', async () => {
    const secret = JSON.stringify({ baseUrl: atlan.url, token: atlan.token });
    for (const target of ['atlan-prod', 'atlan-sandbox']) vault.secrets.set(`${PREFIX}${target}`, secret);
    const queue = sqs.fifoQueue();
    const container = createContainer({
      LEDGER_TABLE: await dynamo.createTable(),
      LIFECYCLE_QUEUE_URL: queue.url,
      EVENT_BUS_NAME: 'lifecycle',
      EVIDENCE_BUCKET: 'evidence',
      TARGET_SECRET_PREFIX: PREFIX,
    });
    await container.ledger.workers.commit({ ...newWorker('w1', 'salt'), due: { at: 1, class: 'ending' } });
    const handler = createHandler(() => container);

    const text = await capturedOutput(async () => handler(scheduled, lambdaContext({ remainingMs: 110_000 })));
    const messages = await queue.drain();
    expect(messages.map(({ Body = '' }) => decodeMessage(Body))).toEqual([{ kind: 'reconcile', workerKey: 'w1' }]);
    const told = entries.map(({ EventBusName, DetailType, Detail }) => ({
      EventBusName,
      DetailType,
      detail: JSON.parse(Detail) as { target: string; data: { count: number } },
    }));
    expect(puts).toEqual([expect.stringMatching(/^PUT \/evidence\/chain-heads\/\d{4}-\d\d-\d\d\.jsonl\?.* \*$/)]);
    expect(told.map(({ detail }) => detail.target).sort()).toEqual(['atlan-prod', 'atlan-sandbox']);
    for (const one of told) expect(one).toMatchObject({ EventBusName: 'lifecycle', DetailType: 'InventoryTaken' });
    const { records } = await container.ledger.inventory.list('atlan-prod');
    expect(records).toHaveLength(told[0]!.detail.data.count);
    expect(records.length).toBeGreaterThanOrEqual(20);

    expect(text).toContain('"SweepFinished":');
    const names = records.flatMap(({ account: { email, lastName } }) => [email, lastName]).filter(Boolean);
    expect(names.length).toBeGreaterThan(20);
    expect([atlan.token, ...names].filter((name) => text.includes(`${name}`))).toEqual([]);
  });

  it('fails in sight while a target’s secret is missing', async () => {
    vault.secrets.clear();
    const container = createContainer({
      LEDGER_TABLE: await dynamo.createTable(),
      LIFECYCLE_QUEUE_URL: sqs.fifoQueue().url,
      EVENT_BUS_NAME: 'lifecycle',
      EVIDENCE_BUCKET: 'evidence',
      TARGET_SECRET_PREFIX: PREFIX,
    });
    const handler = createHandler(() => container);
    const text = await capturedOutput(async () => {
      await handler(scheduled, lambdaContext({ remainingMs: 110_000 })).catch(() => {});
    });
    expect(text).toMatch(/"(SweepFailed|GateClosed)":/);
  });

  it('names everything that its environment lacks', () => {
    expect(() => createContainer({})).toThrow(
      'LEDGER_TABLE is missing; LIFECYCLE_QUEUE_URL is missing; EVENT_BUS_NAME is missing; EVIDENCE_BUCKET is missing; TARGET_SECRET_PREFIX is missing',
    );
  });
});
