import type { AccessDates } from '../../../domain/worker/access-standing.ts';
import type { TargetRecord, Worker } from '../../../domain/worker/worker.ts';
import { whyNotErased } from '../../operate/subject/why-not-erased.ts';

interface Asked {
  readonly configured: readonly string[];
  readonly access: AccessDates;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Whether a worker has had no access on any target from an instant (epoch ms) until now, and is not about to have any, as far as the worker's
 * own item says it. Never of one who is held, pending disable or failing, or of whom access, or a token, was not seen to end on a target.
 */
export const isGoneSince = (worker: Worker, since: number, asked: Asked): boolean =>
  Object.values(worker.targets).every((record) => isSettled(record) && isOverSince(record, since)) &&
  // what HR says today was true then, and is now
  [since, asked.now].every((at) => whyNotErased(worker, { ...asked, now: at }) === undefined);

/** A token that a leaver made, and that works or may work, is access too. */
const isSettled = ({ state, accounts }: TargetRecord): boolean =>
  state !== 'held' && state !== 'failing' && accounts.every(({ tokens }) => tokens === undefined || tokens.count === 0);

/** A target on which there never was an account is looked at late, for instance because it is new. */
const isOverSince = ({ accounts, foreign = [], overAt }: TargetRecord, since: number): boolean =>
  overAt !== undefined && (accounts.length + foreign.length === 0 || overAt <= since);
