import type { PutItemCommandInput, QueryCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';

import { LEDGER_TABLE } from '../../../contracts/ledger-table.ts';
import type { DueEntry, ItemRange, PutCondition } from '../../../ports/items.ts';

type Placeholders = 'ExpressionAttributeNames' | 'ExpressionAttributeValues';
type Condition = Pick<PutItemCommandInput, 'ConditionExpression' | Placeholders>;
type Update = Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression' | Placeholders>;
type KeyCondition = Pick<QueryCommandInput, 'KeyConditionExpression' | Placeholders>;

const PK = LEDGER_TABLE.partitionKey.name;
const SK = LEDGER_TABLE.sortKey.name;

export function putCondition(when: PutCondition): Condition {
  if (when === 'any') return {};
  if (when === 'absent') {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': PK } };
  }
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': { N: String(when.version) } },
  };
}

/** An item that is gone is deleted, also by the first of two requests of which only the second was answered. */
export function deleteCondition(when: 'any' | { readonly version: number }): Condition {
  if (when === 'any') return {};
  return {
    ConditionExpression: 'attribute_not_exists(#pk) OR #version = :version',
    ExpressionAttributeNames: { '#pk': PK, '#version': 'version' },
    ExpressionAttributeValues: { ':version': { N: String(when.version) } },
  };
}

export function rangeCondition({ pk, sk }: ItemRange): KeyCondition {
  const partition = { '#pk': PK };
  const values = { ':pk': { S: pk } };
  if (!sk) {
    return {
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: partition,
      ExpressionAttributeValues: values,
    };
  }
  const names = { ...partition, '#sk': SK };
  if ('prefix' in sk) {
    return {
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ':prefix': { S: sk.prefix } },
    };
  }
  return {
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ...values, ':from': { S: sk.from }, ':to': { S: sk.to } },
  };
}

/** Writes an item's entry in the due index while it is still the one that was read. */
export function moveDueUpdate(from: DueEntry, to: DueEntry): Update {
  const { partitionKey, sortKey } = LEDGER_TABLE.dueIndex;
  return {
    UpdateExpression: 'SET #partition = :toPartition, #at = :toAt',
    ConditionExpression: '#partition = :fromPartition AND #at = :fromAt',
    ExpressionAttributeNames: { '#partition': partitionKey.name, '#at': sortKey.name },
    ExpressionAttributeValues: {
      ':fromPartition': { S: from.partition },
      ':fromAt': { N: String(from.at) },
      ':toPartition': { S: to.partition },
      ':toAt': { N: String(to.at) },
    },
  };
}
