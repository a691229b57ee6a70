import { PermanentError } from '../../domain/failure.ts';
import type { DueEntry, Item, ItemKey, ItemRange, ItemStore, PutCondition } from '../../ports/items.ts';

/** What DynamoDB takes, so that nothing fits here that would not fit there. */
const MAX_BYTES = 400 * 1024;

/** An item as text until it is first read, so that no caller shares an object with the store; then one frozen item for all readers. */
interface Stored {
  readonly key: ItemKey;
  readonly version?: number;
  readonly due?: DueEntry;
  content: string | Item;
  readonly bytes?: Uint8Array;
}

/** The in-memory twin of the table. Safe for one process; its due index never lags. */
export function memoryItems(): ItemStore {
  const partitions = new Map<string, Map<string, Stored>>();
  /** By partition of the due index. */
  const dues = new Map<string, Set<Stored>>();

  const find = ({ pk, sk }: ItemKey) => partitions.get(pk)?.get(sk);

  function remove({ pk, sk }: ItemKey): void {
    const partition = partitions.get(pk);
    const stored = partition?.get(sk);
    if (!partition || !stored) return;
    partition.delete(sk);
    if (stored.due) dues.get(stored.due.partition)?.delete(stored);
  }

  function store(stored: Stored): void {
    const { pk, sk } = stored.key;
    remove(stored.key);
    const partition = partitions.get(pk) ?? new Map<string, Stored>();
    partitions.set(pk, partition.set(sk, stored));
    if (!stored.due) return;
    const due = dues.get(stored.due.partition) ?? new Set<Stored>();
    dues.set(stored.due.partition, due.add(stored));
  }

  return {
    get: async (key) => {
      const stored = find(key);
      return stored && itemOf(stored);
    },
    put: async (item, when) => {
      const stored = storedOf(item);
      if (!holds(when, find(item))) return 'refused';
      store(stored);
      return 'put';
    },
    delete: async (key, when) => {
      const stored = find(key);
      if (stored && !holds(when, stored)) return 'refused';
      remove(key);
      return 'deleted';
    },
    query: async ({ pk, sk, order = 'ascending', limit = Number.POSITIVE_INFINITY, cursor }) => {
      const direction = order === 'ascending' ? 1 : -1;
      const compare = (a: string, b: string) => direction * compareBytes(a, b);
      const all = [...(partitions.get(pk)?.values() ?? [])]
        .filter(({ key }) => isWithin(key.sk, sk) && (cursor === undefined || compare(key.sk, cursor) > 0))
        .sort((a, b) => compare(a.key.sk, b.key.sk));
      const page = all.slice(0, limit);
      const last = page.at(-1);
      return { items: page.map(itemOf), ...(last && all.length > page.length && { next: last.key.sk }) };
    },
    due: async (partition, before, limit) =>
      [...(dues.get(partition) ?? [])]
        .flatMap(({ key, due }) => (due && due.at < before ? [{ key, at: due.at }] : []))
        .sort((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ key, at }) => ({ ...key, at })),
    moveDue: async (key, from, to) => {
      const stored = find(key);
      if (!stored || stored.due?.partition !== from.partition || stored.due.at !== from.at) return 'refused';
      store({ ...stored, due: to, content: Object.freeze({ ...contentOf(stored), due: Object.freeze({ ...to }) }) });
      return 'moved';
    },
  };
}

function storedOf({ bytes, ...item }: Item): Stored {
  const { pk, sk, version, due } = item;
  const json = JSON.stringify(item);
  if (Buffer.byteLength(json) + (bytes?.byteLength ?? 0) > MAX_BYTES) {
    throw new PermanentError(`The item ${pk} / ${sk} is larger than 400 KB; nothing can store it`);
  }
  return { key: { pk, sk }, version, due, content: json, ...(bytes && { bytes: Uint8Array.from(bytes) }) };
}

const itemOf = (stored: Stored): Item =>
  stored.bytes ? { ...contentOf(stored), bytes: Uint8Array.from(stored.bytes) } : contentOf(stored);

function contentOf(stored: Stored): Item {
  if (typeof stored.content === 'string') {
    const item: Item = JSON.parse(stored.content);
    freeze(item);
    stored.content = item;
  }
  return stored.content;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

function holds(when: PutCondition, stored: Stored | undefined): boolean {
  if (when === 'any') return true;
  return when === 'absent' ? !stored : stored?.version === when.version;
}

function isWithin(text: string, range: ItemRange['sk']): boolean {
  if (!range) return true;
  if ('prefix' in range) return text.startsWith(range.prefix);
  // cheap, and true of nearly everything else in a worker's partition
  if (!text.startsWith(commonStart(range.from, range.to))) return false;
  return compareBytes(text, range.from) >= 0 && compareBytes(text, range.to) <= 0;
}

/** Whatever lies between two texts begins as both of them do. */
function commonStart(from: string, to: string): string {
  let length = 0;
  while (length < from.length && from[length] === to[length]) length++;
  return from.slice(0, length);
}

/** Texts sort by their UTF-16 units as by their bytes, unless one has a pair of units. */
function compareBytes(a: string, b: string): number {
  if (PAIR.test(a) || PAIR.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
}

const PAIR = /[\ud800-\udfff]/;
