import * as z from 'zod/mini';
import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';

import type { ApiToken } from '../../../../ports/target/token-mint.ts';
import type { TokenRecord } from '../http/records.ts';

const SERVICE_ACCOUNT = 'service-account-';

/** Every API token acts as a user of its own. */
const usernameOf = (clientId: string): string => `${SERVICE_ACCOUNT}${clientId}`;

/** The client id of a username that is an API token's, undefined for any other. */
export function clientIdOf(username: string | undefined): string | undefined {
  return username?.startsWith(`${SERVICE_ACCOUNT}apikey-`) ? username.slice(SERVICE_ACCOUNT.length) : undefined;
}

/** The client id of a username that is an API token's or an OAuth client's, undefined for any other. */
export const serviceClientIdOf = (username = ''): string | undefined =>
  isOfClient(username) ? username.slice(SERVICE_ACCOUNT.length) : clientIdOf(username);

/** Whether a username is an OAuth client's. */
export const isOfClient = (username: string): boolean => username.startsWith(`${SERVICE_ACCOUNT}oauth-client-`);

export function toToken({ id, clientId, displayName, attributes }: TokenRecord): ApiToken {
  const { createdAt, createdBy, description, 'access.token.lifespan': lifespan } = attributes ?? {};
  const shown = displayName ?? attributes?.displayName;
  const client = clientId ?? attributes?.clientId;
  const personas = personasOf(attributes?.personaQualifiedName);
  return {
    id,
    ...(client !== undefined && { clientId: client, username: usernameOf(client) }),
    ...(shown !== undefined && { displayName: shown }),
    ...(description !== undefined && { description }),
    ...(createdBy !== undefined && { createdBy }),
    madeBy: makerOf(createdBy),
    ...(createdAt !== undefined && { createdAt }),
    ...(lifespan !== undefined && { lifespanSeconds: lifespan }),
    ...(createdAt !== undefined && lifespan !== undefined && { expiresAt: createdAt + lifespan * 1000 }),
    ...(personas && { personas }),
  };
}

function makerOf(createdBy: string | undefined): ApiToken['madeBy'] {
  if (createdBy === undefined || createdBy === '') return 'unknown';
  return createdBy.startsWith(SERVICE_ACCOUNT) ? 'service' : 'person';
}

const persona = z.union([
  z.string(),
  z.pipe(
    z.looseObject({ personaQualifiedName: z.string() }),
    z.transform(({ personaQualifiedName }) => personaQualifiedName),
  ),
]);
const personas = z.array(persona);

/** JSON text inside JSON on reads, a list of objects in the answer that created it. Undefined for every other form. */
function personasOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null || value === '') return [];
  const read = personas.safeParse(typeof value === 'string' ? jsonOrUndefined(value) : value);
  return read.success ? read.data : undefined;
}
