import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { dynamoItems } from '../../../../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { PermanentError, RetryableError } from '../../../../../shared/domain/failure.ts';
import type { Item } from '../../../../../shared/ports/items.ts';
import { systemRandom } from '../../../../../shared/runtime/system.ts';

const ada: Item = { pk: 'worker#1', sk: 'worker', schema: 1, version: 2, body: { name: 'Ada Example' } };

/** The adapter before a DynamoDB of which every answer is made up. */
function itemsBefore() {
  const aws = mockClient(DynamoDBClient);
  const items = dynamoItems({
    client: new DynamoDBClient({ region: 'eu-west-1' }),
    tableName: 'ledger',
    random: systemRandom,
  });
  return { aws, items };
}

const named = (name: string, message = 'Ada Example') => Object.assign(new Error(message), { name });
const refusal = new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return failure as Error;
};

describe('a failing DynamoDB', () => {
  it.each([
    ['throttling', new ProvisionedThroughputExceededException({ message: 'Ada Example', $metadata: {} })],
    ['a request limit', named('RequestLimitExceeded')],
    ['a 500', named('InternalServerError')],
    ['a time-out', named('TimeoutError')],
    ['an abort', named('AbortError')],
    ['a missing table', named('ResourceNotFoundException')],
    ['a missing grant', named('AccessDeniedException')],
  ])('is worth another try after %s, whatever was asked', async (_case, cause) => {
    const { aws, items } = itemsBefore();
    aws.on(PutItemCommand).rejects(cause).on(GetItemCommand).rejects(cause);
    aws.on(DeleteItemCommand).rejects(cause).on(QueryCommand).rejects(cause);
    for (const work of [
      items.put(ada, 'absent'),
      items.get(ada),
      items.delete(ada, 'any'),
      items.query({ pk: ada.pk }),
      items.due('workers', 5, 5),
    ]) {
      const failure = await failureOf(work);
      expect(failure).toBeInstanceOf(RetryableError);
      expect(failure.message).toMatch(/^The ledger did not answer \(\w+\).*table ledger.*CloudWatch$/);
      expect(failure.message).not.toMatch(/Ada/);
    }
  });

  it('is asked in vain for what it calls invalid', async () => {
    const { aws, items } = itemsBefore();
    aws.on(PutItemCommand).rejects(named('ValidationException', 'Item size has exceeded the maximum allowed size'));
    expect((await failureOf(items.put(ada, 'any'))).message).toMatch(/larger than 400 KB: put, table ledger/);
    aws.on(PutItemCommand).rejects(named('ValidationException', 'Invalid key Ada Example'));
    const failure = await failureOf(items.put(ada, 'any'));
    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure.message).not.toMatch(/Ada/);
  });
});

describe('a put whose answer was lost', () => {
  /** The first request arrives and is not answered; the SDK's second one meets what the first one left. */
  const repeatedAfter = (change: (written: Record<string, AttributeValue>) => Record<string, AttributeValue>) => {
    const { aws, items } = itemsBefore();
    let stored: Record<string, AttributeValue> | undefined;
    aws.on(PutItemCommand).callsFake(async ({ Item }: PutItemCommandInput) => {
      stored = change(Item ?? {});
      throw refusal;
    });
    aws.on(GetItemCommand).callsFake(async () => ({ Item: stored }));
    return items;
  };

  it('is known as our own by its write id', async () => {
    const items = repeatedAfter((written) => written);
    expect(await items.put(ada, 'absent')).toBe('put');
    expect(await items.put(ada, { version: 1 })).toBe('put');
  });

  it('is refused when another process wrote the item', async () => {
    const items = repeatedAfter((written) => ({ ...written, writeId: { S: 'another' } }));
    expect(await items.put(ada, 'absent')).toBe('refused');
  });

  it('is refused when nothing stands there', async () => {
    const { aws, items } = itemsBefore();
    aws.on(PutItemCommand).rejects(refusal).on(GetItemCommand).resolves({});
    expect(await items.put(ada, { version: 1 })).toBe('refused');
  });

  it('is worth another try when it cannot be read back', async () => {
    const { aws, items } = itemsBefore();
    aws.on(PutItemCommand).rejects(refusal).on(GetItemCommand).rejects(named('TimeoutError'));
    expect(await failureOf(items.put(ada, 'absent'))).toBeInstanceOf(RetryableError);
  });
});

