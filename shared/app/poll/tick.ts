import { SWEEP_MS, TICK_LEASE_MS } from '../../contracts/cadence.ts';
import type { PollDeps } from './deps.ts';
import { serveDue } from './due/serve-due.ts';
import { watchPending } from './due/watch-pending.ts';
import { forgetLeavers } from './forget/forget-leavers.ts';
import { keepHeads } from './keep-heads.ts';
import { measureQuarantine } from './measure-quarantine.ts';
import { measureSilence } from './measure-silence.ts';
import { sweep } from './sweep/sweep.ts';
import { measureExpiry } from './token-expiry.ts';

/** After so long a hold that no operator has decided is reported louder. Its plan is made again every hour. */
const HOLD_AGE_LIMIT_MS = 24 * 60 * 60_000;
/** The oldest so many are counted. */
const COUNTED_HOLDS = 50;

export interface Tick {
  /** Who ticks: the same when one tick is tried again. */
  readonly holder: string;
  /** Epoch ms after which nothing is begun. */
  readonly deadline: number;
}

/**
 * Once a minute: asks provision to look at those who are due, watches the open invitations of leavers, then sweeps the targets that are
 * due, measures once an hour how long their tokens last, and keeps once a day where the chains of receipts end and forgets what they say of
 * leavers. Writes to no target.
 *
 * A worker with unsent notices is due like all others: provision sends an outbox whenever it looks, so nothing more is needed here
 * for it.
 */
export async function tick({ holder, deadline }: Tick, deps: PollDeps): Promise<void> {
  const { ledger, clock, observe } = deps;
  const now = clock.now();
  if (!(await ledger.checkpoints.lease('tick', holder, now, now + TICK_LEASE_MS))) {
    observe.info('tick-skipped');
    return;
  }
  // trouble with the queue, or with one target, delays no other target
  const until = Math.min(deadline, now + SWEEP_MS);
  const results = await Promise.allSettled([
    serveDue(deps),
    measureOldestHold(now, deps),
    measureWaitingPolicy(now, deps),
    measureSilence(now, deps),
    measureQuarantine(now, deps),
    ...deps.targets.map(({ target }) => measureJoinersInLine(target.name, now, deps)),
    ...deps.targets.map((setup) =>
      sweep(setup, deps, until).catch((error: unknown) => {
        observe.count('SweepFailed', { target: setup.target.name });
        throw error;
      }),
    ),
    ...deps.targets.map((setup) => watchPending(setup, deps, until)),
    ...deps.targets.map((setup) => measureExpiry(setup, deps, until)),
    keepHeads(deps, until),
    forgetLeavers(deps, until),
  ]);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Holds are decided by people, so nothing else of ours would notice how long one has waited. */
async function measureOldestHold(now: number, { ledger, observe }: PollDeps): Promise<void> {
  const holds = await ledger.holds.listOpen(COUNTED_HOLDS);
  const [oldest] = holds;
  observe.measure('OldestHoldMinutes', oldest ? Math.floor((now - oldest.since) / 60_000) : 0, 'Count');
  observe.measure('HoldsOverdue', holds.filter(({ since }) => now - since >= HOLD_AGE_LIMIT_MS).length, 'Count');
}

/** One figure a target, and one line that says how many wait for room in its limit of grants, and until when. */
async function measureJoinersInLine(target: string, now: number, { ledger, observe }: PollDeps): Promise<void> {
  const { count, until } = await ledger.waitingLine.all(target, now);
  observe.measure('GrantsWaiting', count, 'Count', { target });
  if (count > 0) observe.info('grants-wait', { target, workers: count, until: new Date(until).toISOString() });
}

/** A run that met a deployed policy wrote down since when it waits; only an operator ends that. */
async function measureWaitingPolicy(now: number, { ledger, targets, observe }: PollDeps): Promise<void> {
  const known = await Promise.all(targets.map(({ target }) => ledger.policies.read(target.name)));
  const waits = known.flatMap((one) => (one?.record.waiting ? [now - one.record.waiting.since] : []));
  observe.measure('PolicyWaitingHours', Math.floor(Math.max(0, ...waits) / 3_600_000), 'Count');
}
