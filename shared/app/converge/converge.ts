import { RetryableError } from '../../domain/failure.ts';
import { accessAt } from '../../domain/worker/access-standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { Call } from '../../ports/target/call.ts';
import { convergeOn } from './by-target/converge-on.ts';
import { atRest, commitWorker } from './commit/commit.ts';
import { escalateOverdueLeaver } from './commit/escalate-overdue-leaver.ts';
import { sendOutbox } from './commit/outbox.ts';
import { noteRollouts } from './commit/rollout-news.ts';
import { endTurn, takeTurn } from './commit/turn.ts';
import { tellUnheard } from './commit/unheard.ts';
import { untilMidnight } from './commit/until-midnight.ts';
import { dropWatched, watchPending } from './commit/watching.ts';
import type { ProvisionDeps } from './deps.ts';
import type { Member } from './prepare.ts';
import { openChain } from './receipts/receipt-chain.ts';
import type { Converged, Run } from './run.ts';
import type { TargetSetup } from './target-setup.ts';

const ATTEMPTS = 5;
/** So much may wait to be sent beside what a convergence adds; with more, the worker is left to an operator. */
const MOST_UNSENT = 200;

interface OnTarget {
  readonly target: string;
  readonly run: Run;
}

/**
 * Brings workers in line with what policy wants for them now, on every target. All are read together and written apart. Another
 * convergence of the same worker is left to its end: it reads again what was said meanwhile once it has let the worker go. Answers who
 * could not be brought to an end because our own store failed; every other worker is committed, whatever state they are in.
 */
export async function converge(
  workerKeys: readonly string[],
  deps: ProvisionDeps,
  call: Call,
): Promise<ReadonlyMap<string, unknown>> {
  const broken = new Map<string, unknown>();
  const turns: Turns = { holder: deps.random.uuid(), taken: new Set() };
  let open = [...new Set(workerKeys)];
  for (let attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++)
    open = await convergeOnce(open, { broken, turns }, deps, call);
  for (const key of open)
    broken.set(key, new RetryableError(`Worker ${key} was changed by other processes ${ATTEMPTS} times in a row`));
  await Promise.all(
    [...turns.taken].map((key) =>
      endTurn(key, turns.holder, deps).catch((error: unknown) => void broken.set(key, error)),
    ),
  );
  return broken;
}

/** Which workers this convergence has to itself. */
interface Turns {
  readonly holder: string;
  readonly taken: Set<string>;
}

interface Progress {
  readonly broken: Map<string, unknown>;
  readonly turns: Turns;
}

/** One round; answers whom another process changed meanwhile. */
async function convergeOnce(
  keys: readonly string[],
  { broken, turns }: Progress,
  deps: ProvisionDeps,
  call: Call,
): Promise<string[]> {
  const members: Member[] = [];
  const takeUp = async (key: string) => {
    const member = await memberOf(key, turns, deps);
    if (member) members.push(member);
  };
  await Promise.all(keys.map((key) => takeUp(key).catch((error: unknown) => void broken.set(key, error))));

  const runsOf = new Map<string, OnTarget[]>(members.map(({ worker }) => [worker.key, []]));
  const onTarget = async (setup: TargetSetup) => {
    for (const run of await convergeOn(setup, members, deps, call))
      runsOf.get(run.worker.key)?.push({ target: setup.target.name, run });
  };
  // no worker is let go while a step of theirs is under way on another target
  for (const looked of await Promise.allSettled(deps.targets.map(onTarget)))
    if (looked.status === 'rejected') for (const { worker } of members) broken.set(worker.key, looked.reason);

  const stale: string[] = [];
  await Promise.all(
    members.map(async (member) => {
      const { worker } = member;
      const runs = runsOf.get(worker.key) ?? [];
      const failed = runs.find(({ run }) => run.end?.kind === 'broken')?.run.end;
      if (failed?.kind === 'broken') broken.set(worker.key, failed.error);
      if (broken.has(worker.key)) return;
      const finished = await finish(member, runs, { turns, deps }).catch(
        (error: unknown) => void broken.set(worker.key, error),
      );
      if (finished === 'stale') stale.push(worker.key);
    }),
  );
  return stale;
}

/**
 * A worker taken up, after what an earlier convergence left in the outbox is sent; undefined for one there is not, or whom another process has. What
 * cannot be sent now stays in the outbox, and goes with the commit: while the bus is down, access must end all the same.
 */
async function memberOf(key: string, { holder, taken }: Turns, deps: ProvisionDeps): Promise<Member | undefined> {
  const worker = await deps.ledger.workers.load(key);
  if (!worker) return undefined;
  const standing = untilMidnight(accessAt(worker, deps.clock.now(), deps.policy.access), deps);
  if (!taken.has(key)) {
    if (!(await takeTurn({ worker, standing }, holder, deps))) return undefined;
    if (standing.kind !== 'ended') taken.add(key);
  }
  const outbox = await sendOutbox(worker, deps).then(
    (): Worker['outbox'] => [],
    (error: unknown) => {
      if (worker.outbox.length > MOST_UNSENT) throw error;
      return worker.outbox;
    },
  );
  return { worker: { ...worker, outbox }, standing, chain: await openChain(worker, deps) };
}

/** Commits a worker, and sends what the commit put into the outbox. */
async function finish(
  member: Member,
  runs: readonly OnTarget[],
  { turns, deps }: { readonly turns: Turns; readonly deps: ProvisionDeps },
): Promise<'committed' | 'stale'> {
  const settled = runs.flatMap(({ target, run }): readonly Converged[] =>
    run.end?.kind === 'settled' ? [{ target, run, end: run.end }] : [],
  );
  if (settled.length < runs.length) return 'stale';
  const escalated = settled.map((one) => escalateOverdueLeaver(member, one, deps));
  await watchPending(escalated, deps);
  const committed = await commitWorker(member, escalated, deps);
  if (!committed) return 'stale';
  await dropWatched(escalated, deps);
  await noteRollouts(escalated, deps);
  await tellUnheard(committed, member.standing, deps);
  const told = await tell(committed, member, deps);
  if (!turns.taken.delete(committed.key)) return 'committed';
  await endTurn(committed.key, turns.holder, deps);
  // a process that recorded something before found the worker taken, and left it to this one
  return (await deps.ledger.workers.versionOf(committed.key)) > told ? 'stale' : 'committed';
}

/** Sends what the commit put into the outbox, and clears it. Answers the version that is ours. */
async function tell(committed: Worker, { standing }: Member, deps: ProvisionDeps): Promise<number> {
  const { version } = committed;
  if (committed.outbox.length === 0) return version;
  await sendOutbox(committed, deps);
  // another process that changed the worker since has taken the outbox over, and sends it again: every entry has an id
  const cleared = await deps.ledger.workers.commit(
    atRest(committed, { standing, access: deps.policy.access }, deps.clock.now()),
  );
  return cleared === 'committed' ? version + 1 : version;
}
