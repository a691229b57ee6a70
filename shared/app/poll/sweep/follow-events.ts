import type { NotDone } from '../../../domain/outcome.ts';
import type { EventFeed, LoggedEvent } from '../../../ports/target/event-feed.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked } from '../../quota/budget.ts';
import { closedUntil, closeGate } from '../../quota/gate.ts';
import type { PollDeps } from '../deps.ts';
import { gateDeps } from '../gate-deps.ts';
import { beginningAt, loadFeed, markOf, type StoredFeed, saveFeed } from './event-feed-state.ts';
import type { Progress } from './sweep-state.ts';
import { takeIn } from './take-in.ts';
import { readWhatWeLeft, type WhatWeLeft } from './what-we-left.ts';

export interface Following {
  readonly setup: TargetSetup;
  readonly deps: PollDeps;
  /** Epoch ms. */
  readonly until: number;
}

/** By how much an event may be logged after its time. */
const LATE_MS = 2 * 60_000;
/** What is older is left to sweeps: the log was not read for so long. */
const LONGEST_MS = 60 * 60_000;
/** After how long a log is asked again that was refused, or not understood. */
const REST_MS = 15 * 60_000;
/** What one request asks for. */
const AT_ONCE = 100;
/** So many marks are kept; what is beyond them is looked at once more. */
const MOST_KNOWN = 200;

/**
 * Looks at the accounts of which the target's own log says that they were changed or signed in since the last tick, and takes in what that
 * shows as one more page of the sweep. Sweeps prove; this only makes them sooner: what the log does not say, or says wrongly, the next sweep
 * finds. Answers the sweep's progress.
 */
export async function followEvents(progress: Progress, following: Following): Promise<Progress> {
  const { setup, deps } = following;
  const { eventFeed } = setup.target;
  if (!eventFeed || setup.settings.eventFeed !== 'watch' || !progress.state.hasFinishedOnce) return progress;
  const now = deps.clock.now();
  const stored = await loadFeed(setup.target.name, deps.ledger, now);
  if (!stored) {
    await saveFeed(setup.target.name, { state: beginningAt(now), version: 0 }, deps.ledger);
    return progress;
  }
  if (now < (stored.state.restsUntil ?? 0)) return progress;
  return readOn(progress, stored, { ...following, eventFeed });
}

interface Reading extends Following {
  readonly eventFeed: EventFeed;
}

async function readOn(progress: Progress, stored: StoredFeed, reading: Reading): Promise<Progress> {
  const { setup, deps, until, eventFeed } = reading;
  const target = setup.target.name;
  if (await closedUntil(target, gateDeps(deps))) return progress;
  const { state, version } = stored;
  const from = Math.max(state.newestAt - LATE_MS, deps.clock.now() - LONGEST_MS);
  const logged = await booked(setup, deps, { call: { deadline: until }, task: (call) => eventFeed.since(from, call) });
  if (logged.kind !== 'done') {
    await rest(logged, stored, reading);
    return progress;
  }
  const { events, isComplete } = logged.value;
  if (!isComplete) deps.observe.info('event-feed-cut', { target, events: events.length });
  const seen = new Set(state.known);
  const fresh = events.filter((event) => !seen.has(markOf(event)));
  if (fresh.length === 0 && state.restsUntil === undefined) return progress;
  const left = await readWhatWeLeft(target, deps.ledger);
  const taken = await lookAt(await worthALook(fresh, left, reading), { progress, left, ...reading });
  // a look that the target did not answer is repeated by the next tick
  if (!taken) return progress;
  // an event of the future, by our clock, hides none that comes after it
  const newestAt = Math.min(deps.clock.now(), Math.max(state.newestAt, ...events.map(({ at }) => at)));
  const newestFirst = events.filter(({ at }) => at >= newestAt - LATE_MS).toSorted((a, b) => b.at - a.at);
  const known = [...new Set(newestFirst.map(markOf))].slice(0, MOST_KNOWN);
  const after = { schema: 1, newestAt, known } as const;
  await saveFeed(target, { state: after, version }, deps.ledger);
  return taken;
}

/** All who were changed; of those who signed in, the ones who were not known to be able to. */
async function worthALook(
  events: readonly LoggedEvent[],
  left: WhatWeLeft,
  { setup, deps }: Following,
): Promise<readonly string[]> {
  const changed = new Set(events.flatMap(({ kind, accountId }) => (kind === 'changed' ? [accountId] : [])));
  const signedIn = [...new Set(events.map(({ accountId }) => accountId))].filter((id) => !changed.has(id));
  const records = await deps.ledger.inventory.get(setup.target.name, signedIn);
  const isUsual = (id: string) => records.get(id)?.account.state === 'active' && left.get(id)?.left.hasEnded !== true;
  return [...changed, ...signedIn.filter((id) => !isUsual(id))];
}

/** One request for each hundred accounts. Undefined when the target did not answer one of them. */
async function lookAt(
  ids: readonly string[],
  { progress, left, setup, deps, until }: Reading & { readonly progress: Progress; readonly left: WhatWeLeft },
): Promise<Progress | undefined> {
  const { target } = setup;
  let now = progress;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    if (deps.clock.now() >= until) return undefined;
    const askedAt = deps.clock.now();
    const some = ids.slice(at, at + AT_ONCE);
    const looked = await booked(setup, deps, {
      call: { deadline: until },
      task: (call) => target.findByIds(some, call),
    });
    if (looked.kind !== 'done') {
      if (looked.kind === 'wait' && looked.cause !== 'deadline') await closeGate(target.name, looked, gateDeps(deps));
      return undefined;
    }
    await deps.ledger.gates.open(target.name, askedAt);
    const present = some.flatMap((id) => {
      const sighting = looked.value.get(id);
      return sighting?.kind === 'present' ? [sighting.account] : [];
    });
    const { step, cursor } = now.state;
    const after = { step, ...(cursor !== undefined && { cursor }) };
    const taking = { progress: now, after, left, isBetweenPages: true } as const;
    now = await takeIn(target.name, { present, absent: [], askedAt }, taking, deps);
  }
  return now;
}

/** A log that gives no answer closes the gate only where no request would get one: all else goes on without it. */
async function rest(stopped: NotDone, { state, version }: StoredFeed, { setup, deps }: Reading): Promise<void> {
  const target = setup.target.name;
  if (stopped.kind === 'wait') {
    if (stopped.cause === 'deadline' || stopped.cause === 'paced') return;
    if (stopped.cause === 'rate-limited' || stopped.cause === 'credentials') {
      await closeGate(target, stopped, gateDeps(deps));
      return;
    }
  }
  deps.observe.count('EventFeedFailed', { target });
  deps.observe.warn('event-feed-rests', { target, kind: stopped.kind, because: stopped.because });
  const restsUntil = deps.clock.now() + REST_MS;
  await saveFeed(target, { state: { ...state, restsUntil }, version }, deps.ledger);
}
