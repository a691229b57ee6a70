import type { Account } from '../account/account.ts';
import { isNeverGranted, type ProviderTraits, roleRank } from '../provider/traits.ts';
import type { ManagedAccount } from '../worker/worker.ts';
import { type Action, isDisabled } from './action.ts';
import type { GrantIntent } from './intent.ts';
import { isMisaddressed, withoutMisaddressed } from './misaddressed.ts';
import type { Observed, TargetRules } from './observed.ts';
import type { Next, Plan } from './plan.ts';

/**
 * A joiner or a mover: first the account, then what it is to have, and last what it is to lose. Accounts that came of an invitation to a
 * wrong address end.
 */
export function planGrant(intent: GrantIntent, observed: Observed, rules: TargetRules): Plan {
  const misaddressed = observed.managed.filter((look) => isMisaddressed(look, intent.email));
  const managed = observed.managed.filter((look) => !misaddressed.includes(look));
  const plan = planOwn(intent, { ...observed, managed }, rules);
  return withoutMisaddressed(plan, misaddressed, { rules, refusals: observed.refusals });
}

function planOwn(intent: GrantIntent, observed: Observed, rules: TargetRules): Plan {
  const present = observed.managed.flatMap(({ record, sighting, groupIds }) =>
    sighting.kind === 'present' ? [{ record, account: sighting.account, groupIds }] : [],
  );
  if (observed.managed.some(({ sighting }) => sighting.kind === 'unknown'))
    return waiting('The target does not show enough of the account to act');
  const [first] = present;
  if (!first) return withoutAccount(intent, observed, rules);
  if (rules.isProtected(first.account))
    return settled({ kind: 'hold', hold: 'protected', because: 'The account is protected: nothing is written to it' });
  return withAccount(intent, first, rules);
}

function withoutAccount(
  { email, mayNotInvite, isReturning, role, holder, kept }: GrantIntent,
  { byEmail, managed }: Observed,
  rules: TargetRules,
): Plan {
  if (isKeptOnly(kept)) return settled({ kind: 'converged', because: 'No rule gives access here' });
  if (!role) return waiting(UNDECIDED);
  if (holder !== undefined)
    return waiting(
      `The work e-mail belongs to worker ${holder}, another person: have HR send an address of this worker’s own`,
    );
  if (email === undefined) return waiting('HR has not sent a work e-mail yet');
  if (rules.isProtected({ email })) return settled({ kind: 'hold', hold: 'protected', because: PROTECTED_EMAIL });
  switch (byEmail?.kind) {
    case undefined:
    case 'unknown':
      return waiting('The target does not show whether the work e-mail has an account');
    case 'several':
      return settled({
        kind: 'hold',
        hold: 'conflict',
        because: 'Several accounts have the work e-mail; find out by hand which one is this worker’s',
      });
    case 'present':
      if (isDisabled(byEmail.account) && !isReturning && rules.adopt !== 'never') return waiting(DISABLED_BEFORE);
      return existing(byEmail.account, { email, rule: role.rule }, rules);
    case 'absent':
      if (mayNotInvite !== undefined) return waiting(mayNotInvite);
      return invitation({ email, role, vanished: vanishedIn(managed) });
  }
}

/** Ids of accounts that are gone although this system did not end them; one that came of a wrong address does not count. */
const vanishedIn = (managed: Observed['managed']): readonly string[] =>
  managed.flatMap(({ record: { id, endedAt, isMisaddressed: isWrong }, sighting }) =>
    sighting.kind === 'absent' && endedAt === undefined && !isWrong ? [id] : [],
  );

/** A first account needs no question; the person who deleted the one before may have had a reason. */
function invitation({ email, role, vanished }: Invited): Plan {
  return {
    actions: [{ kind: 'invite', email, role: role.name, rule: role.rule }],
    next: { kind: 'waiting', because: 'The invitation has not been accepted yet' },
    ...(vanished.length > 0 && { asks: { kind: 'vanished', because: VANISHED, about: vanished } }),
  };
}

interface Invited {
  readonly email: string;
  readonly role: NonNullable<GrantIntent['role']>;
  readonly vanished: readonly string[];
}

function existing(
  account: Account,
  found: { readonly email: string; readonly rule: string },
  { adopt, isProtected }: TargetRules,
): Plan {
  if (isProtected(account))
    return settled({ kind: 'hold', hold: 'protected', because: 'The account is protected: nothing is written to it' });
  if (adopt === 'never')
    return waiting('An account with the work e-mail exists and is not managed by this system; adopt is set to never');
  return {
    actions: [{ kind: 'adopt', accountId: account.id, ...found }],
    next: { kind: 'converged', because: 'Account taken over' },
  };
}

interface Present {
  readonly record: ManagedAccount;
  readonly account: Account;
  readonly groupIds?: readonly string[] | undefined;
}

