import { limitKind, limitOf, makesAdministrator } from '../../domain/guard.ts';
import { holdId } from '../../domain/hold-id.ts';
import { type Plan, planDigest } from '../../domain/plan.ts';
import type { Hold, HoldKind } from '../../ports/ledger/holds.ts';
import type { Call } from '../../ports/target.ts';
import type { ProvisionDeps, TargetSetup } from './deps.ts';
import { keepsAnAdministrator } from './last-administrator.ts';
import { type Run, wait } from './run.ts';

/** One plan before it is carried out, with what guards need to judge it. */
export interface Guarded {
  readonly run: Run;
  readonly plan: Plan;
  readonly setup: TargetSetup;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;
  readonly call: Call;
}

const HOUR_MS = 60 * 60_000;
const LIMIT_HOLDS = { leavers: 'leaver-limit', removals: 'removal-limit', grants: 'grant-limit' } as const;

/** Lets a plan through, or ends its run: held for a person, or waiting. What a person approved goes through, and is counted. */
export async function guardPlan(guarded: Guarded): Promise<void> {
  const { run, plan } = guarded;
  if (
    plan.actions.some(makesAdministrator) &&
    !(await isApproved(guarded, 'administrator', 'Policy makes somebody an administrator'))
  )
    return;

  const remaining = await keepsAnAdministrator(guarded);
  if (remaining.kind === 'wait') return wait(run, remaining.because, remaining.until);
  if (remaining.kind === 'none' && !(await isApproved(guarded, 'last-administrator', remaining.because))) return;

  for (const kind of new Set(plan.actions.flatMap((action) => limitKind(action, run.intent.kind === 'end') ?? []))) {
    if (!(await isWithin(guarded, kind))) return;
  }
}

/** Where poll writes how many accounts of a target are managed. */
export const managedCount = (target: string): string => `managed:${target}`;

/** Takes a place in the window. Whom an operator named is counted and held by no limit. A plan that was held once waits for its person, even when there is room again. */
async function isWithin(guarded: Guarded, kind: keyof typeof LIMIT_HOLDS): Promise<boolean> {
  const { run, setup, deps } = guarded;
  const { limits } = setup.settings;
  const target = setup.target.name;
  const place = {
    target,
    kind,
    workerKey: run.worker.key,
    now: deps.clock.now(),
    windowMs: limits.windowMinutes * 60_000,
  };
  const count = () => deps.ledger.limits.reserve({ ...place, max: Number.MAX_SAFE_INTEGER });
  if (run.intent.kind === 'end' && run.intent.byOperator) return (await count()) === 'reserved';
  const managed = await deps.ledger.checkpoints.load(managedCount(target));
  const max = limitOf(limits[kind], Number(managed?.value ?? 0));
  const held = await deps.ledger.holds.get(idOf(guarded, LIMIT_HOLDS[kind]));
  if (!held && (await deps.ledger.limits.reserve({ ...place, max })) === 'reserved') return true;
  if (
    !(await isApproved(
      guarded,
      LIMIT_HOLDS[kind],
      `The limit of ${max} workers for ${kind} in ${limits.windowMinutes} minutes is reached`,
    ))
  )
    return false;
  return (await count()) === 'reserved';
}

const idOf = ({ run, plan, setup }: Guarded, kind: HoldKind): string =>
  holdId(run.worker.key, setup.target.name, kind, planDigest(plan));

/** True when a person approved exactly this plan. Otherwise the run ends, held: from now on, or still. */
export async function isApproved(guarded: Guarded, kind: HoldKind, because: string): Promise<boolean> {
  const { run, plan, setup, deps } = guarded;
  const now = deps.clock.now();
  const id = idOf(guarded, kind);
  const target = setup.target.name;
  const hold: Hold = { id, workerKey: run.worker.key, target, kind, because, planDigest: planDigest(plan), since: now };
  const standing = await deps.ledger.holds.open(hold);
  if (standing.since === now && !standing.decision)
    deps.notice('hold-opened', { target, workerKey: run.worker.key, holdId: id, kind });
  if (standing.decision?.verdict === 'approved') return true;
  const said = standing.decision ? `Rejected by ${standing.decision.actor}: ${because}` : because;
  run.end = { kind: 'settled', state: 'held', because: said, lookAt: now + HOUR_MS, holdId: id };
  return false;
}
