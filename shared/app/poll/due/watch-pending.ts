import { LEAVER_PATIENCE_MS } from '../../../contracts/cadence.ts';
import type { Sighting } from '../../../domain/account/account.ts';
import type { PendingDisable } from '../../../ports/ledger/per-target/pending-disables.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked } from '../../quota/budget.ts';
import { closedUntil, closeGate } from '../../quota/gate.ts';
import type { PollDeps } from '../deps.ts';
import { gateDeps } from '../gate-deps.ts';
import { remindOfEnding } from './remind.ts';

/** What one request asks for. */
const AT_ONCE = 100;

/**
 * Reads every open invitation of a leaver, a hundred to a request, and hands each one that is no longer clearly an invitee to
 * provision: at every tick until their commit says that access ended or is held. Writes to no target. Stops at `until` (epoch ms) or when
 * the target does not answer; the next tick starts again. Measures since when one of them was not read.
 */
export async function watchPending(setup: TargetSetup, deps: PollDeps, until: number): Promise<void> {
  const { ledger, clock, observe } = deps;
  const target = setup.target.name;
  const name = `watched:${target}`;
  const last = await ledger.checkpoints.load(name);
  const { count, oldest, isComplete } = await watchAll(setup, { deps, until });
  const now = clock.now();
  const unseenSince = isComplete ? now : Math.max(oldest, Number(last?.value ?? 0));
  observe.measure('OldestPendingDisableMinutes', Math.floor((now - unseenSince) / 60_000), 'Count');
  if (count === 0) return;
  observe.info('pending-disables-watched', { target, count, complete: isComplete });
  if (now - oldest >= LEAVER_PATIENCE_MS) observe.count('LeaverNotEnded', { target });
  if (isComplete) await ledger.checkpoints.save(name, String(now), last?.version ?? 0);
}

interface Watched {
  readonly count: number;
  /** Since when the one is watched who is watched longest (epoch ms). */
  readonly oldest: number;
  readonly isComplete: boolean;
}

async function watchAll(setup: TargetSetup, watching: Watching): Promise<Watched> {
  const { ledger, clock } = watching.deps;
  let [count, oldest, isComplete] = [0, clock.now(), true];
  for (let cursor: string | undefined; ; ) {
    const page = await ledger.pendingDisables.list(setup.target.name, cursor);
    for (let at = 0; at < page.pending.length; at += AT_ONCE) {
      const some = page.pending.slice(at, at + AT_ONCE);
      count += some.length;
      oldest = Math.min(oldest, ...some.map(({ since }) => since));
      isComplete &&= clock.now() < watching.until && (await look(some, setup, watching));
    }
    cursor = page.next;
    if (cursor === undefined) return { count, oldest, isComplete };
  }
}

interface Watching {
  readonly deps: PollDeps;
  /** Epoch ms. */
  readonly until: number;
}

/** One request. False when the target did not answer. */
async function look(
  pending: readonly PendingDisable[],
  setup: TargetSetup,
  { deps, until }: Watching,
): Promise<boolean> {
  const target = setup.target.name;
  if (await closedUntil(target, gateDeps(deps))) return false;
  const ids = pending.map(({ accountId }) => accountId);
  const askedAt = deps.clock.now();
  const looked = await booked(setup, deps, {
    call: { deadline: until },
    task: (call) => setup.target.findByIds(ids, call),
  });
  if (looked.kind !== 'done') {
    if (looked.kind === 'wait' && looked.cause !== 'deadline') await closeGate(target, looked, gateDeps(deps));
    return false;
  }
  await deps.ledger.gates.open(target, askedAt);
  const changed = pending.filter(({ accountId }) => !isInvitee(looked.value.get(accountId)));
  await handOver(changed, target, deps);
  return true;
}

const isInvitee = (sighting: Sighting | undefined): boolean =>
  sighting?.kind === 'present' && sighting.account.state === 'invited';

/** Who is expected for nothing any more was watched in vain: a process that ended left the entry behind. */
async function handOver(changed: readonly PendingDisable[], target: string, deps: PollDeps): Promise<void> {
  if (changed.length === 0) return;
  const forgotten = await remindOfEnding(
    changed.map(({ workerKey }) => workerKey),
    deps,
  );
  for (const { accountId, workerKey } of changed) {
    if (forgotten.includes(workerKey)) await deps.ledger.pendingDisables.drop(target, accountId);
  }
}
