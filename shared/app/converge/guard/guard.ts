import { limitKind, limitOf, makesAdministrator } from '../../../domain/plan/guard.ts';
import { managedCount } from '../../quota/managed-count.ts';
import { wait } from '../run.ts';
import { isApproved, wasAsked } from './ask-person.ts';
import type { Guarded } from './guarded.ts';
import { keepsAnAdministrator } from './last-administrator.ts';

const LIMIT_HOLDS = { leavers: 'leaver-limit', removals: 'removal-limit', grants: 'grant-limit' } as const;

/** Lets a plan through, or ends its run: held for a person, or waiting. What a person approved goes through, and is counted. */
export async function guardPlan(guarded: Guarded): Promise<void> {
  const { run, plan } = guarded;
  if (plan.asks && !(await isApproved(guarded, plan.asks))) return;
  const makes = { kind: 'administrator', because: 'Policy makes somebody an administrator' } as const;
  if (plan.actions.some(makesAdministrator) && !(await isApproved(guarded, makes))) return;

  const remaining = await keepsAnAdministrator(guarded);
  if (remaining.kind === 'wait') return wait(run, remaining.because, remaining.until);
  if (
    remaining.kind === 'none' &&
    !(await isApproved(guarded, { kind: 'last-administrator', because: remaining.because }))
  )
    return;

  if (run.intent.kind === 'end' && run.before.isLetThrough) return;
  for (const kind of new Set(plan.actions.flatMap((action) => limitKind(action, run.intent.kind === 'end') ?? []))) {
    if (!(await isWithin(guarded, kind))) return;
  }
}

/** Takes a place in the window. A plan that was held once waits for its person, even when there is room again. */
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
  // a person said that exactly this may happen: it is counted, and held by no limit
  const isSaid = guarded.plan.asks !== undefined || (run.intent.kind === 'end' && run.intent.byOperator);
  if (isSaid) return (await count()) === 'reserved';
  const managed = await deps.ledger.checkpoints.load(managedCount(target));
  const max = limitOf(limits[kind], Number(managed?.value ?? 0));
  const question = {
    kind: LIMIT_HOLDS[kind],
    because: `The limit of ${max} workers for ${kind} in ${limits.windowMinutes} minutes is reached`,
  };
  if (!(await wasAsked(guarded, question)) && (await deps.ledger.limits.reserve({ ...place, max })) === 'reserved')
    return true;
  return (await isApproved(guarded, question)) && (await count()) === 'reserved';
}
