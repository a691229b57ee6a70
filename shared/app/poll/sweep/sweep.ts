import { SWEEP_EARLY_MS } from '../../../contracts/cadence.ts';
import { changeId } from '../../../domain/account/account-change.ts';
import type { NotDone } from '../../../domain/outcome.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked } from '../../quota/budget.ts';
import { closedUntil, closeGate } from '../../quota/gate.ts';
import { managedCount } from '../../quota/managed-count.ts';
import type { PollDeps } from '../deps.ts';
import { gateDeps } from '../gate-deps.ts';
import { followEvents } from './follow-events.ts';
import { loadProgress, newSweep, type Pending, type Progress, saveProgress } from './sweep-state.ts';
import { takeIn } from './take-in.ts';
import { cameTrue, tell } from './tell.ts';
import { readWhatWeLeft, type WhatWeLeft } from './what-we-left.ts';

/** One sweep within one tick. */
interface Sweeping {
  readonly setup: TargetSetup;
  readonly deps: PollDeps;
  /** Epoch ms. */
  readonly until: number;
  readonly left: WhatWeLeft;
}

type Turn =
  /** `answered`: the target was asked for something, and answered. */
  { readonly progress: Progress; readonly answered: boolean } | { readonly stopped: NotDone };

/**
 * Continues a target's sweep where the last tick stopped, or begins one that is due, until `until` (epoch ms). Everything that was
 * taken in is kept, page by page, so the next tick continues.
 */
export async function sweep(setup: TargetSetup, deps: PollDeps, until: number): Promise<void> {
  const target = setup.target.name;
  const resumed = await resume(target, deps);
  let progress = dueFor(resumed && (await followEvents(resumed, { setup, deps, until })), { setup, deps });
  if (!progress) return;
  const sweeping = { setup, deps, until, left: await readWhatWeLeft(target, deps.ledger) };
  let isOpen = false;
  while (progress.state.step !== 'finished' && deps.clock.now() < until) {
    // another process may have closed it since the last page
    if (await closedUntil(target, gateDeps(deps))) return;
    const askedAt = deps.clock.now();
    const turn: Turn =
      progress.state.step === 'listing' ? await listPage(progress, sweeping) : await askForMissing(progress, sweeping);
    if ('stopped' in turn) return stop(turn.stopped, progress, sweeping);
    if (turn.answered && !isOpen) await deps.ledger.gates.open(target, askedAt);
    isOpen ||= turn.answered;
    progress = turn.progress;
  }
}

/** Where the last tick stopped. Notices that an ended process had begun to send are sent first. Undefined before the first sweep. */
async function resume(target: string, deps: PollDeps): Promise<Progress | undefined> {
  const stored = await loadProgress(target, deps.ledger);
  if (!stored || stored.state.pending.length === 0) return stored;
  const { state, version } = stored;
  await tell(await cameTrue(target, state, deps), deps);
  return saveProgress(target, { state: { ...state, pending: [] }, version }, deps.ledger);
}

/** Where to continue, or begin; undefined when nothing is due. */
function dueFor(
  resumed: Progress | undefined,
  { setup, deps }: Pick<Sweeping, 'setup' | 'deps'>,
): Progress | undefined {
  const now = deps.clock.now();
  if (!resumed) return { state: newSweep(deps.random.uuid(), now, false), version: 0 };
  const { state, version } = resumed;
  if (state.step !== 'finished') return resumed;
  const isDue = now >= state.startedAt + setup.settings.sweepMinutes * 60_000 - SWEEP_EARLY_MS;
  return isDue ? { state: newSweep(deps.random.uuid(), now, true), version } : undefined;
}

