import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { LEDGER_TABLE } from '../../../contracts/ledger-table.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { DueKey, Item, ItemKey } from '../../../ports/items.ts';

export type Attributes = Record<string, AttributeValue>;

const PK = LEDGER_TABLE.partitionKey.name;
const SK = LEDGER_TABLE.sortKey.name;
const DUE_PARTITION = LEDGER_TABLE.dueIndex.partitionKey.name;
const DUE_AT = LEDGER_TABLE.dueIndex.sortKey.name;

export const keyAttributes = ({ pk, sk }: ItemKey): Attributes => ({ [PK]: { S: pk }, [SK]: { S: sk } });

/** The body is one JSON text: conditions, index and TTL need only the attributes beside it. */
export function toAttributes(item: Item, writeId: string): Attributes {
  const { schema, version, expiresAt, due, body, bytes } = item;
  return {
    ...keyAttributes(item),
    schema: number(schema),
    body: { S: JSON.stringify(body) },
    writeId: { S: writeId },
    ...(version !== undefined && { version: number(version) }),
    ...(bytes && { bytes: { B: bytes } }),
    ...(due && { [DUE_PARTITION]: { S: due.partition }, [DUE_AT]: number(due.at) }),
    ...(expiresAt !== undefined && {
      expiresAt: number(expiresAt),
      [LEDGER_TABLE.timeToLive]: number(Math.ceil(expiresAt / 1_000)),
    }),
  };
}

function keyOf(attributes: Attributes): ItemKey {
  const pk = attributes[PK]?.S;
  const sk = attributes[SK]?.S;
  if (pk === undefined || sk === undefined) {
    throw new PermanentError(`An item came back without ${PK} and ${SK}; check that this is the ledger's table`);
  }
  return { pk, sk };
}

/** What the due index says of an item. */
export function dueKeyOf(attributes: Attributes): DueKey {
  const key = keyOf(attributes);
  const at = Number(attributes[DUE_AT]?.N ?? Number.NaN);
  if (!Number.isFinite(at)) throw malformed(key, DUE_AT);
  return { ...key, at };
}

const malformed = ({ pk, sk }: ItemKey, name: string) =>
  new PermanentError(
    `The item ${pk} / ${sk} has a malformed attribute ${name}; only the ledger may write this table. Restore the item or delete it`,
  );

/** Throws `PermanentError`, which names the item and the attribute and quotes nothing. */
export function fromAttributes(attributes: Attributes): Item {
  const key = keyOf(attributes);
  const numberIn = (name: string): number | undefined => {
    const text = attributes[name];
    if (!text) return undefined;
    const value = Number(text.N ?? Number.NaN);
    if (!Number.isFinite(value)) throw malformed(key, name);
    return value;
  };

  const schema = numberIn('schema');
  if (schema === undefined) throw malformed(key, 'schema');
  const body = jsonObject(attributes['body']?.S);
  if (!body) throw malformed(key, 'body');
  const partition = attributes[DUE_PARTITION]?.S;
  const at = numberIn(DUE_AT);
  const version = numberIn('version');
  const expiresAt = numberIn('expiresAt');
  const bytes = attributes['bytes']?.B;
  return {
    ...key,
    schema,
    body,
    ...(version !== undefined && { version }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(partition !== undefined && at !== undefined && { due: { partition, at } }),
    ...(bytes && { bytes }),
  };
}

const number = (value: number): AttributeValue => ({ N: String(value) });

/** JSON.parse quotes its input in its error, and this input may name a person. */
function jsonObject(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
