import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';
import type { Target } from './target.ts';

/** What only an examination asks of a target: whose credential we have, and what the tenant is like. Reads; nothing is changed by it. */
export interface TargetProbe {
  credential(call: Call): Promise<Outcome<Credential>>;
  roles(call: Call): Promise<Outcome<readonly TargetRole[]>>;
  /** What one page of accounts shows about the tenant. */
  tenant(call: Call): Promise<Outcome<TenantLook>>;
  /** Internal names of the groups that an identity provider fills; refused as `not-found` when the tenant has no such provider. */
  mappedGroups(alias: string, call: Call): Promise<Outcome<readonly string[]>>;
  /** Groups that are not as the catalogue describes them. Absent where it describes nothing but names. */
  readonly groupDifferences?: (call: Call) => Promise<Outcome<readonly GroupDifference[]>>;
  /** Absent where the product has no second interface. */
  readonly channel?: ChannelProbe;
}

/** The second interface of a tenant, by which accounts may be created, disabled and enabled; also before a target goes by it. Reads only. */
export interface ChannelProbe extends Pick<Target, 'listAccounts' | 'listGroups' | 'findByIds'> {
  /** A short word, as the channel itself is called. */
  readonly name: string;
  /** Whether the channel takes its credential, and what it says of itself. */
  readonly look: (call: Call) => Promise<Outcome<ChannelLook>>;
}

interface ChannelLook {
  /** What the server says that it supports, in words; absent where it does not say. */
  readonly supports?: string;
}

/** A group of the catalogue that was made otherwise, or changed. */
export interface GroupDifference {
  readonly id: string;
  readonly name: string;
  /** As the configuration calls them. */
  readonly fields: readonly string[];
}

export interface Credential {
  readonly id: string;
  readonly kind: 'service-account' | 'oauth-client' | 'person';
  readonly expiry:
    | { readonly kind: 'at'; readonly at: number }
    /** It does not end by itself: nothing has to be replaced in time. */
    | { readonly kind: 'never' }
    | { readonly kind: 'unknown'; readonly because: string };
}

export interface TargetRole {
  readonly id: string;
  readonly name: string;
}

export interface TenantLook {
  /** How many accounts were on the page. */
  readonly accounts: number;
  /** How many of them an identity provider made by SCIM; absent where the target does not show it. */
  readonly byScim?: number;
  readonly habits: readonly Habit[];
}

/** A behaviour of the tenant that its provider does not document. */
export interface Habit {
  /** Its number in docs/atlan-client.md. */
  readonly number: number;
  /** Statuses, counts and field names. */
  readonly seen: string;
}
