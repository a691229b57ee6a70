import type { Account } from '../account/account.ts';
import type { OwnedAssets, SeenAssets } from '../account/owned-assets.ts';
import type { Action } from './action.ts';
import type { Intent } from './intent.ts';
import type { Observed, TargetRules } from './observed.ts';
import { planFor } from './plan-for.ts';

/** Stands for the account that an invitation would make. */
const INVITED = 'invited';

const MAX_PLANS = 6;

type Seen = Observed['managed'][number];

/**
 * Every step a faithful target would see, one plan after the other, until nothing is left to do. Pure. `adoptedGroupIds` are those of
 * the account that would be taken over, where there is one.
 */
export function foresee(
  intent: Intent,
  observed: Observed,
  rules: TargetRules,
  adoptedGroupIds: readonly string[] = [],
): readonly Action[] {
  const steps: Action[] = [];
  let now = observed;
  for (let count = 0; count < MAX_PLANS; count++) {
    const { actions } = planFor(intent, now, rules);
    if (actions.length === 0) break;
    steps.push(...actions);
    now = actions.reduce((seen, action) => afterAction(seen, action, adoptedGroupIds), now);
  }
  return steps;
}

/** What a faithful target shows after an action. */
export function afterAction(observed: Observed, action: Action, adoptedGroupIds: readonly string[] = []): Observed {
  switch (action.kind) {
    case 'invite':
      return withAccount(
        observed,
        { id: INVITED, email: action.email, state: 'invited', enabled: true, role: action.role },
        { how: 'invited', groupIds: [] },
      );
    case 'adopt':
      return observed.byEmail?.kind === 'present'
        ? withAccount(observed, observed.byEmail.account, { how: 'adopted', groupIds: adoptedGroupIds })
        : observed;
    case 'enable':
    case 'disable':
    case 'delete':
    case 'set-role':
    case 'add-to-groups':
    case 'remove-from-group':
    case 'revoke-token':
    case 'hand-over-assets':
    case 'remove':
      return {
        ...observed,
        managed: observed.managed.map((seen) => (seen.record.id === action.accountId ? afterStep(seen, action) : seen)),
      };
  }
}

function afterStep(seen: Seen, action: Exclude<Action, { readonly kind: 'invite' | 'adopt' }>): Seen {
  // groups that were not read are at least those we gave
  const groupIds = seen.groupIds ?? seen.record.ownedGroups;
  switch (action.kind) {
    case 'enable':
      return withFields(seen, { enabled: true, state: 'active' });
    case 'disable':
      return {
        ...withFields(seen, { enabled: false, state: 'disabled', endsBeyond: undefined }),
        groupIds,
        record: { ...seen.record, left: { ...seen.record.left, enabled: false } },
      };
    case 'delete':
    case 'remove':
      return { ...seen, sighting: { kind: 'absent' } };
    case 'set-role':
      return withFields(seen, { role: action.role });
    case 'add-to-groups':
      return {
        ...seen,
        groupIds: [...groupIds, ...action.groupIds],
        record: {
          ...seen.record,
          ownedGroups: [...seen.record.ownedGroups, ...(action.isGivenBack ? [] : action.groupIds)],
        },
      };
    case 'remove-from-group':
      return { ...seen, groupIds: groupIds.filter((id) => id !== action.groupId) };
    case 'hand-over-assets':
      return seen.assets?.kind === 'listed' ? { ...seen, assets: without(seen.assets, action.assetIds) } : seen;
    case 'revoke-token':
      return seen.tokens?.kind === 'listed'
        ? { ...seen, tokens: { kind: 'listed', tokens: seen.tokens.tokens.filter(({ id }) => id !== action.tokenId) } }
        : seen;
  }
}

const without = ({ count, first }: OwnedAssets, ids: readonly string[]): SeenAssets => ({
  kind: 'listed',
  count: count - ids.length,
  first: first.filter(({ id }) => !ids.includes(id)),
});

function withAccount(
  observed: Observed,
  account: Account,
  { how, groupIds }: { readonly how: 'invited' | 'adopted'; readonly groupIds: readonly string[] },
): Observed {
  const { byEmail: _, ...rest } = observed;
  const record = { id: account.id, how, ownedGroups: [] };
  return { ...rest, managed: [...rest.managed, { record, sighting: { kind: 'present', account }, groupIds }] };
}

const withFields = (seen: Seen, fields: Partial<Account>): Seen =>
  seen.sighting.kind === 'present'
    ? { ...seen, sighting: { kind: 'present', account: { ...seen.sighting.account, ...fields } } }
    : seen;
