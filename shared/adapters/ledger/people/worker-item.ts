import type { Worker } from '../../../domain/worker/worker.ts';
import type { Item, ItemKey } from '../../../ports/items.ts';
import { decode, encode, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import { upgradeWorker } from '../shape/upgrade-worker.ts';
import { workerShape } from '../shape/worker-shape.ts';

const KIND: ItemKind<Worker> = { name: 'worker', schema: 2, shape: workerShape, upgrade: upgradeWorker };

export const workerItemKey = (workerKey: string): ItemKey => ({ pk: keyText('worker', workerKey), sk: 'worker' });

/** Throws as `decode` does. */
export const decodeWorker = (item: Item): Worker => decode(KIND, item);

/** The item of a worker, in its list of the due index. */
export const encodeWorker = (worker: Worker, list: string | undefined): Item =>
  encode(KIND, {
    ...workerItemKey(worker.key),
    version: worker.version,
    ...(worker.due && list !== undefined && { due: { partition: list, at: worker.due.at } }),
    body: worker,
  });
