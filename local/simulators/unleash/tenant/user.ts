/** A person, a service account, or one of the two users that Unleash itself is. */
export interface User {
  readonly id: number;
  readonly kind: 'person' | 'service' | 'system';
  readonly name?: string;
  readonly username?: string;
  /** In lower case. */
  readonly email?: string;
  readonly rootRole: number | null;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms of the last sign-in. */
  readonly seenAt?: number;
  /** Set where the identity provider made the user by SCIM. */
  readonly scimId?: string;
  readonly hasPassword: boolean;
  /** Of the link by which a new user sets a password; a secret. */
  readonly inviteToken?: string;
}
