import { type Difference, differencesFrom, groupDifference, isActiveAgain } from '../../../domain/account/drift.ts';
import { type LateSteps, lateSteps } from '../../../domain/account/late-steps.ts';
import type { BusEvent } from '../../../domain/bus-event.ts';
import type { Observed, TargetRules } from '../../../domain/plan/observed.ts';
import { isUnproven, type Receipt } from '../../../domain/receipt.ts';
import { leftOf } from '../../../domain/worker/left-changes.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import { advance, type Run } from '../run.ts';

interface Noting {
  readonly target: string;
  readonly rules: Pick<TargetRules, 'idpGroupIds'>;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;
}

/**
 * Compares what the first look of a convergence shows with what our last receipt left. What others did is reported with the commit, unless
 * it was reported before, by poll or by us; what the plan does about it is independent of that.
 */
export async function noteDrift(run: Run, noting: Noting): Promise<void> {
  for (const look of run.observed?.managed ?? []) {
    const known = run.before.accounts.find(({ id }) => id === look.record.id);
    if (known) await noteOne(run, { known, look }, noting);
  }
}

async function noteOne(
  run: Run,
  { known, look }: { readonly known: ManagedAccount; readonly look: Observed['managed'][number] },
  { target, rules, deps }: Noting,
): Promise<void> {
  const { sighting } = look;
  if (sighting.kind !== 'present') return;
  const accountId = known.id;
  const isAny = differencesIn(known, look, rules, lateSteps([])).length > 0;
  const own = isAny ? await ownSteps(run, { target, accountId }, deps) : [];
  if (isOurDoing(run, own)) return;
  const differences = differencesIn(known, look, rules, lateSteps(own));

  const marks = differences.map(({ mark }) => mark);
  advance(run, {
    accounts: run.accounts.map((account) => (account.id === accountId ? withDrift(account, marks) : account)),
  });
  const unknown = differences.filter(({ mark }) => !known.drift?.includes(mark));
  const inventory = unknown.length > 0 ? await deps.ledger.inventory.get(target, [accountId]) : undefined;
  const fresh = unknown.filter(({ mark }) => !inventory?.get(accountId)?.drift?.includes(mark));
  if (fresh.length === 0) return;

  const about = { target, accountId, workerKey: run.worker.key };
  const isLeaver = isActiveAgain(leftOf(known), sighting.account);
  const fields = fresh.map(({ field }) => field).join(' ');
  const event: BusEvent = {
    type: 'DriftDetected',
    ...about,
    at: deps.clock.now(),
    detail: { fields, leaver: isLeaver },
  };
  // a commit that another process forestalls is never reported: what is planned again names another version
  const id = [target, accountId, event.type, about.workerKey, run.worker.version].join(':');
  advance(run, { told: [...run.told, { id, kind: 'bus', event }] });
  deps.notice('drift-seen', about);
  if (isLeaver) deps.notice('leaver-active-again', about, 'error');
}

/**
 * Sign-in, role, and the memberships that others ended, or that they gave to a worker whose access had ended; without what is the work of
 * our own `late` steps.
 */
function differencesIn(
  known: ManagedAccount,
  { sighting, groupIds }: Observed['managed'][number],
  { idpGroupIds }: Noting['rules'],
  late: LateSteps,
): readonly Difference[] {
  if (sighting.kind !== 'present') return [];
  const hasEnded = known.endedAt !== undefined;
  const lost = known.ownedGroups.filter((id) => groupIds && !groupIds.includes(id));
  const foreign = (groupIds ?? []).filter((id) => !idpGroupIds.includes(id) && !late.groupIds.has(id));
  const found = hasEnded && !known.keepsGroups ? foreign : [];
  return [
    ...differencesFrom(leftOf(known), sighting.account, known.left?.version, late),
    ...groupDifference([...lost, ...found]),
  ];
}

const OWN_STEPS: readonly string[] = ['enable', 'disable', 'delete', 'set-role', 'add-to-groups', 'remove-from-group'];

/** More receipts than the steps of one convergence are. */
const RECENT = 40;

/** The latest receipts about steps that change what drift is about, the oldest first. */
async function ownSteps(
  { worker }: Run,
  { target, accountId }: { readonly target: string; readonly accountId: string },
  { ledger }: Noting['deps'],
): Promise<readonly Receipt[]> {
  const chain = await ledger.receipts.chain(worker.key, Math.max(0, worker.receipts.next - RECENT));
  return chain.filter(
    ({ header }) => header.target === target && header.accountId === accountId && OWN_STEPS.includes(header.action),
  );
}

/**
 * Steps that another run took, or that one which was cut off may have taken, stand in the chain behind the last commit. So may a step
 * before it that the target did not show when it was read back.
 */
const isOurDoing = ({ worker }: Run, own: readonly Receipt[]): boolean =>
  own.some(({ header }) => header.position >= worker.receipts.next) || isUnproven(own.map(({ header }) => header));

function withDrift(account: ManagedAccount, marks: readonly string[]): ManagedAccount {
  const { drift: _, ...rest } = account;
  return marks.length > 0 ? { ...rest, drift: marks } : rest;
}
