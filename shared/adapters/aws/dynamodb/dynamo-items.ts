import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

import { LEDGER_TABLE } from '../../../contracts/ledger-table.ts';
import type { DueEntry, DueKey, Item, ItemKey, ItemRange, ItemStore, PutCondition } from '../../../ports/items.ts';
import type { Random } from '../../../ports/random.ts';
import { type Attributes, dueKeyOf, fromAttributes, keyAttributes, toAttributes } from './attributes.ts';
import { deleteCondition, moveDueUpdate, putCondition, rangeCondition } from './conditions.ts';
import { storeFailure } from './store-failure.ts';

export interface DynamoItemsSettings {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly random: Random;
}

const SK = LEDGER_TABLE.sortKey.name;
const { dueIndex } = LEDGER_TABLE;

/** The item store over one DynamoDB table of the form of `LEDGER_TABLE`. */
export function dynamoItems({ client, tableName: TableName, random }: DynamoItemsSettings): ItemStore {
  /** Undefined when the condition of a write does not hold. */
  async function ask<T>(operation: string, request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return undefined;
      throw storeFailure(cause, operation, TableName);
    }
  }

  const read = async (key: ItemKey): Promise<Attributes | undefined> =>
    (
      await ask('get', () =>
        client.send(new GetItemCommand({ TableName, Key: keyAttributes(key), ConsistentRead: true })),
      )
    )?.Item;

  async function put(item: Item, when: PutCondition): Promise<'put' | 'refused'> {
    const writeId = random.uuid();
    const answer = await ask('put', () =>
      client.send(new PutItemCommand({ TableName, Item: toAttributes(item, writeId), ...putCondition(when) })),
    );
    // the SDK repeats a put whose answer was lost, and the first one then makes the second one's condition fail
    if (!answer && (await read(item))?.['writeId']?.S !== writeId) return 'refused';
    return 'put';
  }

  async function query(range: ItemRange) {
    const { pk, order, limit, cursor } = range;
    const page = await ask('query', () =>
      client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          ...rangeCondition(range),
          ScanIndexForward: order !== 'descending',
          Limit: limit,
          ExclusiveStartKey: cursor === undefined ? undefined : keyAttributes({ pk, sk: cursor }),
        }),
      ),
    );
    const next = page?.LastEvaluatedKey?.[SK]?.S;
    return { items: (page?.Items ?? []).map(fromAttributes), ...(next !== undefined && { next }) };
  }

  async function due(partition: string, before: number, limit: number): Promise<readonly DueKey[]> {
    const keys: DueKey[] = [];
    let from: Attributes | undefined;
    do {
      const start = from;
      const page = await ask('query of the due index', () =>
        client.send(
          new QueryCommand({
            TableName,
            IndexName: dueIndex.name,
            KeyConditionExpression: '#partition = :partition AND #at < :before',
            ExpressionAttributeNames: { '#partition': dueIndex.partitionKey.name, '#at': dueIndex.sortKey.name },
            ExpressionAttributeValues: { ':partition': { S: partition }, ':before': { N: String(before) } },
            Limit: limit - keys.length,
            ExclusiveStartKey: start,
          }),
        ),
      );
      keys.push(...(page?.Items ?? []).map(dueKeyOf));
      from = page?.LastEvaluatedKey;
    } while (from && keys.length < limit);
    return keys;
  }

  async function moveDue(key: ItemKey, from: DueEntry, to: DueEntry): Promise<'moved' | 'refused'> {
    const answer = await ask('update of the due index', () =>
      client.send(new UpdateItemCommand({ TableName, Key: keyAttributes(key), ...moveDueUpdate(from, to) })),
    );
    if (answer) return 'moved';
    // the SDK repeats an update whose answer was lost, and the first one then makes the second one's condition fail
    const attributes = await read(key);
    const due = attributes && fromAttributes(attributes).due;
    return due?.partition === to.partition && due.at === to.at ? 'moved' : 'refused';
  }

  return {
    get: async (key) => {
      const attributes = await read(key);
      return attributes && fromAttributes(attributes);
    },
    put,
    delete: async (key, when) => {
      const answer = await ask('delete', () =>
        client.send(new DeleteItemCommand({ TableName, Key: keyAttributes(key), ...deleteCondition(when) })),
      );
      return answer ? 'deleted' : 'refused';
    },
    query,
    due: async (partition, before, limit) => (limit > 0 ? due(partition, before, limit) : []),
    moveDue,
  };
}
