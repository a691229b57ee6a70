import type { PutItemCommandInput, QueryCommandInput } from '@aws-sdk/client-dynamodb';

import { LEDGER_TABLE } from '../../../contracts/ledger-table.ts';
import type { ItemRange, PutCondition } from '../../../ports/items.ts';

type Placeholders = 'ExpressionAttributeNames' | 'ExpressionAttributeValues';
type Condition = Pick<PutItemCommandInput, 'ConditionExpression' | Placeholders>;
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