function withAccount(intent: GrantIntent, { record, account, groupIds }: Present, rules: TargetRules): Plan {
  const { role, groups } = intent;
  const accountId = account.id;
  // an administrator, or we ourselves in a part of the ledger that was lost: either had a reason that is not known here
  if (isDisabled(account) && record.left?.enabled === true)
    return waiting(
      'The account is disabled, and no record here says why: if the worker has left, have HR say so; otherwise enable it in the target',
    );
  // what only an undecided rule may give does not enable an account again
  if (!role && isDisabled(account))
    return isKeptOnly(intent.kept) ? settled({ kind: 'converged', because: KEPT }) : waiting(UNDECIDED);
  const enable: Action[] = role && isDisabled(account) ? [{ kind: 'enable', accountId, rule: role.rule }] : [];
  const change = roleChange(intent, account.role, rules.traits);
  const setRole: Action[] = change
    ? [{ kind: 'set-role', accountId, role: change.name, from: account.role, rule: change.rule }]
    : [];

  const has = new Set(groupIds);
  const missing = groupIds ? groups.filter(({ id }) => !has.has(id)) : [];
  const add = [
    ...addTo(
      missing.filter(({ isGivenBack, isReturned }) => !isGivenBack && !isReturned),
      { accountId },
    ),
    // a step of its own, so that the receipt names what gave these
    ...addTo(
      missing.filter(({ isReturned }) => isReturned),
      { accountId },
    ),
    ...addTo(
      missing.filter(({ isGivenBack }) => isGivenBack),
      { accountId, isGivenBack: true },
    ),
  ];
  const keeps = new Set([...groups.map(({ id }) => id), ...intent.undecidedGroupIds, ...rules.idpGroupIds]);
  const remove = record.ownedGroups
    .filter((id) => has.has(id) && !keeps.has(id))
    .map((groupId): Action => ({ kind: 'remove-from-group', accountId, groupId, rule: 'no rule gives it any more' }));

  return {
    actions: [...enable, ...setRole, ...add, ...remove],
    next: after(intent, account, staysByKept(intent, { record, account, groupIds }, rules.traits)),
  };
}

const addTo = (
  groups: GrantIntent['groups'],
  to: Pick<Extract<Action, { readonly kind: 'add-to-groups' }>, 'accountId' | 'isGivenBack'>,
): readonly Action[] =>
  groups.length === 0
    ? []
    : [
        {
          kind: 'add-to-groups',
          ...to,
          groupIds: groups.map(({ id }) => id),
          rule: [...new Set(groups.map(({ rule }) => rule))].join(', '),
        },
      ];

/**
 * Raises a role to what is decided, and lowers one only to the most that may be due; a role that is not shown, or that people give in the
 * target, is left alone.
 */
function roleChange(
  { role, undecidedRole }: GrantIntent,
  has: string | undefined,
  traits: ProviderTraits,
): GrantIntent['role'] {
  if (has === undefined || isNeverGranted(has, traits)) return undefined;
  if (role && roleRank(has, traits) < roleRank(role.name, traits)) return role;
  const most = undecidedRole ?? role;
  return most && roleRank(has, traits) > roleRank(most.name, traits) ? most : undefined;
}

function after({ missingGroups, role, kept }: GrantIntent, account: Account, isKept: boolean): Next {
  if (missingGroups.length > 0)
    return {
      kind: 'waiting',
      because: `The target has no group ${missingGroups.join(', ')}; create it, or set create: true in the catalogue`,
    };
  if (!role && !isKeptOnly(kept)) return { kind: 'waiting', because: UNDECIDED };
  if (account.state === 'invited') return { kind: 'waiting', because: 'The invitation has not been accepted yet' };
  return { kind: 'converged', because: isKept ? KEPT : 'Matches policy' };
}

/** Whether the deployed policy gives, and may give, no role: all that is here is kept by the active one. */
const isKeptOnly = (kept: GrantIntent['kept']): boolean => kept !== undefined && kept.most === undefined;

/** Whether something of the account would go if the deployed policy were active. */
const staysByKept = ({ kept }: GrantIntent, { record, account, groupIds }: Present, traits: ProviderTraits): boolean =>
  kept !== undefined &&
  (roleRank(account.role, traits) > roleRank(kept.most, traits) ||
    kept.groupIds.some((id) => record.ownedGroups.includes(id) && groupIds?.includes(id)));

const DISABLED_BEFORE =
  'An account with the work e-mail exists and is disabled, and no record here says why: it is not enabled. If it is this worker’s and they ' +
  'may sign in, enable it in the target; it is taken over then';
const VANISHED =
  'The account of this worker is not in the target any more, and this system did not end it: a person deleted it there. The worker is not ' +
  'invited again. Approve it if they should have an account; reject it if not; restore the account in the target if it was deleted by mistake';
const UNDECIDED = 'A rule could not be decided: HR has not sent every attribute that the rule needs';
const KEPT =
  'Keeps what the active policy gives, until the deployed policy is activated: policy activate shows what goes then';
const PROTECTED_EMAIL =
  'The work e-mail is protected, so no account is created for it. Remove it from protected in the configuration, or have HR correct it';

const waiting = (because: string): Plan => ({ actions: [], next: { kind: 'waiting', because } });
const settled = (next: Next): Plan => ({ actions: [], next });
