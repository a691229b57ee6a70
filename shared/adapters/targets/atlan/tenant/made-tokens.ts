import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import type { Account } from '../../../../domain/account/account.ts';
import type { MadeToken } from '../../../../domain/account/left-tokens.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Target } from '../../../../ports/target/target.ts';
import type { ApiToken } from '../../../../ports/target/token-mint.ts';
import { currentIdentity } from '../users/identity.ts';
import type { Tenant } from './tenant.ts';
import { clientIdOf } from './to-token.ts';
import { deleteToken, listTokens } from './tokens.ts';

type MadeTokens = Required<Pick<Target, 'tokensOf' | 'revokeToken'>>;
type IsOurs = (token: ApiToken) => boolean;

/**
 * The API tokens that a person made. Atlan knows a token's maker by username and has no filter for it; callers who ask at once share one
 * listing. Which token is ours is asked only where a person made one at all.
 */
export function madeTokens(tenant: Tenant, secret: Secret<TargetSecret>): MadeTokens {
  let listing: Promise<Outcome<readonly ApiToken[]>> | undefined;
  const listOnce = (call: Call) => {
    listing ??= listTokens(tenant, call).finally(() => {
      listing = undefined;
    });
    return listing;
  };
  const madeBy = async (
    { username }: Account,
    all: Outcome<readonly ApiToken[]>,
  ): Promise<Outcome<readonly ApiToken[]>> => {
    if (username === undefined) return usernameMissing(tenant.name);
    return all.kind === 'done' ? done(all.value.filter(({ createdBy }) => createdBy === username)) : all;
  };
  return {
    tokensOf: async (account, call) => {
      const made = await madeBy(account, account.username === undefined ? done([]) : await listOnce(call));
      if (made.kind !== 'done' || made.value.length === 0) return made;
      const ours = await whichIsOurs(tenant, secret, call);
      if (ours.kind !== 'done') return ours;
      return done(made.value.map((token): MadeToken => ({ id: token.id, ...(ours.value(token) && { isOurs: true }) })));
    },
    revokeToken: async (account, tokenId, call) => {
      const made = await madeBy(account, await listTokens(tenant, call, { id: tokenId }));
      if (made.kind !== 'done') return made;
      const token = made.value.find(({ id }) => id === tokenId);
      if (!token) return done(undefined);
      const ours = await whichIsOurs(tenant, secret, call);
      if (ours.kind !== 'done') return ours;
      return ours.value(token) ? ourOwn(tenant.name) : deleteToken(tenant, tokenId, call);
    },
  };
}

/** Whether a token is the one in our secret, or one that it replaced and that may still be in use. */
async function whichIsOurs(tenant: Tenant, secret: Secret<TargetSecret>, call: Call): Promise<Outcome<IsOurs>> {
  const identity = await currentIdentity(tenant, call);
  if (identity.kind !== 'done') return identity;
  const clientId = clientIdOf(identity.value.username);
  const held = await secret.get().catch(() => undefined);
  if (!held) return { kind: 'retryable', because: `The secret of ${tenant.name} cannot be read` };
  const own = held.token === undefined ? [] : [held.id, ...(held.replaces ?? [])];
  return done((token) => own.includes(token.id) || (clientId !== undefined && token.clientId === clientId));
}

const usernameMissing = (tenant: string): NotDone => ({
  kind: 'retryable',
  because: `${tenant} does not show the username that says who made a token`,
});

const ourOwn = (tenant: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `This system reaches ${tenant} with this token: put another one into the secret first`,
});
