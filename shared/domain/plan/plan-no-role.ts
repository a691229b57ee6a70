import type { Account } from '../account/account.ts';
import type { ManagedAccount } from '../worker/worker.ts';
import { isDisabled, type Look } from './action.ts';
import type { NoRoleIntent } from './intent.ts';
import type { Observed, TargetRules } from './observed.ts';
import type { Next, Plan } from './plan.ts';
import { type Ladder, leaveOne, refusedRungs } from './plan-leaving.ts';

/** What receipts name where no person was asked, and where one was. */
const RULE = 'no-rule';
const RULE_ASKED = 'no-rule (a person decides)';

/**
 * Ends what is there by the leaver ladder, after a person agreed where one has to be asked. The worker stays with the company, so only
 * memberships that are ours go. Accounts that cannot sign in need no question: those that we disabled lose their groups, those that
 * others disabled stay as they are.
 */
export function planNoRole({ asks }: NoRoleIntent, { managed, refusals }: Observed, rules: TargetRules): Plan {
  if (managed.some(({ sighting }) => sighting.kind === 'unknown'))
    return settled({ kind: 'waiting', because: 'The target does not show enough of the account to act' });
  if (managed.some(({ sighting }) => sighting.kind === 'several')) return settled(CONFLICT);
  const there = managed.filter((look) => !wasDisabledByOthers(look));
  const open = there.flatMap(({ sighting }) =>
    sighting.kind === 'present' && !isDisabled(sighting.account) ? [sighting.account] : [],
  );
  if (open.some(rules.isProtected)) return settled(PROTECTED);

  const ladder: Ladder = { rules, ...refusedRungs(refusals) };
  const rule = asks ? RULE_ASKED : RULE;
  const actions = there.flatMap((look) => leaveOne(rule, withOwnGroups(look), ladder));
  const next = nextOf(open, { isRefused: ladder.isRefused, hadAccount: managed.length > 0 });
  return { actions, next, ...(asks && open.length > 0 && { asks }) };
}

/** How things stand once the actions are done. */
function nextOf(
  open: readonly Account[],
  { isRefused, hadAccount }: { readonly isRefused: boolean; readonly hadAccount: boolean },
): Next {
  if (isRefused && open.some(({ state }) => state !== 'invited')) return HAND_OFF;
  if (open.some(({ state }) => state === 'invited')) return PENDING;
  return {
    kind: 'converged',
    because: hadAccount ? 'No rule gives access here: access ended' : 'No rule gives access here',
  };
}

/** Whether a person disabled the account in the target: it is treated as if it were not there, and is not ours to enable later. */
export const wasDisabledByOthers = ({ record, sighting }: Look & { readonly record: ManagedAccount }): boolean =>
  record.left?.enabled === true && sighting.kind === 'present' && isDisabled(sighting.account);

const withOwnGroups = ({ record, sighting, groupIds }: Observed['managed'][number]): Look => ({
  sighting,
  ...(groupIds && { groupIds: groupIds.filter((id) => record.ownedGroups.includes(id)) }),
});

const PENDING: Next = {
  kind: 'waiting',
  because: 'No rule gives access here. Pending disable: the invitation is open, and an invitee cannot be disabled',
  pendingDisable: true,
};
const HAND_OFF: Next = {
  kind: 'hold',
  hold: 'hand-off',
  because:
    'No rule gives access here, and the target refuses to disable the account: its role and groups are removed, but it can still sign in. ' +
    'Disable it by hand',
};
const CONFLICT: Next = {
  kind: 'hold',
  hold: 'conflict',
  because: 'Several accounts have the same id; find out by hand which one is right',
};
const PROTECTED: Next = {
  kind: 'hold',
  hold: 'protected',
  because: 'No rule gives access here, and the account is protected: nothing is written to it',
};

const settled = (next: Next): Plan => ({ actions: [], next });
