import { limitKind, makesAdministrator } from '../../../domain/plan/guard.ts';
import { askOfRemoval } from './ask-of-removal.ts';
import { askPerson } from './ask-person.ts';
import { candidatesFor } from './candidates.ts';
import type { Guarded } from './guarded.ts';
import { takeAdministratorTurn } from './last-administrator.ts';
import { takePlace } from './take-place.ts';
import { allOf, type Judged, PASS } from './verdict.ts';

/** What takes away is judged first: no leaver waits for what else is to be done. */
const ORDER = ['leavers', 'removals', 'elevations', 'grants'] as const;

/** Judges a plan: it passes, is held for a person, or waits. What a person approved passes, and is counted. */
export function judgePlan(guarded: Guarded): Promise<Judged> {
  const { run, plan, setup } = guarded;
  const { traits } = setup.target;
  const { asks } = plan;
  const makes = { kind: 'administrator', because: 'Policy makes the worker an administrator' } as const;
  const isLeaver = run.intent.kind === 'end';
  const isNew = (accountId: string) =>
    run.accounts.some(({ id, how, left }) => id === accountId && how === 'invited' && left?.version === undefined);
  const kinds = new Set(plan.actions.flatMap((action) => limitKind(action, { isLeaver, traits, isNew }) ?? []));
  const counted = isLeaver && run.before.isLetThrough ? [] : ORDER.filter((kind) => kinds.has(kind));
  return allOf([
    ...(asks ? [() => askPerson(guarded, asks)] : []),
    ...(plan.actions.some((action) => makesAdministrator(action, traits)) ? [() => askPerson(guarded, makes)] : []),
    ...plan.actions.flatMap((action) => (action.kind === 'remove' ? [() => askOfRemoval(guarded, action)] : [])),
    () => keepAnAdministrator(guarded),
    ...counted.map((kind) => () => takePlace(guarded, kind)),
  ]);
}

/** How soon to look whether another user was made administrator. */
const PROMOTED_MS = 5 * 60_000;

/** The last administrator goes only where a person says so. */
async function keepAnAdministrator(guarded: Guarded): Promise<Judged> {
  const remaining = await takeAdministratorTurn(guarded);
  if (remaining.kind === 'some') return PASS;
  if (remaining.kind === 'wait') return { ...remaining, asked: [] };
  const candidates = await candidatesFor(guarded);
  const judged = await askPerson(guarded, { kind: 'last-administrator', because: remaining.because, candidates });
  const isDecided = judged.asked.some(({ decision }) => decision !== undefined);
  if (judged.kind !== 'hold' || isDecided) return judged;
  return { ...judged, end: { ...judged.end, lookAt: guarded.deps.clock.now() + PROMOTED_MS } };
}
