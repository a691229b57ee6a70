import type { Worker } from '../../domain/worker.ts';
import type { Workers } from '../../ports/ledger/workers.ts';
import { decode, encode, type ItemKind, versionOf } from './item-kind.ts';
import { keyParts, keyText } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { workerDirectory } from './worker-directory.ts';
import { upgradeWorker, workerShape } from './worker-shape.ts';

export interface LedgerWorkersParts extends LedgerParts {
  /** Told of a worker item above 100 KB when it is written; 400 KB is the end. */
  readonly onLarge?: (workerKey: string, bytes: number) => void;
}

const LARGE_BYTES = 100 * 1024;

const KIND: ItemKind<Worker> = { name: 'worker', schema: 2, shape: workerShape, upgrade: upgradeWorker };

/** What the due index calls its two lists. */
const LEAVERS = 'workers#leavers';
const OTHERS = 'workers#others';

export function ledgerWorkers({ items, onLarge }: LedgerWorkersParts): Workers {
  const keyOf = (key: string) => ({ pk: keyText('worker', key), sk: 'worker' });
  const directory = workerDirectory(items);

  return {
    load: async (key) => {
      const item = await items.get(keyOf(key));
      return item && decode(KIND, item);
    },
    versionOf: async (key) => versionOf(KIND.name, await items.get(keyOf(key))),
    commit: async (worker) => {
      const { key, version, due } = worker;
      const body: Worker = { ...worker, version: version + 1 };
      const item = encode(KIND, {
        ...keyOf(key),
        version: body.version,
        ...(due && { due: { partition: due.class === 'ending' ? LEAVERS : OTHERS, at: due.at } }),
        body,
      });
      if (version === 0) await directory.enter(key);
      const answer = await items.put(item, version === 0 ? 'absent' : { version });
      if (answer === 'refused') return 'stale';
      const bytes = Buffer.byteLength(JSON.stringify(body));
      if (bytes > LARGE_BYTES) onLarge?.(key, bytes);
      return 'committed';
    },
    due: async (before, limit) => {
      const leavers = await items.due(LEAVERS, before, limit);
      const others = await items.due(OTHERS, before, limit - leavers.length);
      return [...leavers, ...others].flatMap(({ pk }) => keyParts(pk).slice(1));
    },
    list: directory.list,
  };
}
