import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { OPERATOR_KEY } from '../../../local/gateway/callers.ts';
import { dynamoItems } from '../../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { ledger } from '../../../shared/adapters/ledger/ledger.ts';
import { systemClock, systemRandom } from '../../../shared/runtime/system.ts';
import { eventually, type RunningCloud } from './running-cloud.ts';

/** What the smoke run leaves out: messages that cannot be read, a store that fails for a while, operators, and races. */
export async function exercise(run: RunningCloud): Promise<void> {
  await parkOne(run);
  await handOneBack(run);
  await run.operate('dlq-redrive');
  await run.operate('dlq-redrive', { go: true });
  for (const command of ['pause', 'resume']) await run.operate(command, { what: 'intake', reason: 'an exercise' });
  await run.operate('status');
  await run.operate('plan', { source: 'hr:smoke' });
  await run.operate('doctor', { target: 'atlan-prod' }).catch(() => undefined);
  await lose(run, 'provision', () => run.hr('joined', 'overtaken'));
  await lose(run, 'operate', () => run.operate('disable', { source: 'hr:overtaken', reason: 'a race' }));
  await wait(run);
}

/**
 * Another process has a worker, who comes back to the line of the due and is reminded of. They leave with a group. Poll watches the
 * invitation of a leaver who is no worker, and forgets it.
 */
async function wait(run: RunningCloud): Promise<void> {
  const { cloud } = run;
  const client = new DynamoDBClient({ endpoint: cloud.tableEndpoint, region: 'eu-west-1', credentials: OPERATOR_KEY });
  const items = dynamoItems({ client, tableName: cloud.deployment.tables[0]!.name, random: systemRandom });
  const { links, checkpoints, pendingDisables } = ledger({ items, clock: systemClock, random: systemRandom });
  const done = (name: string, operation: string) =>
    eventually(`${name} has sent ${operation}`, async () =>
      cloud.calls().some((call) => call.operation === operation && JSON.stringify(call.caller).includes(`-${name}"`)),
    );
  const now = cloud.clock.now();
  // long enough for the slowest machine; an ending waits for no lease
  await checkpoints.lease(`converge:${await links.workerOf('hr:smoke')}`, 'another', now, now + 24 * 3_600_000);
  await run.hr('moved', 'smoke', { worker: { department: 'Analytics' } });
  for (const name of ['provision', 'poll']) await done(name, 'UpdateItem');
  await pendingDisables.watch('atlan-prod', { accountId: 'gone', workerKey: 'nobody', since: now });
  await done('poll', 'DeleteItem');
  await run.hr('left', 'smoke', { worker: { department: 'Analytics' } });
  await eventually('who left is disabled, and has left their group', async () => {
    const found = await run.person('smoke@example.com');
    return found?.enabled === false && found.groups.length === 0;
  });
  client.destroy();
}

/** Another process writes a receipt at the position that a function wants: it has to take its own payload back, and go on at the next. */
async function lose({ cloud }: RunningCloud, name: string, act: () => Promise<unknown>): Promise<void> {
  const table = new DynamoDBClient({ endpoint: cloud.tableEndpoint, region: 'eu-west-1', credentials: OPERATOR_KEY });
  const by = ({ caller }: { caller: unknown }) => JSON.stringify(caller).includes(`-${name}"`);
  /** How many calls there were before the receipt was overtaken: others delete for reasons of their own. */
  let overtakenAfter: number | undefined;
  cloud.faults.before = async (request) => {
    const { TableName, Item } = request.body as { TableName: string; Item: Record<string, AttributeValue> };
    const isReceipt = request.operation === 'PutItem' && Item['sk']?.S?.startsWith('receipt#');
    if (overtakenAfter !== undefined || !isReceipt || !by(request)) return;
    overtakenAfter = cloud.calls().length;
    const body = { S: Item['body']!.S!.replace(/"payloadHmac":"../, '"payloadHmac":"00') };
    await table.send(new PutItemCommand({ TableName, Item: { ...Item, body, writeId: { S: 'somebody-else' } } }));
  };
  await act();
  await eventually(`${name} has taken a payload back`, async () =>
    cloud
      .calls()
      .slice(overtakenAfter ?? Number.POSITIVE_INFINITY)
      .some((call) => call.operation === 'DeleteItem' && by(call)),
  );
  cloud.faults.before = undefined;
  table.destroy();
}

async function parkOne({ cloud }: RunningCloud): Promise<void> {
  const queue = cloud.deployment.queues.find(({ redrive }) => redrive !== undefined)!;
  const client = new SQSClient({ endpoint: cloud.url, region: 'eu-west-1', credentials: OPERATOR_KEY });
  const ids = { MessageGroupId: 'unreadable', MessageDeduplicationId: 'unreadable' };
  await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'unreadable', ...ids }));
  client.destroy();
  const parked = ({ operation, granted }: { operation: string; granted: readonly { sid: string }[] }) =>
    operation.startsWith('SendMessage') && granted.some(({ sid }) => sid === 'Park');
  await eventually('the unreadable message is parked', async () => cloud.calls().some(parked));
}

/** The store refuses a worker's facts for longer than one process retries, so that the message is handed back. */
async function handOneBack({ cloud, hr, person }: RunningCloud): Promise<void> {
  cloud.faults.set([
    { service: 'dynamodb', operation: 'PutItem', function: 'provision', times: 4, when: 'before', effect: 'refuse' },
  ]);
  await hr('joined', 'handed-back');
  await eventually('the joiner whose message was handed back is invited', () => person('handed-back@example.com'));
  cloud.faults.set([]);
}
