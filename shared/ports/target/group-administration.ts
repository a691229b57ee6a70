import type { Account } from '../../domain/account/account.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';
import type { Group } from './group.ts';

/**
 * What an operator may do with the groups of a target, beside what convergence does with memberships. Writes answer as those of `Target`:
 * `done` is an answer and not proof, and a write whose answer was lost has been looked for.
 */
export interface GroupAdministration {
  details(groupId: string, call: Call): Promise<Outcome<GroupDetails>>;
  /** Every member; more than one page is read to its end, and a list that ended early is `retryable`. */
  members(groupId: string, call: Call): Promise<Outcome<readonly Account[]>>;
  /** A group that is not there is done. */
  remove(groupId: string, call: Call): Promise<Outcome<void>>;
  /** How many groups there are, as the target counts them. Absent where it does not count. */
  readonly count?: (call: Call) => Promise<Outcome<number>>;
  /** The target's own figures about its groups. Absent where it has none. */
  readonly stats?: (call: Call) => Promise<Outcome<Readonly<Record<string, number>>>>;
  /** What to say to an operator who asks for an older API that the provider has ended; undefined for a name it never had. */
  readonly endedApi?: (api: string) => string | undefined;
  /** What membership in a group gives. Absent where the target does not say it by this interface. */
  readonly access?: GroupAccess;
}

export interface GroupDetails extends Group {
  readonly description?: string;
  /** Whether another system decides who is in it: an identity provider, or the product itself. Such groups are never written. */
  readonly managedBy: 'us' | 'identity-provider' | 'product';
  /** What else the target shows of a group, by its own field names; texts, figures and yes or no. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** A role on one resource of the target, such as a site. */
export interface GrantedRole {
  readonly resource: string;
  readonly role: string;
}

export interface GroupAccess {
  list(groupId: string, call: Call): Promise<Outcome<readonly GrantedRole[]>>;
  /** Granting again is done. */
  grant(groupId: string, granted: GrantedRole, call: Call): Promise<Outcome<void>>;
  /** Revoking what is not granted is done. */
  revoke(groupId: string, granted: GrantedRole, call: Call): Promise<Outcome<void>>;
}
