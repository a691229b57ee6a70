import type { Worker } from '../../../domain/worker/worker.ts';

/** Worker items. Reads are strongly consistent. A commit puts the worker into the line that its `due` names, or out of all of them. */
export interface Workers {
  load(key: string): Promise<Worker | undefined>;
  /** The version alone, for a check before a write that grants access; 0 when there is none. */
  versionOf(key: string): Promise<number>;
  /** Writes the item when its version is still `worker.version`, as the next version. */
  commit(worker: Worker): Promise<'committed' | 'stale'>;
  /** Keys of all workers, a page at a time, in no order; one that was only announced has no item yet. */
  list(cursor?: string): Promise<{ readonly keys: readonly string[]; readonly next?: string }>;
}