async function listPage(progress: Progress, { setup, deps, until, left }: Sweeping): Promise<Turn> {
  const { target } = setup;
  const askedAt = deps.clock.now();
  const { cursor } = progress.state;
  const page = await booked(setup, deps, {
    call: { deadline: until },
    task: (call) => target.listAccounts(cursor, call),
  });
  if (page.kind !== 'done') return { stopped: page };
  const { accounts, next } = page.value;
  const after = next === undefined ? ({ step: 'missing' } as const) : ({ step: 'listing', cursor: next } as const);
  const taken = await takeIn(target.name, { present: accounts, absent: [], askedAt }, { progress, after, left }, deps);
  return { progress: taken, answered: true };
}

/** Only absence needs proof: whom the listing did not show is asked for by id. Who is still not shown clearly stays as they were. */
async function askForMissing(progress: Progress, { setup, deps, until, left }: Sweeping): Promise<Turn> {
  const { target } = setup;
  const { state } = progress;
  const { records, next } = await deps.ledger.inventory.list(target.name, state.cursor);
  const missing = records.filter(({ removedAt, sweepId }) => removedAt === undefined && sweepId !== state.sweepId);
  const ids = missing.map(({ account }) => account.id);
  const askedAt = deps.clock.now();
  const ask = () => booked(setup, deps, { call: { deadline: until }, task: (call) => target.findByIds(ids, call) });
  const looked = ids.length > 0 ? await ask() : undefined;
  if (looked && looked.kind !== 'done') return { stopped: looked };

  const sightingOf = (id: string) => looked?.value.get(id);
  const present = ids.flatMap((id) => {
    const sighting = sightingOf(id);
    return sighting?.kind === 'present' ? [sighting.account] : [];
  });
  const absent = missing.filter(({ account }) => sightingOf(account.id)?.kind === 'absent');
  const after = { step: 'missing', ...(next !== undefined && { cursor: next }) } as const;
  const taken = await takeIn(target.name, { present, absent, askedAt }, { progress, after, left }, deps);
  return {
    progress: next === undefined ? await finish(target.name, taken, deps) : taken,
    answered: looked !== undefined,
  };
}

async function finish(target: string, { state, version }: Progress, deps: PollDeps): Promise<Progress> {
  const { ledger, clock, observe } = deps;
  const { seen, managed, hasFinishedOnce, startedAt } = state;
  const count = await ledger.checkpoints.load(managedCount(target));
  await ledger.checkpoints.save(managedCount(target), String(managed), count?.version ?? 0);

  const type = 'InventoryTaken';
  const id = changeId({ target, accountId: '', inventoryVersion: 0, kind: type });
  const taken: Pending = { event: { id, type, target, at: clock.now(), detail: { count: seen } } };
  const pending = hasFinishedOnce ? [] : [taken];
  const finished = { ...state, step: 'finished', hasFinishedOnce: true, pending } as const;
  let progress = await saveProgress(target, { state: finished, version }, ledger);
  if (pending.length > 0) {
    await tell(pending, deps);
    progress = await saveProgress(target, { ...progress, state: { ...finished, pending: [] } }, ledger);
  }
  observe.count('SweepFinished', { target });
  observe.info('sweep-finished', { target, seen, managed, ms: clock.now() - startedAt });
  return progress;
}

/** The target did not answer: the next tick asks again, once the gate is open; with an unknown cursor, from the start. */
async function stop(stopped: NotDone, { state, version }: Progress, { setup, deps }: Sweeping): Promise<void> {
  const { ledger, clock, random, observe } = deps;
  const target = setup.target.name;
  if (stopped.kind === 'wait') {
    if (stopped.cause !== 'deadline') await closeGate(target, stopped, gateDeps(deps));
    return;
  }
  observe.count('SweepFailed', { target });
  observe.warn('sweep-stopped', { target, kind: stopped.kind, because: stopped.because });
  if (stopped.kind !== 'permanent' || state.step !== 'listing' || state.cursor === undefined) return;
  const anew = newSweep(random.uuid(), clock.now(), state.hasFinishedOnce);
  await saveProgress(target, { state: anew, version }, ledger);
}
