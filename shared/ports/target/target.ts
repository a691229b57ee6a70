import type { Account, Sighting } from '../../domain/account/account.ts';
import type { MadeToken } from '../../domain/account/left-tokens.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { ProviderTraits } from '../../domain/provider/traits.ts';
import type { AccountRemoval } from './account-removal.ts';
import type { AssetOwnership } from './asset-ownership.ts';
import type { Call } from './call.ts';
import type { Channel } from './channel.ts';
import type { EventFeed } from './event-feed.ts';
import type { CreatedGroup, Group, NewGroup } from './group.ts';
import type { GroupAdministration } from './group-administration.ts';

/**
 * One tenant of one provider. Every call ends before its deadline, never throws for anything the target did, and
 * answers an `Outcome`. A write that was answered is `done`, not proven: the caller reads back. A write whose answer
 * was lost has been looked for before this answers; it is never sent a second time on a guess.
 */
export interface Target {
  /** The name in the configuration, for instance `atlan-prod`. */
  readonly name: string;
  readonly traits: ProviderTraits;
  /** Present where some writes go by an interface of their own. */
  readonly channel?: Channel;

  /** Whose credentials these are; the cheapest proof that they work. */
  identity(call: Call): Promise<Outcome<Identity>>;
  /** When these credentials end by themselves (epoch ms); undefined where they do not say. Absent where they never end. */
  readonly credentialExpiresAt?: (call: Call) => Promise<Outcome<number | undefined>>;

  /** One sighting for each id asked for; never `several`. */
  findByIds(ids: readonly string[], call: Call): Promise<Outcome<Sightings>>;
  /** One sighting for each e-mail asked for, under its normalised form. */
  findByEmails(emails: readonly string[], call: Call): Promise<Outcome<Sightings>>;
  /**
   * One page of a full listing, from the start when `cursor` is absent. Writes between two pages lose no account that
   * stays and give none twice; accounts created meanwhile may be missing. Memory is bounded by one page.
   */
  listAccounts(cursor: string | undefined, call: Call): Promise<Outcome<AccountPage>>;

  /**
   * Invites many at once, and looks at all of them afterwards: one entry for each e-mail, normalised. Safe to repeat:
   * a person who is there already is `existed`, whatever their role.
   */
  invite(invitations: readonly Invitation[], call: Call): Promise<ReadonlyMap<string, Outcome<Invited>>>;
  setEnabled(accountId: string, enabled: boolean, call: Call): Promise<Outcome<void>>;
  /** Present where an account ends by being deleted, or taken out of its directory. One that is gone already is done. */
  readonly deleteAccount?: (accountId: string, call: Call) => Promise<Outcome<void>>;
  setRole(accountId: string, role: string, call: Call): Promise<Outcome<void>>;

  groupsOf(accountId: string, call: Call): Promise<Outcome<readonly Group[]>>;
  /** Adding a member again is done. */
  addToGroups(accountId: string, groupIds: readonly string[], call: Call): Promise<Outcome<void>>;
  /** Removing a user who is not a member is `done`. */
  removeFromGroup(groupId: string, accountIds: readonly string[], call: Call): Promise<Outcome<void>>;

  /** The API tokens that a user made for others to use; they outlive a disabled account. Empty where a target has none. */
  tokensOf(account: Account, call: Call): Promise<Outcome<readonly MadeToken[]>>;
  /**
   * Present where we may revoke such a token. One that is gone is done; one that the account did not make, or that this system works with,
   * is refused.
   */
  readonly revokeToken?: (account: Account, tokenId: string, call: Call) => Promise<Outcome<void>>;

  /** Present where accounts own things that stay when they end. */
  readonly assets?: AssetOwnership;
  /** Present where we may have an ended account removed for good, as the traits say that the provider can. */
  readonly removal?: AccountRemoval;

  /** Present where the target keeps a log of its own of who was changed and who signed in. */
  readonly eventFeed?: EventFeed;

  listGroups(call: Call): Promise<Outcome<readonly Group[]>>;
  /** Creates the group, or adopts the one that has this name already. */
  createGroup(group: NewGroup, call: Call): Promise<Outcome<CreatedGroup>>;
  /** Present where operators may administer groups through us. */
  readonly groupAdministration?: GroupAdministration;
}

export interface Identity {
  readonly id: string;
  readonly username?: string;
}

export type Sightings = ReadonlyMap<string, Sighting>;

export interface AccountPage {
  readonly accounts: readonly Account[];
  /** Give it to the next call; absent after the last page. May be stored; only the target can read it. */
  readonly next?: string;
}

export interface Invitation {
  readonly email: string;
  readonly role: string;
  /** A random id of ours for the person, for targets that keep one; it never changes. */
  readonly externalId?: string;
}

export type Invited =
  /** Not there as far as the target said before, there now. */
  | { readonly how: 'invited'; readonly account: Account }
  /** The target says this person was there already. */
  | { readonly how: 'existed'; readonly account: Account }
  /** The target accepted the invitation and does not show it yet: unverified. */
  | { readonly how: 'unseen' };
