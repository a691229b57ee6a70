import { withinBounds } from '../../../domain/condense/worker-bounds.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Workers } from '../../../ports/ledger/people/workers.ts';
import { waitingList } from '../due-lines.ts';
import { versionOf } from '../item/item-kind.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { workerDirectory } from './worker-directory.ts';
import { decodeWorker, encodeWorker, workerItemKey } from './worker-item.ts';

export interface LedgerWorkersParts extends LedgerParts {
  /** Called for a worker item above 100 KB when it is written; 400 KB is the end. */
  readonly onLarge?: (workerKey: string, bytes: number) => void;
}

const LARGE_BYTES = 100 * 1024;

export function ledgerWorkers({ items, clock, onLarge }: LedgerWorkersParts): Workers {
  const directory = workerDirectory(items);

  return {
    load: async (key) => {
      const item = await items.get(workerItemKey(key));
      return item && decodeWorker(item);
    },
    versionOf: async (key) => versionOf('worker', await items.get(workerItemKey(key))),
    commit: async (worker) => {
      const { key, version, due } = worker;
      const body: Worker = { ...withinBounds(worker, clock.now()), version: version + 1 };
      const item = encodeWorker(body, due && waitingList(due));
      if (version === 0) await directory.enter(key);
      const answer = await items.put(item, version === 0 ? 'absent' : { version });
      if (answer === 'refused') return 'stale';
      const bytes = Buffer.byteLength(JSON.stringify(body));
      if (bytes > LARGE_BYTES) onLarge?.(key, bytes);
      return 'committed';
    },
    list: directory.list,
  };
}
