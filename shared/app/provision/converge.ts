import { RetryableError } from '../../domain/failure.ts';
import { standingAt } from '../../domain/standing.ts';
import type { Call } from '../../ports/target.ts';
import { booked, budgetSpentUntil } from './budget.ts';
import { atRest, type Converged, commitWorker } from './commit.ts';
import { convergeTarget } from './converge-target.ts';
import type { ProvisionDeps, TargetSetup } from './deps.ts';
import { executorFor } from './executor.ts';
import { mindLeaver } from './mind-leaver.ts';
import { sendOutbox } from './outbox.ts';
import { idleRun, type Member, prepare } from './prepare.ts';
import { openChain } from './receipt-chain.ts';
import { type Run, wait } from './run.ts';
import { untilMidnight } from './until-midnight.ts';

const ATTEMPTS = 5;

interface OnTarget {
  readonly target: string;
  readonly run: Run;
}

/**
 * Brings workers in line with what policy wants for them now, on every target. All are read together and written apart. Answers who
 * could not be brought to an end because our own store failed; everybody else is committed, whatever state they are in.
 */
export async function converge(
  workerKeys: readonly string[],
  deps: ProvisionDeps,
  call: Call,
): Promise<ReadonlyMap<string, unknown>> {
  const broken = new Map<string, unknown>();
  let open = [...new Set(workerKeys)];
  for (let attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++)
    open = await convergeOnce(open, broken, deps, call);
  for (const key of open)
    broken.set(key, new RetryableError(`Worker ${key} was changed by others ${ATTEMPTS} times in a row`));
  return broken;
}

/** One round; answers whom somebody else changed meanwhile. */
async function convergeOnce(
  keys: readonly string[],
  broken: Map<string, unknown>,
  deps: ProvisionDeps,
  call: Call,
): Promise<string[]> {
  const members: Member[] = [];
  const takeUp = async (key: string) => {
    const worker = await deps.ledger.workers.load(key);
    if (!worker) return;
    await sendOutbox(worker, deps);
    const standing = untilMidnight(standingAt(worker.engagements, worker.overrides, deps.clock.now()), deps);
    members.push({ worker, standing, chain: await openChain(worker, deps) });
  };
  await Promise.all(keys.map((key) => takeUp(key).catch((error: unknown) => void broken.set(key, error))));

  const runsOf = new Map<string, OnTarget[]>(members.map(({ worker }) => [worker.key, []]));
  await Promise.all(
    deps.targets.map(async (setup) => {
      for (const run of await convergeOn(setup, members, deps, call))
        runsOf.get(run.worker.key)?.push({ target: setup.target.name, run });
    }),
  ).catch((error: unknown) => {
    for (const { worker } of members) broken.set(worker.key, error);
  });

  const stale: string[] = [];
  await Promise.all(
    members.map(async (member) => {
      const { worker } = member;
      const runs = runsOf.get(worker.key) ?? [];
      const failed = runs.find(({ run }) => run.end?.kind === 'broken')?.run.end;
      if (failed?.kind === 'broken') broken.set(worker.key, failed.error);
      if (broken.has(worker.key)) return;
      const ended = await finish(member, runs, deps).catch((error: unknown) => void broken.set(worker.key, error));
      if (ended === 'stale') stale.push(worker.key);
    }),
  );
  return stale;
}

/** All members on one target. Trouble here is no trouble elsewhere. */
async function convergeOn(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ProvisionDeps,
  call: Call,
): Promise<readonly Run[]> {
  const spentUntil = await budgetSpentUntil(setup, deps);
  // leavers have no budget but the target's own limit
  const now = members.filter(({ standing }) => spentUntil === undefined || standing.kind === 'ended');
  const later = members
    .filter((member) => !now.includes(member))
    .map((member) => idleRun(member, setup, deps.clock.now()));
  for (const run of later)
    wait(run, `The requests of this minute to ${setup.target.name} are used up`, spentUntil ?? deps.clock.now());
  return [
    ...later,
    ...(now.length > 0
      ? await booked(setup, deps, { call, task: (counting) => convergeNow(setup, now, deps, counting) })
      : []),
  ];
}

async function convergeNow(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ProvisionDeps,
  call: Call,
): Promise<readonly Run[]> {
  const { runs, rules, stopped } = await prepare(setup, members, deps, call);
  if (stopped) for (const run of runs) wait(run, stopped.because, stopped.at);
  else await convergeTarget(runs, { setup, rules, executorOf: await executorFor(setup, deps), deps, call });
  return runs;
}

/** Commits a worker, and tells others what the commit says must be told. */
async function finish(member: Member, runs: readonly OnTarget[], deps: ProvisionDeps): Promise<'committed' | 'stale'> {
  const settled = runs.flatMap(({ target, run }): readonly Converged[] =>
    run.end?.kind === 'settled' ? [{ target, run, end: run.end }] : [],
  );
  if (settled.length < runs.length) return 'stale';
  const minded = settled.map((one) => mindLeaver(member, one, deps));
  const committed = await commitWorker(member, minded, deps);
  if (!committed) return 'stale';
  if (committed.outbox.length === 0) return 'committed';
  await sendOutbox(committed, deps);
  // whoever changed the worker since has taken the outbox over, and sends it again: every entry has an id
  await deps.ledger.workers.commit(atRest(committed, member.standing));
  return 'committed';
}
