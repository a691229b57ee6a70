import * as z from 'zod/mini';
import { done, mapOutcome, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Credential, TargetProbe } from '../../../ports/target/target-probe.ts';
import { field, read } from '../http/decode.ts';
import { listRoles } from './tenant/roles.ts';
import type { Tenant } from './tenant/tenant.ts';
import { lookAtTenant } from './tenant/tenant-look.ts';
import { isOfClient } from './tenant/to-token.ts';
import { tokenOfClient } from './tenant/tokens.ts';
import { currentIdentity } from './users/identity.ts';

const SERVICE_ACCOUNT = 'service-account-';

/** What is asked of an Atlan tenant to examine it. */
export const atlanProbe = (tenant: Tenant): TargetProbe => ({
  credential: (call) => credentialOf(tenant, call),
  roles: (call) => listRoles(tenant, call),
  tenant: (call) => lookAtTenant(tenant, call),
  mappedGroups: (alias, call) => groupsMappedBy(tenant, alias, call),
});

/** Atlan stores no expiry of an API token: it follows from the token's entry in the listing, which a token may be forbidden to see. */
async function credentialOf(tenant: Tenant, call: Call): Promise<Outcome<Credential>> {
  const identity = await currentIdentity(tenant, call);
  if (identity.kind !== 'done') return identity;
  const { id, username = '' } = identity.value;
  const unknown = (because: string): Credential['expiry'] => ({ kind: 'unknown', because });
  if (!username.startsWith(SERVICE_ACCOUNT))
    return done({ id, kind: 'person', expiry: unknown('A person’s session does not say when it ends') });
  if (isOfClient(username)) return done({ id, kind: 'oauth-client', expiry: { kind: 'never' } });
  const token = await tokenOfClient(tenant, username.slice(SERVICE_ACCOUNT.length), call);
  const at = token.kind === 'done' ? token.value?.expiresAt : undefined;
  const because = token.kind === 'done' ? 'The list of API tokens does not show this one' : token.because;
  return done({ id, kind: 'service-account', expiry: at === undefined ? unknown(because) : { kind: 'at', at } });
}

const mapper = z.looseObject({
  identityProviderMapper: field(z.string()),
  config: field(z.looseObject({ group: field(z.string()) })),
});

/** The same list also has mappers of attributes and roles. */
async function groupsMappedBy(tenant: Tenant, alias: string, call: Call): Promise<Outcome<readonly string[]>> {
  const path = `/api/service/idp/${encodeURIComponent(alias)}/mappers`;
  const request = { operation: 'idp.mappers', method: 'GET', path, about: 'thing' } as const;
  const mappers = await read(tenant, request, z.array(mapper), call);
  return mapOutcome(mappers, (all) => [...new Set(all.flatMap(({ config }) => config?.group ?? []))]);
}
