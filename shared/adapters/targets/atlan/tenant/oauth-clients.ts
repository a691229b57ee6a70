import * as z from 'zod/mini';

import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import { settle } from '../../http/settle.ts';
import { readAll } from '../http/pages.ts';
import type { Tenant } from './tenant.ts';

export const OAUTH_CLIENTS = '/api/service/oauth-clients';

/** An OAuth client as Atlan lists it, without its secret. */
export interface OAuthClient {
  /** The client id. */
  readonly id: string;
  readonly clientId: string;
  /** The username of its maker. */
  readonly createdBy?: string | undefined;
}

const record = z.pipe(
  z.looseObject({ clientId: z.string(), createdBy: field(z.string()) }),
  z.transform(({ clientId, createdBy }): OAuthClient => ({ id: clientId, clientId, createdBy })),
);

/** Every client id begins so, and the id of no API token does. */
export const isClientId = (id: string): boolean => id.startsWith('oauth-client-');

/** All OAuth clients of the tenant, newest first; `hidden` where it has none, or does not show them to this credential. */
export async function listClients(tenant: Tenant, call: Call): Promise<Outcome<readonly OAuthClient[] | 'hidden'>> {
  let isHidden = false;
  const probing: Tenant = {
    ...tenant,
    ask: async (request, granted) => {
      const reply = await tenant.ask(request, granted);
      isHidden ||=
        (reply.kind === 'rejected' && (reply.status === 403 || reply.status === 404)) ||
        (reply.kind === 'wait' && reply.cause === 'forbidden');
      return reply;
    },
  };
  const listing = { operation: 'oauth-clients.list', path: OAUTH_CLIENTS, record, sort: '-createdAt' };
  const rows = await readAll(probing, listing, call);
  if (isHidden) return done('hidden');
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete)
    return { kind: 'retryable', because: `${tenant.name} does not count as many OAuth clients as it lists` };
  return done(rows.value.records);
}

const shown = z.looseObject({ displayName: field(z.string()), role: field(z.string()) });

/** What one client is called, and its role; refused for one that is not there, or not shown to this credential. */
export const readClient = (tenant: Tenant, clientId: string, call: Call): Promise<Outcome<z.infer<typeof shown>>> =>
  read(tenant, { operation: 'oauth-clients.read', method: 'GET', path: pathOf(clientId), about: 'thing' }, shown, call);

const pathOf = (clientId: string): string => `${OAUTH_CLIENTS}/${encodeURIComponent(clientId)}`;

/** Deletes a client, whose secret stops working at once; one that is not there is done. */
export async function deleteClient(tenant: Tenant, clientId: string, call: Call): Promise<Outcome<void>> {
  const operation = 'oauth-clients.delete';
  const reply = await tenant.ask({ operation, method: 'DELETE', path: pathOf(clientId) }, call);
  const isGone = async (): Promise<Outcome<boolean>> => {
    const all = await listClients(tenant, call);
    if (all.kind !== 'done') return all;
    return done(all.value !== 'hidden' && !all.value.some(({ id }) => id === clientId));
  };
  const outcome = await settle(reply, { tenant, operation, about: 'thing' }, isGone);
  if (outcome.kind !== 'refused' || outcome.reason !== 'not-found') return outcome;
  const gone = await isGone();
  return gone.kind === 'done' && gone.value ? done(undefined) : outcome;
}
