import { CONVERGE_LEASE_MS } from '../../../contracts/cadence.ts';
import type { BusEventName } from '../../../domain/bus-event.ts';
import { withLate } from '../../../domain/lateness/late-news.ts';
import { isAnothers, isOverOn, strangersIn } from '../../../domain/worker/access-over.ts';
import { type AccessDates, asRead } from '../../../domain/worker/access-standing.ts';
import { nextDue } from '../../../domain/worker/next-due.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import {
  type Due,
  type OutboxEntry,
  type TargetRecord,
  type Worker,
  withForeign,
} from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Member } from '../prepare.ts';
import type { Converged } from '../run.ts';
import { NO_RECORD, type Run } from '../run.ts';
import { holdNews } from './hold-news.ts';
import { leftBehind } from './left-behind.ts';
import { leftNews, stampLeft } from './left-news.ts';
import { sponsorNews } from './sponsor-news.ts';

/**
 * Writes what a convergence left, in one item with what must be sent, behind what was not sent yet. Answers the worker as it stands
 * now; undefined when another process was faster: then everything is planned again.
 */
export async function commitWorker(
  { worker, standing, chain }: Member,
  converged: readonly Converged[],
  deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy' | 'targets'>,
): Promise<Worker | undefined> {
  const { ledger, policy } = deps;
  const now = deps.clock.now();
  const behind = await leftBehind(worker, standing, deps);
  const targets = { ...worker.targets, ...behind.targets };
  const version = worker.version + 1;
  for (const { run } of converged) stampLeft(run, version);
  for (const { target, run, end } of converged) targets[target] = recordOf(run, end, now);
  const holds = await Promise.all(converged.map((one) => holdNews(one, { ledger, now })));
  const told = converged.flatMap((one) => [...news(one, now), ...leftNews(one, targets, version)]);
  const { told: ofSponsors, ...sponsored } = sponsorNews(worker, standing, now);
  const outbox = [...worker.outbox, ...told, ...ofSponsors, ...behind.told, ...holds.flat()];
  const receipts = converged.some(({ end }) => end.isCutOff) ? worker.receipts : chain.resumeAt(targets);
  const after: Worker = { ...worker, ...sponsored, targets, outbox, receipts };
  const late = converged.every(isAsWanted) ? [] : (worker.late ?? []);
  const settled = atRest(withLate(after, late), { standing, access: policy.access }, now);
  const next = outbox.length > 0 ? { ...settled, outbox, due: beforeLong(settled, now) } : settled;
  return (await ledger.workers.commit(next)) === 'committed' ? { ...next, version: worker.version + 1 } : undefined;
}

/** The worker with nothing left to send, due when the first target or HR's next date says so. */
export function atRest(
  worker: Worker,
  { standing, access }: { readonly standing: Standing; readonly access: AccessDates },
  now: number,
): Worker {
  const { due: _, ...rest } = worker;
  const due = nextDue(asRead(worker, access), standing, now);
  return { ...rest, outbox: [], ...(due && { due }) };
}

/** Whether a worker who works here has all that they are to have on a target, so that nothing HR stated before gives more. */
const isAsWanted = ({ run: { intent, plan } }: Converged): boolean =>
  (intent.kind === 'grant' || intent.kind === 'no-role') &&
  plan?.actions.length === 0 &&
  plan.next.kind === 'converged';

/** If this process ends here, the tick sends what is left in the outbox; while it runs, it sends that itself. */
function beforeLong({ due }: Worker, now: number): Due {
  const at = now + CONVERGE_LEASE_MS;
  return due ? { ...due, at: Math.min(due.at, at) } : { at, class: 'rest' };
}

function recordOf(run: Run, end: Converged['end'], now: number): TargetRecord {
  const { before, accounts, refusals, admitted } = run;
  const overAt = overSince(run, now);
  const foreign = foreignOf(run);
  const isSame = before !== NO_RECORD && before.state === end.state && before.because === end.because;
  return {
    state: end.state,
    since: isSame ? before.since : now,
    because: end.because,
    accounts,
    failures: end.state === 'failing' ? before.failures + 1 : 0,
    refusals,
    ...(end.lookAt !== undefined && { lookAt: end.lookAt }),
    ...(end.observedPlan !== undefined && { observedPlan: end.observedPlan }),
    ...(end.holdId !== undefined && { holdId: end.holdId }),
    ...(end.isUndone && { isUndone: true }),
    ...((end.isLetThrough || (before.isLetThrough && end.isUndone)) && { isLetThrough: true }),
    ...(end.pendingDisables && { pendingDisable: true }),
    ...lastHold(before, end),
    ...(overAt !== undefined && { overAt }),
    ...(foreign.length > 0 && { foreign }),
    ...(admitted && { admitted }),
  };
}

function lastHold(before: TargetRecord, end: Converged['end']): Pick<TargetRecord, 'lastHoldId'> {
  const id = before.holdId === end.holdId ? before.lastHoldId : (before.holdId ?? before.lastHoldId);
  return id === undefined || id === end.holdId ? {} : { lastHoldId: id };
}

/** Since when access is over, by the last look; for a worker who could not be checked, as before. */
function overSince({ standing, before, access }: Run, now: number): number | undefined {
  if (standing.kind !== 'ended') return undefined;
  if (!access) return before.overAt;
  return access.isOver ? (before.overAt ?? now) : undefined;
}

/** Those that a leaver's looks saw and that are not theirs to write: gone ones, and those that became theirs, are forgotten. */
function foreignOf({ standing, before: { foreign = [] }, accounts, observed }: Run): readonly string[] {
  if (standing.kind !== 'ended') return [];
  const leaver = observed?.leaver;
  const seen = strangersIn(observed ?? { managed: [] }).filter((stranger) => leaver && !isAnothers(leaver, stranger));
  const kept = leaver ? foreign.filter((id) => leaver.foreign.get(id)?.kind === 'unknown') : foreign;
  const all = withForeign(
    kept,
    seen.map(({ account }) => account.id),
  );
  return all.filter((id) => accounts.every((account) => account.id !== id));
}

/** The events for the bus: a worker was given an account, or a worker's access is over. */
function news({ target, run }: Converged, at: number): readonly OutboxEntry[] {
  const wasOver = isOverOn(run.before);
  const arrivals = run.accounts.flatMap((account) => {
    const before = run.before.accounts.find(({ id }) => id === account.id);
    const arrived: readonly BusEventName[] = before
      ? []
      : [account.how === 'invited' ? 'InvitationSent' : 'AccountAdopted'];
    const isNew = !wasOver || before?.endedAt === undefined;
    const hasEnded = run.access?.isOver && account.endedAt !== undefined && isNew;
    const ended: readonly BusEventName[] = hasEnded ? ['AccessEnded'] : [];
    return [...arrived, ...ended].map((type): OutboxEntry => {
      const id = [target, account.id, type, account.endedAt ?? 0].join(':');
      return { id, kind: 'bus', event: { type, target, accountId: account.id, workerKey: run.worker.key, at } };
    });
  });
  return [...arrivals, ...run.told];
}
