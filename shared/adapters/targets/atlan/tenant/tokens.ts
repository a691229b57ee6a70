import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { ApiToken, MintedToken, NewApiToken } from '../../../../ports/target/token-mint.ts';
import { misshapen } from '../../http/decode.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen, settle } from '../../http/settle.ts';
import type { Lost } from '../../http/verdict.ts';
import { type Listing, readAll } from '../http/pages.ts';
import { type TokenRecord, tokenRecord } from '../http/records.ts';
import type { Tenant } from './tenant.ts';
import { toToken } from './to-token.ts';

/** 5 years; more overflowed in Keycloak. */
const MAX_VALIDITY_SECONDS = 157_680_000;

const LISTING: Listing<TokenRecord> = {
  operation: 'tokens.list',
  path: '/api/service/apikeys',
  record: tokenRecord,
  sort: '-createdAt',
};

/** The token a service account acts for; undefined when the listing does not show it. */
export async function tokenOfClient(
  tenant: Tenant,
  clientId: string,
  call: Call,
): Promise<Outcome<ApiToken | undefined>> {
  const rows = await readAll(tenant, { ...LISTING, filter: { clientId } }, call);
  return mapOutcome(rows, ({ records }) => records.map(toToken).find((token) => token.clientId === clientId));
}

const CREATE = 'tokens.create';

/** All API tokens of the tenant, newest first, or those that `filter` leaves. */
export async function listTokens(
  tenant: Tenant,
  call: Call,
  filter?: Listing<TokenRecord>['filter'],
): Promise<Outcome<readonly ApiToken[]>> {
  const rows = await readAll(tenant, { ...LISTING, ...(filter && { filter }) }, call);
  if (rows.kind !== 'done') return rows;
  if (!rows.value.complete)
    return { kind: 'retryable', because: `${tenant.name} does not count as many API tokens as it lists` };
  return done(rows.value.records.map(toToken));
}

/**
 * Creates a token and hands out its secret, which Atlan never shows again. When the answer is lost the secret is lost
 * with it: the outcome names the orphans of that name, for deleting.
 */
export async function createToken(tenant: Tenant, token: NewApiToken, call: Call): Promise<Outcome<MintedToken>> {
  if (!(token.validitySeconds > 0 && token.validitySeconds <= MAX_VALIDITY_SECONDS)) {
    return { kind: 'permanent', because: `validitySeconds must be between 1 and ${MAX_VALIDITY_SECONDS} (5 years)` };
  }
  const reply = await tenant.ask(
    { operation: CREATE, method: 'POST', path: '/api/service/apikeys', json: { ...token, personas: [] } },
    call,
  );
  switch (reply.kind) {
    case 'answered': {
      const created = tokenRecord.safeParse(reply.body);
      if (!created.success) return { kind: 'retryable', because: misshapen(tenant.name, CREATE, created.error) };
      const secret = created.data.attributes?.accessToken;
      if (secret === undefined)
        return orphaned(tenant, token.displayName, { kind: 'lost', why: 'no secret in it' }, call);
      return done({ ...toToken(created.data), secret });
    }
    case 'rejected':
      return rejection({ tenant, operation: CREATE, about: 'request' }, reply);
    case 'lost':
      return orphaned(tenant, token.displayName, reply, call);
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** Deletes a token, which stops working at once; one that is not there is done. */
export async function deleteToken(tenant: Tenant, tokenId: string, call: Call): Promise<Outcome<void>> {
  const operation = 'tokens.delete';
  const reply = await tenant.ask(
    { operation, method: 'DELETE', path: `/api/service/apikeys/${encodeURIComponent(tokenId)}` },
    call,
  );
  const isGone = async (): Promise<Outcome<boolean>> => {
    const rows = await readAll(tenant, { ...LISTING, filter: { id: tokenId } }, call);
    return rows.kind === 'done'
      ? done(rows.value.complete && !rows.value.records.some(({ id }) => id === tokenId))
      : rows;
  };
  const outcome = await settle(reply, { tenant, operation, about: 'thing' }, isGone);
  if (outcome.kind !== 'refused' || outcome.reason !== 'not-found') return outcome;
  const gone = await isGone();
  return gone.kind === 'done' && gone.value ? done(undefined) : outcome;
}

async function orphaned(tenant: Tenant, displayName: string, lost: Lost, call: Call): Promise<Outcome<never>> {
  const rows = await readAll(tenant, { ...LISTING, filter: { displayName } }, call);
  if (rows.kind !== 'done') return rows;
  const ids = rows.value.records.filter((token) => toToken(token).displayName === displayName).map(({ id }) => id);
  if (ids.length === 0) return notSeen({ tenant, operation: CREATE }, lost);
  const because = `${tenant.name} gave no usable answer to ${CREATE} (${lost.why}); the secret of ${ids.join(', ')} is lost: delete the token`;
  return { kind: 'retryable', because };
}
