import * as z from 'zod/mini';
import { mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Identity } from '../../../../ports/target/target.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../tenant/tenant.ts';

const shape = z.looseObject({ id: z.string(), username: field(z.string()) });

/** Who the token is: for an API token the service account `service-account-apikey-…`. */
export async function currentIdentity(tenant: Tenant, call: Call): Promise<Outcome<Identity>> {
  const user = await read(
    tenant,
    { operation: 'users.current', method: 'GET', path: '/api/service/users/current' },
    shape,
    call,
  );
  return mapOutcome(user, ({ id, username }) => ({ id, ...(username !== undefined && { username }) }));
}
