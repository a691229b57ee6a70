/**
 * A target's record of a person. Everything but the id may be missing from what a target answers, and a missing
 * field means *unknown*, never a default.
 */
export interface Account {
  readonly id: string;
  /** Undefined when the fields it follows from were missing. */
  readonly state?: PresentState;
  readonly username?: string;
  /** In the form of `normaliseEmail`. */
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  /** It cannot sign in here, and is yet to be ended beyond this target, by the same request. */
  readonly endsBeyond?: true;
  readonly emailVerified?: boolean;
  /** Epoch ms. */
  readonly createdAt?: number;
  /** Epoch ms of the latest sign-in. */
  readonly lastLoginAt?: number;
}

/**
 * What an account that is there can be; the one other state is absent, and needs a proof of its own.
 * `invited`: asked in, has not accepted. `provisioned`: created by an identity provider, never signed in.
 * `locked`: still enabled, shut out for a while by the target.
 */
export type PresentState = 'invited' | 'provisioned' | 'active' | 'disabled' | 'locked';

/** What a look for one account by id or by e-mail saw. */
export type Sighting =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly account: Account }
  /** More than one account answers to one e-mail: a conflict for a person to resolve. */
  | { readonly kind: 'several'; readonly accounts: readonly Account[] }
  /** The answer could not be checked, so it proves neither presence nor absence: wait, never invite. */
  | { readonly kind: 'unknown' };
