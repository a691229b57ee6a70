import type { Account } from '../../../domain/account/account.ts';
import { type Difference, type DriftField, differencesFrom, isActiveAgain } from '../../../domain/account/drift.ts';
import { lateSteps } from '../../../domain/account/late-steps.ts';
import { PermanentError } from '../../../domain/failure.ts';
import { leftOf } from '../../../domain/worker/left-changes.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { LeftAccount } from '../../../ports/ledger/per-target/left.ts';
import type { PollDeps } from '../deps.ts';
import { isUnderWay, ownSteps } from './under-way.ts';

/** A worker whom provision is to look at; asked for again by the next sweep as long as it must be. */
export interface Ask {
  readonly workerKey: string;
  /** A leaver may have a way back. */
  readonly isUrgent: boolean;
}

/** What a look at a managed account says beside what our last receipt left of it. */
export interface Drift {
  /** Marks of all differences there are. */
  readonly marks: readonly string[];
  /** What must be reported; absent where there is nothing, or where it was reported before. */
  readonly told?: { readonly fields: readonly DriftField[]; readonly isLeaver: boolean };
  /** Of a worker whose accounts poll cannot compare without reading their item, until provision packed them. */
  readonly ask?: Ask;
}

export interface Suspect {
  readonly target: string;
  readonly workerKey: string;
  /** As it was read before the target was asked; absent where nothing was packed of the account. */
  readonly entry?: LeftAccount;
  readonly now: Account;
  /** The marks that an earlier sweep reported. */
  readonly toldMarks: readonly string[];
  /** This sweep took the account in already: a page that is taken in again reports nothing twice. */
  readonly isTakenAnew: boolean;
  /** When the target was asked, epoch ms. */
  readonly askedAt: number;
}

const NO_DRIFT: Drift = { marks: [] };

/**
 * Compares an account with what our last receipt left, whatever the sweep before saw. Only who differs, or of whom nothing was packed,
 * costs a read of the worker, who decides. An account that can sign in although its worker's access has ended is reported at every sweep;
 * any other difference once. What provision is just doing is no drift.
 */
export async function driftOf(suspect: Suspect, deps: PollDeps): Promise<Drift> {
  const { entry, workerKey, now } = suspect;
  const suspected = entry ? differencesFrom(entry.left, now, entry.version) : undefined;
  if (suspected?.length === 0) return NO_DRIFT;
  const worker = await readable(workerKey, deps);
  // a worker item that cannot be read lets no leaver stay
  if (worker === 'unreadable')
    return entry && suspected && isActiveAgain(entry.left, now) ? drifted(suspected, true, suspect) : NO_DRIFT;
  const record = worker?.targets[suspect.target]?.accounts.find(({ id }) => id === now.id);
  if (!worker || !record) return NO_DRIFT;

  const left = leftOf(record);
  const ask = !entry && record.left?.version === undefined ? { ask: { workerKey, isUrgent: false } } : {};
  const version = record.left?.version;
  if (differencesFrom(left, now, version).length === 0) return { ...NO_DRIFT, ...ask };
  const own = await ownSteps(worker, suspect, deps);
  if (isUnderWay(worker, own, { askedAt: suspect.askedAt, clock: deps.clock }))
    return { marks: suspect.toldMarks, ...ask };
  const differences = differencesFrom(left, now, version, lateSteps(own));
  // a role that our own late step gave to one who stays is no drift, and is to be put right all the same
  if (differences.length === 0)
    return left.hasEnded ? { ...NO_DRIFT, ...ask } : { ...NO_DRIFT, ask: { workerKey, isUrgent: false } };
  const told = { ...suspect, toldMarks: [...suspect.toldMarks, ...(record.drift ?? [])] };
  return { ...drifted(differences, isActiveAgain(left, now), told), ...ask };
}

/** An account that is not ours and could not sign in when a leaver's access was over: alive, it has the leaver looked at. */
export function foreignDrift(entry: LeftAccount | undefined, now: Account): Drift {
  const isAlive = entry?.isForeign && isActiveAgain(entry.left, now);
  return isAlive ? { ...NO_DRIFT, ask: { workerKey: entry.workerKey, isUrgent: true } } : NO_DRIFT;
}

function drifted(
  differences: readonly Difference[],
  isLeaver: boolean,
  { toldMarks, isTakenAnew }: Pick<Suspect, 'toldMarks' | 'isTakenAnew'>,
): Drift {
  const marks = differences.map(({ mark }) => mark);
  const fresh = isLeaver && !isTakenAnew ? differences : differences.filter(({ mark }) => !toldMarks.includes(mark));
  return { marks, ...(fresh.length > 0 && { told: { fields: fresh.map(({ field }) => field), isLeaver } }) };
}

/** A worker that cannot be read must not stop the sweep for all others. */
async function readable(workerKey: string, { ledger, observe }: PollDeps): Promise<Worker | 'unreadable' | undefined> {
  try {
    return await ledger.workers.load(workerKey);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    observe.error('worker-unreadable', { workerKey });
    return 'unreadable';
  }
}
