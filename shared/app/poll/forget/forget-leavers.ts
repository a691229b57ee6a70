import { PermanentError } from '../../../domain/failure.ts';
import { jsonOrUndefined } from '../../../domain/text/json-or-undefined.ts';
import type { Workers } from '../../../ports/ledger/people/workers.ts';
import { visitAll } from '../../operate/all-workers.ts';
import type { PollDeps } from '../deps.ts';
import { forgetPayloads } from './forget-payloads.ts';

const NAME = 'leaver-payloads';
/** Workers whom one tick looks at: half a million a day. */
const MOST_A_TICK = 400;

interface Progress {
  /** The UTC date on which the pass began, `2026-11-28`. */
  readonly day: string;
  /** Of whom something was forgotten. */
  readonly workers: number;
  readonly payloads: number;
  /** Where `visitAll` goes on, from the beginning where it is empty; absent once every worker was looked at. */
  readonly cursor?: string;
}

/**
 * Once a UTC day, where the configuration has `retention.leaverPayloadDays`: looks at every worker, some a tick, and forgets what the receipts
 * of leavers say of a person. A pass that takes longer than its day is finished before the next one. `until`: epoch ms.
 */
export async function forgetLeavers(
  deps: Pick<PollDeps, 'ledger' | 'targets' | 'policy' | 'retention' | 'clock' | 'observe'>,
  until: number,
): Promise<void> {
  const { ledger, retention, clock, observe } = deps;
  const { leaverPayloadDays: days } = retention;
  if (days === undefined) return;
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const saved = await ledger.checkpoints.load(NAME);
  const before = readProgress(saved?.value);
  const isBegun = before && (before.day === day || before.cursor !== undefined);
  const pass = isBegun ? before : { day, workers: 0, payloads: 0, cursor: '' };
  if (pass.cursor === undefined) return;

  let { workers, payloads } = pass;
  const { each, past, looked, trouble } = patiently(deps);
  const next = await visitAll(each, {
    cursor: pass.cursor === '' ? undefined : pass.cursor,
    hasTime: () => trouble() === undefined && looked() < MOST_A_TICK && clock.now() < until,
    visit: async (worker) => {
      const gone = (await past(worker.key, () => forgetPayloads(worker, days, deps))) ?? 0;
      if (gone > 0) workers++;
      payloads += gone;
    },
  });
  if (trouble() !== undefined) throw trouble();
  const after: Progress = { day: pass.day, workers, payloads, ...(next !== undefined && { cursor: next }) };
  await ledger.checkpoints.save(NAME, JSON.stringify(after), saved?.version ?? 0);
  if (next !== undefined) return;
  observe.measure('PayloadsForgotten', payloads, 'Count');
  observe.info('payloads-forgotten', { day: pass.day, workers, payloads });
}

/**
 * All workers, and how many were looked at. One who cannot be read must not stop the pass for all others; other trouble is kept until nothing is
 * left running that could still write.
 */
function patiently({ ledger: { workers }, observe }: Pick<PollDeps, 'ledger' | 'observe'>) {
  let looked = 0;
  let trouble: unknown;
  async function past<T>(workerKey: string, task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof PermanentError) observe.error('worker-unreadable', { workerKey });
      else trouble ??= error;
      return undefined;
    }
  }
  const each: Workers = {
    ...workers,
    load: async (workerKey) => {
      looked++;
      return past(workerKey, () => workers.load(workerKey));
    },
  };
  return { each, past, looked: () => looked, trouble: () => trouble };
}

function readProgress(text: string | undefined): Progress | undefined {
  const read = text === undefined ? undefined : jsonOrUndefined(text);
  if (typeof read !== 'object' || read === null || !('day' in read && 'workers' in read && 'payloads' in read))
    return undefined;
  const { day, workers, payloads } = read;
  if (typeof day !== 'string' || typeof workers !== 'number' || typeof payloads !== 'number') return undefined;
  const cursor = 'cursor' in read ? read.cursor : undefined;
  return { day, workers, payloads, ...(typeof cursor === 'string' && { cursor }) };
}
