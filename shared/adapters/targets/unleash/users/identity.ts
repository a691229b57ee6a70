import * as z from 'zod/mini';
import { mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Identity } from '../../../../ports/target/target.ts';
import type { Credential } from '../../../../ports/target/target-probe.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../http/dialect.ts';

/** Of a deprecated admin token there is no user but an internal one, and its secret comes back: nothing but these fields is kept. */
const current = z.object({
  user: z
    .object({
      id: field(z.int()),
      internalAdminTokenUserId: field(z.int()),
      username: field(z.string()),
      accountType: field(z.string()),
    })
    .check(z.refine(({ id, internalAdminTokenUserId }) => id !== undefined || internalAdminTokenUserId !== undefined)),
});

const currentUser = async (tenant: Tenant, call: Call) =>
  read(tenant, { operation: 'user.current', method: 'GET', path: '/api/admin/user' }, current, call);

/** Who the token is: a service account, a person, or Unleash's own user for admin tokens. */
export const identity = async (tenant: Tenant, call: Call): Promise<Outcome<Identity>> =>
  mapOutcome(await currentUser(tenant, call), ({ user: { id, internalAdminTokenUserId, username } }) => ({
    id: String(id ?? internalAdminTokenUserId),
    ...(username !== undefined && { username }),
  }));

const EXPIRY = {
  kind: 'unknown',
  because: 'Unleash does not say which of the tokens of an account this one is',
} as const satisfies Credential['expiry'];

export const credential = async (tenant: Tenant, call: Call): Promise<Outcome<Credential>> =>
  mapOutcome(await currentUser(tenant, call), ({ user: { id, internalAdminTokenUserId, accountType } }) => ({
    id: String(id ?? internalAdminTokenUserId),
    kind: id !== undefined && accountType === 'User' ? 'person' : 'service-account',
    expiry: EXPIRY,
  }));
