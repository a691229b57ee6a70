import { isSameClient, type TargetSecret } from '../../../contracts/target-secret.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { Retryable, Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Secret } from '../../../ports/secret.ts';
import type { Call } from '../../../ports/target/call.ts';
import { type AskForBearer, issuedBearers } from './issued-bearers.ts';

/** What a request authenticates with. */
export interface Bearer {
  readonly kind: 'bearer';
  /** The secret that it comes from. */
  readonly held: TargetSecret;
  /** Absent where the body of the request says who asks. */
  readonly token?: string;
}

/** What the calls of a tenant authenticate with. Never throws for what a secret or a target does. */
export interface Credentials {
  get(call: Call): Promise<Bearer | Wait | Retryable>;
  /** After a 401: another bearer, or undefined where there is none. */
  renew(refused: Bearer, call: Call): Promise<Bearer | Wait | Retryable | undefined>;
}

interface CredentialsSettings {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly clock: Clock;
  /** Absent where a secret holds no OAuth client. */
  readonly ask?: AskForBearer;
}

/** The credentials in a target's secret: its token as it is, or the bearers that the target gives for its OAuth client. */
export function credentialsIn(secret: Secret<TargetSecret>, { name, clock, ask }: CredentialsSettings): Credentials {
  const issued = ask && issuedBearers(ask, clock);

  async function bearerFrom(held: TargetSecret, call: Call): Promise<Bearer | Wait | Retryable> {
    if (held.token !== undefined) return { kind: 'bearer', held, token: held.token };
    if (!issued) return unusable(name, 'it holds an OAuth client, and this target takes a token');
    const got = await issued.get(held, call);
    return got.kind === 'issued' ? { kind: 'bearer', held, token: got.token } : got;
  }

  return {
    get: async (call) => {
      const held = await secret.get().catch((error: unknown) => noSecret(name, error));
      if ('kind' in held) return held;
      const bearer = await bearerFrom(held, call);
      if (held.token !== undefined || bearer.kind !== 'wait' || bearer.cause !== 'credentials') return bearer;
      // an operator may have stored another client since the secret was read
      const fresh = await secret.refresh().catch(() => held);
      return isSameClient(fresh, held) ? bearer : bearerFrom(fresh, call);
    },
    renew: async ({ held, token }, call) => {
      const fresh = await secret.refresh().catch(() => held);
      if (fresh.token !== undefined && fresh.token === token) return undefined;
      if (token !== undefined) issued?.drop(token);
      return bearerFrom(fresh, call);
    },
  };
}

const unusable = (name: string, why: string): Wait => ({
  kind: 'wait',
  cause: 'credentials',
  because: `The secret of ${name} cannot be used: ${why}`,
});

function noSecret(name: string, error: unknown): Wait | Retryable {
  if (error instanceof PermanentError) return unusable(name, error.message);
  return {
    kind: 'retryable',
    because: `The secret of ${name} could not be read: ${error instanceof Error ? error.message : 'unknown error'}`,
  };
}
