import * as z from 'zod/mini';

import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import { PermanentError } from '../../../../domain/failure.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { isAdministrator } from '../../../../domain/provider/traits.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import { readClient } from '../tenant/oauth-clients.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { isOfClient, serviceClientIdOf } from '../tenant/to-token.ts';
import { ATLAN_TRAITS } from '../traits.ts';
import { findUsersByIds } from '../users/find-users.ts';
import { fullName } from './delete-user.ts';

/** In whose name a workflow runs. */
interface Administrator {
  readonly fullName: string;
  readonly email: string;
}

/**
 * The secret with what an administrator authenticates with, in the place of what all else goes by. It is there for hours at most, so the
 * store is read each time.
 */
export function bearerOfAdministrator(secret: Secret<TargetSecret>): Secret<TargetSecret> {
  const personal = async (): Promise<TargetSecret> => {
    const { baseUrl, adminToken, adminClientId: clientId, adminClientSecret: clientSecret } = await secret.refresh();
    if (adminToken !== undefined) return { baseUrl, token: adminToken };
    if (clientId !== undefined && clientSecret !== undefined) return { baseUrl, clientId, clientSecret };
    throw new PermanentError('it holds no adminToken, and no adminClientId');
  };
  return { get: personal, refresh: personal };
}

const current = z.looseObject({
  id: z.string(),
  username: field(z.string()),
  email: field(z.string()),
  firstName: field(z.string()),
  lastName: field(z.string()),
});

/** Who acts there, as the tenant itself shows them: an administrator in person, or an OAuth client in that role. */
export async function administrator(
  tenant: Tenant,
  asAdministrator: Tenant,
  call: Call,
): Promise<Outcome<Administrator>> {
  const path = '/api/service/users/current';
  const user = await read(
    asAdministrator,
    { operation: 'users.current-in-person', method: 'GET', path },
    current,
    call,
  );
  if (user.kind !== 'done') return ofAdministrator(tenant, user);
  const { id, email = '', username = '', ...names } = user.value;
  if (isOfClient(username)) return clientInRole(tenant, asAdministrator, username, call);
  const seen = await findUsersByIds(tenant, [id], 'list', call);
  if (seen.kind !== 'done') return seen;
  const sighting = seen.value.get(id);
  const isOne = sighting?.kind === 'present' && isAdministrator(sighting.account.role, ATLAN_TRAITS);
  return isOne ? done({ fullName: fullName(names), email }) : noAdministrator(tenant.name);
}

/** A client is no user of the tenant, so its own record says its role. */
async function clientInRole(
  tenant: Tenant,
  asAdministrator: Tenant,
  username: string,
  call: Call,
): Promise<Outcome<Administrator>> {
  const client = await readClient(asAdministrator, serviceClientIdOf(username) ?? '', call);
  if (client.kind === 'refused') return noAdministrator(tenant.name);
  if (client.kind !== 'done') return ofAdministrator(tenant, client);
  const { role, displayName = username } = client.value;
  return isAdministrator(role, ATLAN_TRAITS)
    ? done({ fullName: displayName, email: '' })
    : noAdministrator(tenant.name);
}

/** These credentials are not what the target is asked with otherwise: what is wrong with them stops no other work. */
export const ofAdministrator = <T>(tenant: Tenant, outcome: Outcome<T>): Outcome<T> =>
  outcome.kind === 'wait' && (outcome.cause === 'credentials' || outcome.cause === 'forbidden')
    ? noAdministrator(tenant.name)
    : outcome;

const noAdministrator = (name: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `${name} removes users only for an administrator: put the bearer of one into the secret of this target as adminToken, or an OAuth client in that role as adminClientId and adminClientSecret, and take it out afterwards`,
});
