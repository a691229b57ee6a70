import type { Worker } from '../../domain/worker/worker.ts';
import type { Workers } from '../../ports/ledger/people/workers.ts';
import { someAtOnce } from '../some-at-once.ts';

export interface Pass {
  /** Where an earlier pass stopped; absent to begin. */
  readonly cursor: string | undefined;
  readonly hasTime: () => boolean;
  readonly visit: (worker: Worker) => Promise<void>;
}

const AT_ONCE = 20;

/**
 * Visits every worker, some at once, as long as there is time. Answers where to go on, undefined after the last one; from pass to pass
 * no worker is visited twice, so that counts may be added up.
 */
export async function visitAll(workers: Workers, { cursor, hasTime, visit }: Pass): Promise<string | undefined> {
  for (let { after, page } = placeOf(cursor); ; after = '') {
    const { keys, next } = await workers.list(page);
    const rest = keys.filter((key) => key > after);
    for (let index = 0; index < rest.length; index += AT_ONCE) {
      if (!hasTime()) return `${after}@${page ?? ''}`;
      const some = rest.slice(index, index + AT_ONCE);
      await someAtOnce(some, async (key) => {
        const worker = await workers.load(key);
        if (worker) await visit(worker);
      });
      after = some.at(-1) ?? after;
    }
    if (next === undefined) return undefined;
    page = next;
  }
}

/** A page of the directory, whose keys are sorted, and the last key of it that was visited. An older cursor is a page alone. */
function placeOf(cursor = ''): { readonly after: string; readonly page: string | undefined } {
  const [, after = '', page = cursor] = /^([^@]*)@(.*)$/s.exec(cursor) ?? [];
  return { after, page: page === '' ? undefined : page };
}
