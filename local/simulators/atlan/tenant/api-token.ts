export interface ApiToken {
  readonly id: string;
  /** `apikey-<uuid>`. */
  readonly clientId: string;
  readonly displayName: string;
  readonly description: string;
  readonly secret: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly lifespanSeconds: number;
  readonly createdBy: string;
  readonly personaQualifiedNames: readonly string[];
}

/** Five years; longer ones overflowed the identity service. */
export const MAX_LIFESPAN_SECONDS = 157_680_000;

export const serviceAccount = ({ clientId }: Pick<ApiToken, 'clientId'>): string => `service-account-${clientId}`;

export const expiresAt = ({ createdAt, lifespanSeconds }: Pick<ApiToken, 'createdAt' | 'lifespanSeconds'>): number =>
  createdAt + lifespanSeconds * 1000;
