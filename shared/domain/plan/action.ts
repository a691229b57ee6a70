import type { Account, Sighting } from '../account/account.ts';
import type { SeenTokens } from '../account/left-tokens.ts';
import type { SeenAssets } from '../account/owned-assets.ts';
import type { SeenRemoval } from '../account/removal.ts';
import { type ProviderTraits, roleRank } from '../provider/traits.ts';

/** One step on a target. Closed: a new kind is a compile error wherever kinds are distinguished. */
export type Action =
  | { readonly kind: 'invite'; readonly email: string; readonly role: string; readonly rule: string }
  /** Takes an existing account over; writes nothing to the target. */
  | { readonly kind: 'adopt'; readonly accountId: string; readonly email: string; readonly rule: string }
  | { readonly kind: 'enable'; readonly accountId: string; readonly rule: string }
  | { readonly kind: 'disable'; readonly accountId: string; readonly rule: string }
  /** Where the provider keeps no account whose sign-in has ended; `role` and `groupIds` are what it had. */
  | {
      readonly kind: 'delete';
      readonly accountId: string;
      readonly role?: string;
      readonly groupIds: readonly string[];
      readonly rule: string;
    }
  | {
      readonly kind: 'set-role';
      readonly accountId: string;
      readonly role: string;
      readonly from?: string;
      readonly rule: string;
    }
  | {
      readonly kind: 'add-to-groups';
      readonly accountId: string;
      readonly groupIds: readonly string[];
      /** Others had given these memberships before an ending took them: they do not become ours. */
      readonly isGivenBack?: boolean;
      readonly rule: string;
    }
  | { readonly kind: 'remove-from-group'; readonly accountId: string; readonly groupId: string; readonly rule: string }
  /** Of a token that the account made, and that works without its sign-in. */
  | { readonly kind: 'revoke-token'; readonly accountId: string; readonly tokenId: string; readonly rule: string }
  /** Of what the account owns; at most 100 at a time. */
  | {
      readonly kind: 'hand-over-assets';
      readonly accountId: string;
      readonly toAccountId: string;
      readonly assetIds: readonly string[];
      readonly rule: string;
    }
  /** Removes an ended account for good, as an operator asked and another one approved; `run` is its name in the target. */
  | {
      readonly kind: 'remove';
      readonly accountId: string;
      readonly toAccountId: string;
      readonly run: string;
      /** What it alone owns, at most 20: the proof looks for them with the other account. */
      readonly assetIds: readonly string[];
      readonly rule: string;
    };

/** A step that ends the sign-in of an account, whichever way its provider has. */
export const isEnding = (action: Action): action is Extract<Action, { readonly kind: 'disable' | 'delete' }> =>
  action.kind === 'disable' || action.kind === 'delete';

/** Whether it gives the worker more than they had. Before each of these the worker's version is read again. */
export function isGrant(action: Action, traits: Pick<ProviderTraits, 'roles'>): boolean {
  switch (action.kind) {
    case 'invite':
    case 'adopt':
    case 'enable':
    case 'add-to-groups':
      return true;
    case 'set-role':
      return roleRank(action.role, traits) > roleRank(action.from, traits);
    case 'disable':
    case 'delete':
    case 'remove-from-group':
    case 'revoke-token':
    case 'hand-over-assets':
    case 'remove':
      return false;
  }
}

/** What a look at one account shows: the sighting; its groups, its tokens, what it owns and its removal where they were read. */
export interface Look {
  readonly sighting: Sighting;
  readonly groupIds?: readonly string[];
  readonly tokens?: SeenTokens;
  readonly assets?: SeenAssets;
  readonly removal?: SeenRemoval;
}

/** Whether a look made afterwards proves that the action holds. */
export function proves(action: Action, { sighting, groupIds, tokens, assets }: Look): boolean {
  const account = sighting.kind === 'present' ? sighting.account : undefined;
  switch (action.kind) {
    case 'invite':
      return account !== undefined;
    case 'adopt':
      return account?.email === action.email;
    case 'enable':
      return account?.enabled === true;
    case 'disable':
      return hasEnded(sighting);
    case 'delete':
      return sighting.kind === 'absent';
    case 'set-role':
      return account?.role === action.role;
    case 'add-to-groups':
      return action.groupIds.every((id) => groupIds?.includes(id));
    case 'remove-from-group':
      return groupIds !== undefined && !groupIds.includes(action.groupId);
    case 'revoke-token':
      return tokens?.kind === 'listed' && tokens.tokens.every(({ id }) => id !== action.tokenId);
    case 'hand-over-assets':
      return assets?.kind === 'listed' && assets.first.every(({ id }) => !action.assetIds.includes(id));
    case 'remove':
      return sighting.kind === 'absent';
  }
}

/** Only a disabled or a missing account ends access; an invitation that is still open does not. */
export const hasEnded = (sighting: Sighting): boolean =>
  sighting.kind === 'absent' || (sighting.kind === 'present' && isDisabled(sighting.account));

export const isDisabled = ({ state, enabled }: Account): boolean => state === 'disabled' || enabled === false;
