import { RetryableError } from '../../domain/failure.ts';
import { standingAt } from '../../domain/standing.ts';
import type { Call } from '../../ports/target.ts';
import { atRest, type Converged, commitWorker } from './commit.ts';
import { convergeOn } from './converge-on.ts';
import type { ProvisionDeps } from './deps.ts';
import { mindLeaver } from './mind-leaver.ts';
import { sendOutbox } from './outbox.ts';
import type { Member } from './prepare.ts';
import { openChain } from './receipt-chain.ts';
import type { Run } from './run.ts';
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
    // what was told is told: only what this convergence has to say goes into the next commit
    members.push({ worker: { ...worker, outbox: [] }, standing, chain: await openChain(worker, deps) });
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
