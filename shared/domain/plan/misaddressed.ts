import { normaliseEmail } from '../text/email.ts';
import type { Action } from './action.ts';
import { isDisabled, isEnding } from './action.ts';
import type { Observed, TargetRules } from './observed.ts';
import type { Next, Plan } from './plan.ts';
import { leaveOne } from './plan-leaving.ts';
import { refusedRungs } from './refused-rungs.ts';

type Managed = Observed['managed'][number];

/**
 * Whether an account came of an invitation of ours to an address that HR has corrected since: it was an open invitation when that was seen
 * first, so that another person may have the mailbox. Not one that was accepted before: its owner has a new address. `email` is the
 * work e-mail of now, normalised.
 */
export function isMisaddressed(
  { record, sighting }: Pick<Managed, 'record' | 'sighting'>,
  email: string | undefined,
): boolean {
  if (email === undefined || record.how !== 'invited' || sighting.kind !== 'present') return false;
  const { account } = sighting;
  if (account.email === undefined || normaliseEmail(account.email) === email) return false;
  return record.isMisaddressed === true || account.state === 'invited';
}

/** Adds to the plan for a worker's own account the end of those that came of invitations to a wrong address. */
export function withoutMisaddressed(
  plan: Plan,
  misaddressed: readonly Managed[],
  { rules, refusals }: { readonly rules: TargetRules; readonly refusals: Observed['refusals'] },
): Plan {
  const ladder = { rules, ...refusedRungs(refusals) };
  const endings = misaddressed.flatMap((look) => leaveOne(RULE, look, ladder));
  return { ...plan, actions: [...endings, ...plan.actions], next: nextOf(plan.next, misaddressed, endings) };
}

const RULE = 'address corrected';

function nextOf(next: Next, misaddressed: readonly Managed[], endings: readonly Action[]): Next {
  const disabled = new Set(endings.flatMap((one) => (isEnding(one) ? [one.accountId] : [])));
  const open = misaddressed.flatMap(({ sighting }) =>
    sighting.kind === 'present' && !isDisabled(sighting.account) && !disabled.has(sighting.account.id)
      ? [sighting.account]
      : [],
  );
  if (open.length === 0) return next;
  if (open.some(({ state }) => state !== 'invited')) return next.kind === 'hold' ? next : HAND_OFF;
  if (next.kind === 'hold') return { ...next, pendingDisable: true };
  return {
    kind: 'waiting',
    because: next.kind === 'waiting' ? `${next.because}. ${PENDING}` : PENDING,
    pendingDisable: true,
  };
}

const PENDING = 'Pending disable: an invitation to an address that HR has corrected is still open';
const HAND_OFF: Next = {
  kind: 'hold',
  hold: 'hand-off',
  because:
    'An account that came from an invitation to a wrong address can sign in, and this system cannot disable it: its role and groups are removed. ' +
    'Disable it by hand',
};
