import { baselineDigest } from '../../../contracts/operate/baseline/baseline-digest.ts';
import type { Account } from '../../../domain/account/account.ts';
import {
  type ClassifiedAccount,
  classifyAccounts,
  type KnownPerson,
} from '../../../domain/baseline/classify-accounts.ts';
import { groupNamesIn } from '../../../domain/chain/group-names.ts';
import { RetryableError } from '../../../domain/failure.ts';
import { nameKey } from '../../../domain/identity/name-key.ts';
import type { Action } from '../../../domain/plan/action.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { protection } from '../../converge/protection.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { visitAll } from '../all-workers.ts';
import type { OperatorRequest } from '../deps.ts';
import { observedPlan } from '../report/observed-plan.ts';
import { accessOf } from '../report/receipt-access.ts';

/** All accounts of a target and all workers, compared. */
export interface Baseline {
  readonly accounts: readonly ClassifiedAccount[];
  /** Workers who work here and have no account, in the order of their keys. */
  readonly missing: readonly KnownPerson[];
  /** What policy would do for a worker besides taking an account over, by the worker's key. */
  readonly would: ReadonlyMap<string, readonly string[]>;
  readonly digest: string;
}

/** More receipts than one plan ever has. */
const TAIL = 100;

/**
 * Compares what the last sweep of a target saw with all workers and what their last plans say. Throws `RetryableError` when the time of
 * the call is over before all is read.
 */
export async function readBaseline(setup: TargetSetup, ownId: string, request: OperatorRequest): Promise<Baseline> {
  const { name: target } = setup.target;
  const accounts = await inventoryOf(target, request);
  const { people, would } = await peopleOf(target, request);
  const classified = classifyAccounts(accounts, people, protection(setup.settings.protected, ownId));
  const named = new Set(classified.map(({ workerKey }) => workerKey));
  const missing = people.filter(({ key, isHere }) => isHere && !named.has(key));
  const reviewed = classified.map(({ account, state, workerKey }) => ({ account: account.id, state, workerKey }));
  return { accounts: classified, missing: missing.toSorted(byKey), would, digest: baselineDigest(reviewed) };
}

const byKey = (a: KnownPerson, b: KnownPerson): number => (a.key < b.key ? -1 : 1);

async function inventoryOf(target: string, { deps: { ledger, clock }, call }: OperatorRequest): Promise<Account[]> {
  const accounts: Account[] = [];
  let cursor: string | undefined;
  do {
    if (clock.now() >= call.deadline) throw tooLong(target);
    const { records, next } = await ledger.inventory.list(target, cursor);
    accounts.push(...records.flatMap(({ account, removedAt }) => (removedAt === undefined ? [account] : [])));
    cursor = next;
  } while (cursor !== undefined);
  return accounts;
}

async function peopleOf(target: string, { deps: { ledger, clock, policy }, call }: OperatorRequest) {
  const people: KnownPerson[] = [];
  const would = new Map<string, readonly string[]>();
  const visit = async (worker: Worker) => {
    const { steps, adopts } = await lastPlanOf(worker, target, ledger);
    people.push(personOf(worker, { target, adopts, now: clock.now(), access: policy.access }));
    would.set(worker.key, steps);
  };
  const rest = await visitAll(ledger.workers, {
    cursor: undefined,
    hasTime: () => clock.now() < call.deadline,
    visit,
  });
  if (rest !== undefined) throw tooLong(target);
  return { people, would };
}

const tooLong = (target: string): RetryableError =>
  new RetryableError(`The accounts of ${target} and all workers could not be read in the time of one call: try again`);

interface Known {
  readonly target: string;
  readonly adopts: string | undefined;
  readonly now: number;
  readonly access: OperatorRequest['deps']['policy']['access'];
}

function personOf(
  { key, addresses, engagements, overrides, targets }: Worker,
  { target, adopts, now, access }: Known,
): KnownPerson {
  const { kind, workEmail, engagements: speaking } = standingAt(engagements, overrides, now, access);
  const { accounts = [], because = 'The worker was not checked on this target yet' } = targets[target] ?? {};
  return {
    key,
    isHere: kind === 'active' || kind === 'presumed',
    ...(workEmail !== undefined && { workEmail: normaliseEmail(workEmail) }),
    addresses,
    names: speaking.flatMap(({ attributes: { displayName } }) => nameKey(displayName ?? '') ?? []),
    managed: accounts.map(({ id }) => id),
    ...(adopts !== undefined && { adopts }),
    because,
  };
}

/** What observe mode wrote down last for a worker: the account that is taken over, and the other steps in words. */
async function lastPlanOf(
  { key, targets, receipts: { next } }: Worker,
  target: string,
  { receipts }: OperatorRequest['deps']['ledger'],
): Promise<{ readonly steps: readonly string[]; readonly adopts?: string }> {
  const digest = targets[target]?.observedPlan;
  if (digest === undefined) return { steps: [] };
  const tail = await receipts.chain(key, Math.max(0, next - TAIL));
  const plan = observedPlan(tail, target, digest);
  if (!plan) return { steps: ['its steps are no longer in the receipts'] };
  const names = groupNamesIn(tail);
  const words = (action: Action) => {
    const { role, groups = [] } = accessOf(action, names);
    return [action.kind, [...(role === undefined ? [] : [role]), ...groups].join(', '), `(${action.rule})`];
  };
  const adopt = plan.find((action) => action.kind === 'adopt');
  return {
    steps: plan.filter((action) => action !== adopt).map((action) => words(action).filter(Boolean).join(' ')),
    ...(adopt?.kind === 'adopt' && { adopts: adopt.accountId }),
  };
}
