import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import type { Account } from '../../../../domain/account/account.ts';
import type { MadeToken } from '../../../../domain/account/left-tokens.ts';
import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Target } from '../../../../ports/target/target.ts';
import { currentIdentity } from '../users/identity.ts';
import { deleteClient, isClientId, listClients } from './oauth-clients.ts';
import type { Tenant } from './tenant.ts';
import { serviceClientIdOf } from './to-token.ts';
import { deleteToken, listTokens } from './tokens.ts';

type MadeTokens = Required<Pick<Target, 'tokensOf' | 'revokeToken'>>;
type IsOurs = (made: Made) => boolean;

/** An API token, or an OAuth client, whose id is its client id. */
interface Made {
  readonly id: string;
  readonly clientId?: string | undefined;
  readonly createdBy?: string | undefined;
}

/** A tenant that does not show its OAuth clients is not asked for them again for so long. */
const HIDDEN_MS = 60 * 60_000;

/**
 * The API tokens and OAuth clients that a person made. Atlan knows their maker by username and has no filter for it; callers who ask at
 * once share one listing. What of them is ours is asked only where a person made one at all.
 */
export function madeTokens(tenant: Tenant, secret: Secret<TargetSecret>, clock: Clock): MadeTokens {
  let listing: Promise<Outcome<readonly Made[]>> | undefined;
  let hiddenUntil = 0;

  /** Where the tenant does not show its clients, its API tokens count even so. */
  async function listAll(call: Call): Promise<Outcome<readonly Made[]>> {
    const tokens = await listTokens(tenant, call);
    if (tokens.kind !== 'done' || clock.now() < hiddenUntil) return tokens;
    const clients = await listClients(tenant, call);
    if (clients.kind !== 'done') return clients;
    if (clients.value !== 'hidden') return done([...tokens.value, ...clients.value]);
    hiddenUntil = clock.now() + HIDDEN_MS;
    return tokens;
  }

  async function listAround(id: string, call: Call): Promise<Outcome<readonly Made[]>> {
    if (!isClientId(id)) return listTokens(tenant, call, { id });
    const clients = await listClients(tenant, call);
    if (clients.kind !== 'done') return clients;
    return clients.value === 'hidden' ? clientsHidden(tenant.name) : done(clients.value);
  }

  const listOnce = (call: Call) => {
    listing ??= listAll(call).finally(() => {
      listing = undefined;
    });
    return listing;
  };
  const madeBy = ({ username }: Account, all: Outcome<readonly Made[]>): Outcome<readonly Made[]> => {
    if (username === undefined) return usernameMissing(tenant.name);
    return mapOutcome(all, (made) => made.filter(({ createdBy }) => createdBy === username));
  };
  return {
    tokensOf: async (account, call) => {
      const made = madeBy(account, account.username === undefined ? done([]) : await listOnce(call));
      if (made.kind !== 'done' || made.value.length === 0) return made;
      const ours = await whichIsOurs(tenant, secret, call);
      return mapOutcome(ours, (isOurs) =>
        made.value.map((one): MadeToken => ({ id: one.id, ...(isOurs(one) && { isOurs: true }) })),
      );
    },
    revokeToken: async (account, id, call) => {
      const made = madeBy(account, await listAround(id, call));
      if (made.kind !== 'done') return made;
      const found = made.value.find((one) => one.id === id);
      if (!found) return done(undefined);
      const ours = await whichIsOurs(tenant, secret, call);
      if (ours.kind !== 'done') return ours;
      if (ours.value(found)) return ourOwn(tenant.name);
      return isClientId(id) ? deleteClient(tenant, id, call) : deleteToken(tenant, id, call);
    },
  };
}

/** Whether one of them is in our secret, or was replaced by the one there and may still be in use. */
async function whichIsOurs(tenant: Tenant, secret: Secret<TargetSecret>, call: Call): Promise<Outcome<IsOurs>> {
  const identity = await currentIdentity(tenant, call);
  if (identity.kind !== 'done') return identity;
  const held = await secret.get().catch(() => undefined);
  if (!held) return { kind: 'retryable', because: `The secret of ${tenant.name} cannot be read` };
  const ids = held.token === undefined ? [held.clientId] : [held.id, ...(held.replaces ?? [])];
  const clientId = serviceClientIdOf(identity.value.username);
  return done((made) => ids.includes(made.id) || (clientId !== undefined && made.clientId === clientId));
}

const usernameMissing = (tenant: string): NotDone => ({
  kind: 'retryable',
  because: `${tenant} does not show the username that says who made a token`,
});

const clientsHidden = (tenant: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `${tenant} does not show its OAuth clients to this credential any more: revoke the client by hand`,
});

const ourOwn = (tenant: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `This system reaches ${tenant} with this token or OAuth client: put another one into the secret first`,
});