describe('an item that this system did not write', () => {
  const whole: Record<string, AttributeValue> = {
    pk: { S: 'worker#1' },
    sk: { S: 'worker' },
    schema: { N: '1' },
    version: { N: '2' },
    body: { S: '{"name":"Ada Example"}' },
  };

  it.each([
    ['schema', undefined],
    ['schema', { S: 'Ada Example' }],
    ['version', { S: 'Ada Example' }],
    ['expiresAt', { S: 'Ada Example' }],
    ['dueAt', { S: 'Ada Example' }],
    ['body', undefined],
    ['body', { S: 'Ada Example' }],
    ['body', { S: '"Ada Example"' }],
  ])('is named with its attribute %s and not quoted', async (name, value) => {
    const { aws, items } = itemsBefore();
    const { [name]: _dropped, ...rest } = whole;
    const broken = value ? { ...rest, [name]: value as AttributeValue } : rest;
    aws
      .on(GetItemCommand)
      .resolves({ Item: broken })
      .on(QueryCommand)
      .resolves({ Items: [broken] });
    for (const work of [items.get(ada), items.query({ pk: ada.pk })]) {
      const failure = await failureOf(work);
      expect(failure).toBeInstanceOf(PermanentError);
      expect(failure.message).toMatch(`worker#1 / worker has a malformed attribute ${name}`);
      expect(failure.message).not.toMatch(/Ada/);
    }
  });

  it('is not the ledger’s when it has no key', async () => {
    const { aws, items } = itemsBefore();
    aws.on(QueryCommand).resolves({ Items: [{ id: { S: 'Ada Example' } }] });
    expect((await failureOf(items.query({ pk: 'x' }))).message).toMatch(/without pk and sk/);
  });
});

describe('what DynamoDB is asked', () => {
  it('is strongly consistent, except of the due index', async () => {
    const { aws, items } = itemsBefore();
    aws.on(GetItemCommand).resolves({}).on(QueryCommand).resolves({});
    await items.get(ada);
    await items.query({ pk: ada.pk });
    await items.due('workers', 5, 5);
    const [get, query, due] = aws.calls().map(({ args: [{ input }] }) => input);
    expect(get).toMatchObject({ TableName: 'ledger', ConsistentRead: true });
    expect(query).toMatchObject({ TableName: 'ledger', ConsistentRead: true });
    expect(due).toMatchObject({ TableName: 'ledger', IndexName: 'due' });
    expect(due).not.toHaveProperty('ConsistentRead');
  });

  it('pages the due index until the limit is met', async () => {
    const { aws, items } = itemsBefore();
    const row = (pk: string) => ({ pk: { S: pk }, sk: { S: 'worker' }, dueAt: { N: '1' } });
    aws
      .on(QueryCommand)
      .resolvesOnce({ Items: [row('a')], LastEvaluatedKey: row('a') })
      .resolvesOnce({ Items: [], LastEvaluatedKey: row('b') })
      .resolvesOnce({ Items: [row('c')], LastEvaluatedKey: row('c') });
    expect((await items.due('workers', 5, 2)).map(({ pk }) => pk)).toEqual(['a', 'c']);
    expect(aws.calls().map(({ args: [{ input }] }) => (input as { Limit: number }).Limit)).toEqual([2, 1, 1]);
  });

  it('carries the instant of expiry for us in ms, and for DynamoDB in seconds that are never too early', async () => {
    const { aws, items } = itemsBefore();
    aws.on(PutItemCommand).resolves({});
    await items.put({ ...ada, expiresAt: 1_772_442_000_001 }, 'any');
    const [call] = aws.commandCalls(PutItemCommand);
    expect(call?.args[0].input.Item).toMatchObject({ expiresAt: { N: '1772442000001' }, ttl: { N: '1772442001' } });
  });
});
