import { TOKEN_REQUEST_MS } from '../../../../contracts/cadence.ts';
import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Random } from '../../../../ports/random.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Credential, TokenMint } from '../../../../ports/target/token-mint.ts';
import { openTenant } from '../../http/caller.ts';
import { ATLAN_DIALECT } from '../http/dialect.ts';
import { currentIdentity } from '../users/identity.ts';
import type { Tenant } from './tenant.ts';
import { clientIdOf } from './to-token.ts';
import { createToken, deleteToken, listTokens } from './tokens.ts';

export interface TokenMintSettings {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly credential: Credential;
  readonly clock: Clock;
  readonly random: Random;
}

/** The API tokens of an Atlan tenant, seen with one of them. */
export function atlanTokenMint({ name, credential, clock, random }: TokenMintSettings): TokenMint {
  const value = async () => credential;
  const secret = { get: value, refresh: value };
  const tenant: Tenant = openTenant(ATLAN_DIALECT, {
    name,
    secret,
    clock,
    random,
    requestTimeoutMs: TOKEN_REQUEST_MS,
  });
  return {
    survey: async (call) => {
      const clientId = await ownClientId(tenant, call);
      if (clientId.kind !== 'done') return clientId;
      const listed = await listTokens(tenant, call);
      if (listed.kind !== 'done') return listed;
      const own = listed.value.find((token) => token.clientId === clientId.value);
      return own ? done({ own, all: listed.value }) : notListed(name);
    },
    mint: (token, call) => createToken(tenant, token, call),
    remove: (id, call) => deleteToken(tenant, id, call),
  };
}

/** Asks when the token in the secret ends; an OAuth client does not end by itself. Whose token it is is asked once for each token: one request for every look after that. */
export function credentialExpiry(
  tenant: Tenant,
  secret: Secret<TargetSecret>,
): (call: Call) => Promise<Outcome<number | undefined>> {
  let known: { readonly token: string; readonly clientId: string } | undefined;
  return async (call) => {
    // the request below reports a secret that cannot be read
    const held = await secret.get().catch(() => undefined);
    if (held && held.token === undefined) return done(undefined);
    const token = held?.token ?? '';
    if (known?.token !== token) {
      const asked = await ownClientId(tenant, call);
      if (asked.kind !== 'done') return asked;
      known = { token, clientId: asked.value };
    }
    const { clientId } = known;
    const listed = await listTokens(tenant, call, { clientId });
    return mapOutcome(listed, (tokens) => tokens.find((one) => one.clientId === clientId)?.expiresAt);
  };
}

async function ownClientId(tenant: Tenant, call: Call): Promise<Outcome<string>> {
  const identity = await currentIdentity(tenant, call);
  if (identity.kind !== 'done') return identity;
  const clientId = clientIdOf(identity.value.username);
  if (clientId !== undefined) return done(clientId);
  const because = `the credential of ${tenant.name} is no API token; put the token of a service account into its secret`;
  return { kind: 'permanent', because };
}

const notListed = (name: string): Outcome<never> => ({
  kind: 'retryable',
  because: `${name} does not list the API token that asked`,
});
