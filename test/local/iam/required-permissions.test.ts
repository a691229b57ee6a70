import { describe, expect, it } from 'vitest';

import {
  operationsOf,
  requiredPermissions,
  type Service,
} from '../../../local/iam/permissions/required-permissions.ts';
import { listOf, statementsOf, synthesise } from '../../infra/stacks/synthesise.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const secretArn = (id: string) => (id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}-AbCdEf`));
const needed = (service: Service, operation: string, body: unknown) =>
  requiredPermissions({ service, operation, body, ...place }, secretArn);

const ledger = arn('dynamodb', 'table/ledger');
const work = arn('sqs', 'work.fifo');
const token = arn('secretsmanager', 'secret:token-AbCdEf');
const onTable = { TableName: 'ledger' };
const onQueue = { QueueUrl: 'http://127.0.0.1:4566/000000000000/work.fifo' };
const onSecret = { SecretId: 'token' };

/** Every operation of the table, with the one permission that it needs. */
const OPERATIONS: readonly (readonly [Service, string, unknown, string, string])[] = [
  ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DescribeTable'].map(
    (operation) => ['dynamodb', operation, onTable, `dynamodb:${operation}`, ledger] as const,
  ),
  ['dynamodb', 'BatchGetItem', { RequestItems: { ledger: {} } }, 'dynamodb:BatchGetItem', ledger],
  ['dynamodb', 'BatchWriteItem', { RequestItems: { ledger: [] } }, 'dynamodb:BatchWriteItem', ledger],
  ['sqs', 'SendMessage', onQueue, 'sqs:SendMessage', work],
  ['sqs', 'SendMessageBatch', onQueue, 'sqs:SendMessage', work],
  ['sqs', 'ReceiveMessage', onQueue, 'sqs:ReceiveMessage', work],
  ['sqs', 'DeleteMessage', onQueue, 'sqs:DeleteMessage', work],
  ['sqs', 'DeleteMessageBatch', onQueue, 'sqs:DeleteMessage', work],
  ['sqs', 'ChangeMessageVisibility', onQueue, 'sqs:ChangeMessageVisibility', work],
  ['sqs', 'ChangeMessageVisibilityBatch', onQueue, 'sqs:ChangeMessageVisibility', work],
  ['sqs', 'GetQueueAttributes', onQueue, 'sqs:GetQueueAttributes', work],
  ['sqs', 'GetQueueUrl', { QueueName: 'work.fifo' }, 'sqs:GetQueueUrl', work],
  ...['GetSecretValue', 'PutSecretValue', 'DescribeSecret', 'UpdateSecretVersionStage', 'ListSecretVersionIds'].map(
    (operation) => ['secretsmanager', operation, onSecret, `secretsmanager:${operation}`, token] as const,
  ),
  [
    'events',
    'PutEvents',
    { Entries: [{ EventBusName: 'facts' }] },
    'events:PutEvents',
    arn('events', 'event-bus/facts'),
  ],
  ...['GetEventSourceMapping', 'UpdateEventSourceMapping'].map(
    (operation) =>
      ['lambda', operation, { UUID: 'm-1' }, `lambda:${operation}`, arn('lambda', 'event-source-mapping:m-1')] as const,
  ),
  ['lambda', 'GetAccountSettings', {}, 'lambda:GetAccountSettings', '*'],
  ['s3', 'PutObject', { Bucket: 'kept', Key: 'a/b' }, 's3:PutObject', 'arn:aws:s3:::kept/a/b'],
  ['ssm', 'DescribeDocument', { Name: 'ours-status' }, 'ssm:DescribeDocument', arn('ssm', 'document/ours-status')],
];
const services: readonly Service[] = ['dynamodb', 'sqs', 'secretsmanager', 'events', 'lambda', 's3', 'ssm'];

describe('what a request needs', () => {
  it.each(OPERATIONS)('%s %s %j needs %s on %s', (service, operation, body, action, resource) => {
    expect(needed(service, operation, body)).toEqual([{ action, resource }]);
  });

  it('is written down above for every operation known', () => {
    const known = services.flatMap((service) => operationsOf(service).map((operation) => `${service}:${operation}`));
    expect(OPERATIONS.map(([service, operation]) => `${service}:${operation}`).sort()).toEqual(known.sort());
  });

  it.each(['Query', 'Scan'])('is on the index, and not on the table, when %s reads an index', (operation) => {
    expect(needed('dynamodb', operation, { ...onTable, IndexName: 'due' })).toEqual([
      { action: `dynamodb:${operation}`, resource: `${ledger}/index/due` },
    ]);
  });

  it('is on each table of a batch, and each bus of its entries once', () => {
    expect(needed('dynamodb', 'BatchGetItem', { RequestItems: { ledger: {}, other: {} } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: ledger },
      { action: 'dynamodb:BatchGetItem', resource: arn('dynamodb', 'table/other') },
    ]);
    const buses = [arn('events', 'event-bus/facts'), arn('events', 'event-bus/default')];
    expect(
      needed('events', 'PutEvents', { Entries: [{ EventBusName: 'facts' }, { EventBusName: buses[0] }, {}] }),
    ).toEqual(buses.map((resource) => ({ action: 'events:PutEvents', resource })));
  });

  it('is on what an ARN names', () => {
    expect(needed('dynamodb', 'GetItem', { TableName: ledger })).toEqual([
      { action: 'dynamodb:GetItem', resource: ledger },
    ]);
    expect(needed('secretsmanager', 'GetSecretValue', { SecretId: token })).toEqual([
      { action: 'secretsmanager:GetSecretValue', resource: token },
    ]);
  });

  it.each<[Service, string]>([
    ['dynamodb', 'TransactWriteItems'],
    ['sqs', 'PurgeQueue'],
    ['secretsmanager', 'DeleteSecret'],
    ['events', 'toString'],
  ])('is unknown for %s %s, and stops with its name', (service, operation) => {
    expect(() => needed(service, operation, {})).toThrow(`${service}:${operation}`);
  });

  it.each<[Service, string, unknown, string]>([
    ['dynamodb', 'GetItem', {}, 'TableName'],
    ['dynamodb', 'GetItem', { TableName: 5 }, 'TableName'],
    ['dynamodb', 'BatchWriteItem', { RequestItems: {} }, 'RequestItems'],
    ['sqs', 'SendMessage', { QueueUrl: 'http://127.0.0.1:4566/000000000000/' }, 'SendMessage'],
    ['sqs', 'SendMessage', 'not an object', 'QueueUrl'],
    ['secretsmanager', 'GetSecretValue', { SecretId: '' }, 'SecretId'],
    ['events', 'PutEvents', { Entries: [] }, 'Entries'],
  ])('cannot be known when %s %s is sent %j', (service, operation, body, naming) => {
    expect(() => needed(service, operation, body)).toThrow(naming);
  });
});

describe('every grant in the template', () => {
  const granted = synthesise()
    .ofType('AWS::IAM::Role')
    .flatMap((role) => statementsOf(role))
    .flatMap(({ Action }) => listOf(Action))
    // logs and traces are written beside the SDK, the table uses its key in the caller's name, the HTTP API is no service of the SDK, and
    // Systems Manager itself tells the approvers
    .filter((action) => !/^(logs|xray|kms|execute-api|sns):/.test(action));

  it.each([...new Set(granted)])('%s is what some operation asks for', (action) => {
    expect(OPERATIONS.map(([, , , asked]) => asked)).toContain(action);
  });

  it('was found', () => {
    expect(new Set(granted).size).toBeGreaterThan(5);
  });
});
