import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { PermanentError, RetryableError } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secret } from '../../ports/secret.ts';

export interface SecretSettings<T> {
  readonly client: SecretsManagerClient;
  /** Name or ARN. */
  readonly secretId: string;
  /** Throws `PermanentError` on a text it does not accept. */
  readonly decode: (text: string) => T;
  readonly clock: Clock;
  /** How long a value is served without another look. */
  readonly ttlMs: number;
}

/** After a failed look the old value is served this long before the next look, so that an outage is not hammered. */
const STALE_MS = 30_000;

/** A secret in Secrets Manager, cached: one request for any number of callers, and the old value while the store is out of reach. */
export function secretsManagerSecret<T>({ client, secretId, decode, clock, ttlMs }: SecretSettings<T>): Secret<T> {
  let cached: { readonly value: T; readonly freshUntil: number } | undefined;
  let reading: Promise<T> | undefined;

  async function read(): Promise<T> {
    try {
      const value = decode(await fetchText());
      cached = { value, freshUntil: clock.now() + ttlMs };
      return value;
    } catch (error) {
      if (!cached) throw error;
      cached = { value: cached.value, freshUntil: clock.now() + Math.min(STALE_MS, ttlMs) };
      return cached.value;
    }
  }

  async function fetchText(): Promise<string> {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: secretId })).catch((cause: unknown) => {
      throw new RetryableError(
        `Secrets Manager did not give the secret ${secretId} (${nameOf(cause)}); check that it exists and that this role may read it`,
      );
    });
    if (!answer.SecretString) {
      throw new PermanentError(`The secret ${secretId} holds no text; put its JSON there with put-secret-value`);
    }
    return answer.SecretString;
  }

  const readOnce = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    get: async () => (cached && clock.now() < cached.freshUntil ? cached.value : readOnce()),
    refresh: readOnce,
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
