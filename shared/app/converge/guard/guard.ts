import { type LimitKind, limitKind, limitOf, makesAdministrator } from '../../../domain/plan/guard.ts';
import { managedCount } from '../../quota/managed-count.ts';
import { askPerson, wasAsked } from './ask-person.ts';
import type { Guarded } from './guarded.ts';
import { takeAdministratorTurn } from './last-administrator.ts';
import { allOf, type Judged, PASS } from './verdict.ts';

const LIMIT_HOLDS = { leavers: 'leaver-limit', removals: 'removal-limit', grants: 'grant-limit' } as const;

/** Judges a plan: it passes, is held for a person, or waits. What a person approved passes, and is counted. */
export function judgePlan(guarded: Guarded): Promise<Judged> {
  const { run, plan, setup } = guarded;
  const { traits } = setup.target;
  const { asks } = plan;
  const makes = { kind: 'administrator', because: 'Policy makes the worker an administrator' } as const;
  const isLeaver = run.intent.kind === 'end';
  const counted =
    isLeaver && run.before.isLetThrough
      ? []
      : [...new Set(plan.actions.flatMap((action) => limitKind(action, { isLeaver, traits }) ?? []))];
  return allOf([
    ...(asks ? [() => askPerson(guarded, asks)] : []),
    ...(plan.actions.some((action) => makesAdministrator(action, traits)) ? [() => askPerson(guarded, makes)] : []),
    () => keepAnAdministrator(guarded),
    ...counted.map((kind) => () => takePlace(guarded, kind)),
  ]);
}

/** The last administrator goes only where a person says so. */
async function keepAnAdministrator(guarded: Guarded): Promise<Judged> {
  const remaining = await takeAdministratorTurn(guarded);
  if (remaining.kind === 'some') return PASS;
  if (remaining.kind === 'wait') return { ...remaining, asked: [] };
  return askPerson(guarded, { kind: 'last-administrator', because: remaining.because });
}

/** Takes a place in the window. A plan that was held once waits for its person, even when there is room again. */
async function takePlace(guarded: Guarded, kind: LimitKind): Promise<Judged> {
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
  if (isSaid) {
    await count();
    return PASS;
  }
  const managed = await deps.ledger.checkpoints.load(managedCount(target));
  const max = limitOf(limits[kind], Number(managed?.value ?? 0));
  const question = {
    kind: LIMIT_HOLDS[kind],
    because: `The limit of ${max} workers for ${kind} in ${limits.windowMinutes} minutes is reached`,
  };
  if (!(await wasAsked(guarded, question)) && (await deps.ledger.limits.reserve({ ...place, max })) === 'reserved')
    return PASS;
  const judged = await askPerson(guarded, question);
  if (judged.kind === 'pass') await count();
  return judged;
}
