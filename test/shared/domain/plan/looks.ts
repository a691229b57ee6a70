import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import type { Account, Sighting } from '../../../../shared/domain/account/account.ts';
import type { GrantIntent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { NOTHING_ELSE } from '../../../../shared/domain/worker/access-over.ts';
import type { ManagedAccount, Refusal } from '../../../../shared/domain/worker/worker.ts';

export type Managed = Observed['managed'][number];

/** A member who signs in. */
export const member: Account = {
  id: 'u1',
  email: 'ada@example.com',
  state: 'active',
  enabled: true,
  role: '$member',
};
export const invitee: Account = { ...member, state: 'invited' };
export const disabled: Account = { ...member, state: 'disabled', enabled: false };
export const breakGlass: Account = { ...member, id: 'break-glass' };

export const rules: TargetRules = {
  traits: ATLAN_TRAITS,
  adopt: 'exact-email',
  idpGroupIds: ['idp'],
  isProtected: ({ id, email }) => id === 'break-glass' || email === 'root@example.com',
};

/** Policy wants the worker to be a member. */
export const wanted: GrantIntent = {
  kind: 'grant',
  email: 'ada@example.com',
  role: { name: '$member', rule: 'members' },
  groups: [],
  undecidedGroupIds: [],
  missingGroups: [],
};

export const present = (account: Account): Sighting => ({ kind: 'present', account });

/** A look at an account that an invitation of ours made. */
export const lookAt = (
  account: Account,
  { groupIds = [], ...record }: Partial<ManagedAccount> & Pick<Managed, 'groupIds'> = {},
): Managed => ({
  record: { id: account.id, how: 'invited', ownedGroups: [], ...record },
  sighting: present(account),
  groupIds,
});

/** A look at the account `u1` that shows no one account. */
export const lookWithout = (
  sighting: Exclude<Sighting, { readonly kind: 'present' }>,
  record: Partial<Managed['record']> = {},
): Managed => ({
  record: { id: 'u1', how: 'invited', ownedGroups: [], ...record },
  sighting,
});

export const seen = (managed: readonly Managed[], more: Partial<Observed> = {}): Observed => ({
  managed,
  refusals: [],
  leaver: NOTHING_ELSE,
  ...more,
});

/** The target would not take this step when it was tried. */
export const refused = (rung: string): Refusal => ({ rung, at: 0, because: 'The target said no' });
