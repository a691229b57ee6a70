import type { Worker } from '../../domain/worker.ts';
import type { Workers } from '../../ports/ledger/workers.ts';

export interface Pass {
  /** Where an earlier pass stopped; absent to begin. */
  readonly cursor: string | undefined;
  readonly hasTime: () => boolean;
  readonly visit: (worker: Worker) => Promise<void>;
}

const AT_ONCE = 20;

/**
 * Visits every worker, a page at a time, as long as there is time. Answers where to go on, undefined after the last one. A page that
 * was cut short is visited again from its start.
 */
export async function visitAll(workers: Workers, { cursor, hasTime, visit }: Pass): Promise<string | undefined> {
  for (let at = cursor; ; ) {
    const { keys, next } = await workers.list(at);
    for (let index = 0; index < keys.length; index += AT_ONCE) {
      if (!hasTime()) return at ?? BEGINNING;
      await Promise.all(
        keys.slice(index, index + AT_ONCE).map(async (key) => {
          const worker = await workers.load(key);
          if (worker) await visit(worker);
        }),
      );
    }
    if (next === undefined) return undefined;
    at = next;
  }
}

/** Stands for a pass that has not come to its second page. */
const BEGINNING = '';
