/** An actor of its own with a role of the workspace; its secret is changed for bearers that last minutes. */
export interface OAuthClient {
  readonly id: string;
  /** `oauth-client-<uuid>`. */
  readonly clientId: string;
  readonly displayName: string;
  readonly description: string;
  readonly role: string;
  readonly secret: string;
  readonly personaQualifiedNames: readonly string[];
  /** Epoch ms. */
  readonly createdAt: number;
  readonly createdBy: string;
  /** Epoch ms. */
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/** A bearer that was given out for the secret of a client. */
export interface ClientBearer {
  /** The `id` of the client; the bearer is dead when that client is gone. */
  readonly client: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}
