import type { Account } from '../account/account.ts';
import type { ManagedAccount } from '../worker/worker.ts';
import { isDisabled, type Look } from './action.ts';
import type { NoRoleIntent } from './intent.ts';
import type { Observed, TargetRules } from './observed.ts';
import type { Next, Plan } from './plan.ts';
import { type Ladder, leaveOne } from './plan-leaving.ts';
import { refusedRungs } from './refused-rungs.ts';

/** What receipts name where no person was asked, and where one was. */
const RULE = 'no-rule';
const RULE_ASKED = 'no-rule (a person decides)';

/**
 * Ends what is there by the leaver ladder, after a person agreed where one has to be asked. The worker stays with the company, so only
 * memberships that are ours go, and all of them where the account does. Accounts that cannot sign in need no question: those that we disabled lose their groups, those that
 * others disabled stay as they are. Who is on leave keeps role and groups in an account that can be disabled.
 */
export function planNoRole(
  { asks, isOnLeave = false }: NoRoleIntent,
  { managed, refusals }: Observed,
  rules: TargetRules,
): Plan {
  const words = isOnLeave ? ON_LEAVE : NO_RULE;
  if (managed.some(({ sighting }) => sighting.kind === 'unknown'))
    return settled({ kind: 'waiting', because: 'The target does not show enough of the account to act' });
  if (managed.some(({ sighting }) => sighting.kind === 'several')) return settled(CONFLICT);
  const there = managed.filter((look) => !wasDisabledByOthers(look));
  const open = there.flatMap(({ sighting }) =>
    sighting.kind === 'present' && !isDisabled(sighting.account) ? [sighting.account] : [],
  );
  if (open.some(rules.isProtected)) return settled(words.protected);

  const refused = refusedRungs(refusals);
  const ladder: Ladder = { rules, ...refused, isComingBack: isOnLeave };
  const rule = isOnLeave ? 'on leave' : asks ? RULE_ASKED : RULE;
  const actions = there.flatMap((look) => leaveOne(rule, withOwnGroups(look), ladder));
  const next = nextOf(open, { isRefused: refused.isRefused, hadAccount: managed.length > 0, words });
  return { actions, next, ...(asks && open.length > 0 && { asks }) };
}

interface Standing {
  readonly isRefused: boolean;
  readonly hadAccount: boolean;
  readonly words: Words;
}

/** How things stand once the actions are done. */
function nextOf(open: readonly Account[], { isRefused, hadAccount, words }: Standing): Next {
  if (isRefused && open.some(({ state }) => state !== 'invited')) return words.handOff;
  if (open.some(({ state }) => state === 'invited')) return words.pending;
  return { kind: 'converged', because: hadAccount ? words.ended : words.none };
}

/** Whether a person disabled the account in the target: it is treated as if it were not there, and is not ours to enable later. */
export const wasDisabledByOthers = ({ record, sighting }: Look & { readonly record: ManagedAccount }): boolean =>
  record.left?.enabled === true && sighting.kind === 'present' && isDisabled(sighting.account);

const withOwnGroups = ({ record, sighting, groupIds = [] }: Observed['managed'][number]) => ({
  sighting,
  groupIds,
  leaves: groupIds.filter((id) => record.ownedGroups.includes(id)),
});

/** What a person reads, by why there is to be no access. */
interface Words {
  readonly ended: string;
  readonly none: string;
  readonly pending: Next;
  readonly handOff: Next;
  readonly protected: Next;
}

const words = (why: string, ended: string, none: string): Words => ({
  ended: `${why}: ${ended}`,
  none,
  pending: {
    kind: 'waiting',
    because: `${why}. Pending disable: the invitation is open, and an invitee cannot be disabled`,
    pendingDisable: true,
  },
  handOff: {
    kind: 'hold',
    hold: 'hand-off',
    because:
      `${why}, and the target refuses to disable the account: its role and groups are removed, but it can still sign in. ` +
      'Disable it by hand',
  },
  protected: {
    kind: 'hold',
    hold: 'protected',
    because: `${why}, and the account is protected: nothing is written to it`,
  },
});

const NO_RULE = words('No rule gives access here', 'access ended', 'No rule gives access here');
const ON_LEAVE = words(
  'The worker is on leave',
  'sign-in is off until they are back, role and groups stay',
  'The worker is on leave, and gets an account once they are back',
);

const CONFLICT: Next = {
  kind: 'hold',
  hold: 'conflict',
  because: 'Several accounts have the same id; find out by hand which one is right',
};

const settled = (next: Next): Plan => ({ actions: [], next });
