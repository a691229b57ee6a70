import { DUE_CLASSES } from '../../domain/worker/worker.ts';
import type { DueKey, Item } from '../../ports/items.ts';
import type { DueLine, DueLines, DuePlace } from '../../ports/ledger/due-lines.ts';
import { versionOf } from './item/item-kind.ts';
import { keyParts, keyText } from './item/key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { decodeWorker, workerItemKey } from './people/worker-item.ts';

const WAITING = 'workers';
const REMINDED = 'reminded';
/** Where schema 1 of the worker listed the due. */
const BEFORE: Readonly<Partial<Record<DueLine['class'], string>>> = {
  ending: 'workers#leavers',
  rest: 'workers#others',
};

const listOf = (kind: typeof WAITING | typeof REMINDED, { class: of, target }: DueLine): string =>
  keyText(kind, of, ...(target === undefined ? [] : [target]));

/** The list of the due index that has a worker's item after a commit. */
export const waitingList = (line: DueLine): string => listOf(WAITING, line);

const oldestFirst = (a: DuePlace, b: DuePlace): number => a.at - b.at;

export function ledgerDueLines({ items }: LedgerParts): DueLines {
  async function read(list: string, line: DueLine, before: number, limit: number): Promise<readonly DuePlace[]> {
    const isReminded = list === listOf(REMINDED, line);
    const keys = await items.due(list, before, limit);
    return keys.map(({ pk, at }: DueKey) => ({ workerKey: keyParts(pk)[1] ?? '', line, at, isReminded, list }));
  }

  const move = async (workerKey: string, from: Item['due'], to: NonNullable<Item['due']>) =>
    from && (await items.moveDue(workerItemKey(workerKey), from, to)) === 'moved';

  return {
    due: async (line, before, limit) => {
      const earlier = line.target === undefined ? BEFORE[line.class] : undefined;
      const lists = [waitingList(line), listOf(REMINDED, line), ...(earlier === undefined ? [] : [earlier])];
      const found = await Promise.all(lists.map((list) => read(list, line, before, limit)));
      return found.flat().sort(oldestFirst).slice(0, limit);
    },
    unserved: async (line, now, limit) => {
      const list = listOf(REMINDED, line);
      const lapsed = await read(list, line, now + 1, limit);
      const all = await read(list, line, Number.MAX_SAFE_INTEGER, limit + lapsed.length);
      return all.filter(({ at }) => at > now).slice(0, limit);
    },
    placeOf: async (workerKey) => {
      const item = await items.get(workerItemKey(workerKey));
      return item?.due && placeIn(workerKey, item.due);
    },
    remind: async ({ workerKey, line, at, list }, reminder) => {
      const reminded = { partition: listOf(REMINDED, { ...line, class: reminder.class }), at: reminder.lapsesAt };
      return (await move(workerKey, { partition: list, at }, reminded)) ? 'reminded' : 'overtaken';
    },
    dueAgain: async (workerKey, at, version) => {
      const item = await items.get(workerItemKey(workerKey));
      const due = item && decodeWorker(item).due;
      if (!due || (version !== undefined && versionOf('worker', item) !== version)) return 'overtaken';
      return (await move(workerKey, item.due, { partition: waitingList(due), at })) ? 'moved' : 'overtaken';
    },
  };
}

/** Reads a place from what the index says of it. */
function placeIn(workerKey: string, { partition, at }: NonNullable<Item['due']>): DuePlace {
  const [kind, named, target] = keyParts(partition);
  const of = DUE_CLASSES.find((one) => one === named) ?? (partition === BEFORE.ending ? 'ending' : 'rest');
  const line = { class: of, ...(target !== undefined && { target }) };
  return { workerKey, line, at, isReminded: kind === REMINDED, list: partition };
}
