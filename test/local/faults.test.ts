import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { OPERATOR_KEY } from '../../local/gateway/callers.ts';
import { eventually, type RunningCloud, runningCloud } from './support/running-cloud.ts';

describe('a part that does not happen', () => {
  let running: RunningCloud;
  const started = new AsyncDisposableStack();
  beforeAll(async () => {
    running = started.use(await runningCloud());
    await running.operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'faults' });
  }, 900_000);
  afterAll(() => started.disposeAsync());

  const aws = () => ({ endpoint: running.cloud.url, region: 'eu-west-1', credentials: OPERATOR_KEY, maxAttempts: 1 });

  it('of PutEvents is told in an answer that says 200', async () => {
    running.cloud.faults.set([{ service: 'events', operation: 'PutEvents', when: 'before', effect: 'partial' }]);
    const client = new EventBridgeClient(aws());
    const entry = { EventBusName: running.cloud.deployment.buses[0]!.name, Source: 's', DetailType: 't', Detail: '{}' };
    const { FailedEntryCount, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [entry, entry] }));
    expect([FailedEntryCount, Entries.map(({ ErrorCode }) => ErrorCode)]).toEqual([1, [undefined, 'InternalFailure']]);
  });

  it('of SendMessageBatch is told in an answer that says 200', async () => {
    running.cloud.faults.set([{ service: 'sqs', operation: 'SendMessageBatch', when: 'before', effect: 'partial' }]);
    const client = new SQSClient(aws());
    const message = (Id: string) => ({ Id, MessageBody: 'x', MessageGroupId: Id, MessageDeduplicationId: Id });
    const dead = running.cloud.deployment.queues.find(({ redrive }) => redrive === undefined)!;
    const { Successful = [], Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: dead.url, Entries: [message('a'), message('b')] }),
    );
    expect([Successful.map(({ Id }) => Id), Failed.map(({ Id }) => Id)]).toEqual([['a'], ['b']]);
  });

  it('of BatchWriteItem is handed back in an answer that says 200', async () => {
    running.cloud.faults.set([{ service: 'dynamodb', operation: 'BatchWriteItem', when: 'before', effect: 'partial' }]);
    const client = new DynamoDBClient(aws());
    const table = running.cloud.deployment.tables[0]!.name;
    const put = (sk: string) => ({ PutRequest: { Item: { pk: { S: 'batch' }, sk: { S: sk } } } });
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: [put('a'), put('b')] } }),
    );
    expect(UnprocessedItems).toEqual({ [table]: [put('b')] });
    const key = { pk: { S: 'batch' }, sk: { S: 'a' } };
    expect((await client.send(new GetItemCommand({ TableName: table, Key: key }))).Item).toEqual(key);
  });

  it('of what provision tells the bus is told again, so that nothing is missing in the end', async () => {
    running.cloud.faults.set([
      { service: 'events', operation: 'PutEvents', function: 'provision', times: 1, when: 'before', effect: 'partial' },
    ]);
    await running.hr('joined', 'told');
    await eventually('the invitation is told', async () =>
      running.cloud.buses.events().some((event) => event['detail-type'] === 'InvitationSent'),
    );
    expect(running.cloud.calls().filter(({ operation }) => operation === 'PutEvents').length).toBeGreaterThan(2);
  });

  it('of what ingest sends is sent again by HR, after a 503', async () => {
    running.cloud.faults.set([
      {
        service: 'sqs',
        operation: 'SendMessageBatch',
        function: 'ingest',
        times: 9,
        when: 'before',
        effect: 'partial',
      },
      { service: 'sqs', operation: 'SendMessage', function: 'ingest', times: 9, when: 'before', effect: 'refuse' },
    ]);
    expect(await running.hr('joined', 'again', { id: 'again' })).toBe(503);
    running.cloud.faults.set([]);
    expect(await running.hr('joined', 'again', { id: 'again' })).toBe(200);
    await eventually('the one whom HR told of twice is invited once', () => running.person('again@example.com'));
  });
});
