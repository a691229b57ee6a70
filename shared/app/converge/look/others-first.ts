import { type Action, isEnding } from '../../../domain/plan/action.ts';
import type { Plan } from '../../../domain/plan/plan.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { Run } from '../run.ts';

/** How long a leaver whose sign-in has ended keeps their groups for the sake of others whose sign-in has not. */
const PATIENCE_MS = 15 * 60_000;

/** What is done after a sign-in has ended. */
const TIDYING = ['remove-from-group', 'revoke-token', 'hand-over-assets'] as const;
type Tidying = Extract<Action, { kind: (typeof TIDYING)[number] }>;
const isTidying = (action: Action): action is Tidying => TIDYING.some((kind) => kind === action.kind);

interface Deps {
  readonly ledger: Pick<Ledger, 'dueLines'>;
  readonly clock: { now(): number };
}

/**
 * Whether leavers of other batches wait for the end of their sign-in, so that these leave their groups later. Two queries of the ledger,
 * and no request to the target; none at all where no leaver has a group to leave.
 */
export async function othersWait(leavers: readonly Run[], { ledger: { dueLines }, clock }: Deps): Promise<boolean> {
  if (!leavers.some((run) => run.plan?.actions.some((action) => mayWait(run, action, clock.now())))) return false;
  const here = new Set(leavers.map(({ worker }) => worker.key));
  const line = { class: 'ending' } as const;
  const [now, limit] = [clock.now(), here.size + 1];
  const places = await Promise.all([dueLines.due(line, now + 1, limit), dueLines.unserved(line, now, limit)]);
  return places.flat().some(({ workerKey }) => !here.has(workerKey));
}

/** Whether a step may wait for the sign-in of others: it takes a group or a token from an account that cannot sign in, and has not waited long. */
export function mayWait({ plan, access, before, postponed }: Run, action: Action, now: number): boolean {
  if (!isTidying(action) || now - (before.overAt ?? now) >= PATIENCE_MS) return false;
  const isDisabledFirst =
    !postponed && plan?.actions.some((one) => isEnding(one) && one.accountId === action.accountId);
  return access?.isOver === true || isDisabledFirst === true;
}

/** What is left of the plan of a leaver whose groups wait. */
export const later = (plan: Plan): Plan => ({
  ...plan,
  actions: [],
  next: {
    kind: 'waiting',
    because: 'Sign-in has ended; groups and tokens are removed after the sign-in of all other leavers has ended',
    isSoon: true,
  },
});
