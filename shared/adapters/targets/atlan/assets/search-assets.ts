import * as z from 'zod/mini';

import type { Account } from '../../../../domain/account/account.ts';
import type { OwnedAssets } from '../../../../domain/account/owned-assets.ts';
import { mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** What is read of one asset, and needed to write it. */
const assetRecord = z.looseObject({
  guid: z.string(),
  typeName: z.string(),
  attributes: z.looseObject({
    qualifiedName: z.string(),
    name: field(z.string()),
    ownerUsers: field(z.array(z.string())),
    ownerGroups: field(z.array(z.string())),
    // the glossary of a term
    anchor: field(z.looseObject({ guid: z.string() })),
  }),
});
export type AssetRecord = z.infer<typeof assetRecord>;

/** `entities` is absent where nothing is found. */
const answer = z.looseObject({ approximateCount: z.number(), entities: z.optional(z.array(assetRecord)) });

/** As many as one answer names. */
const PAGE = 100;

/** What a user owns: Atlan knows owners by username. A token sees only what its personas allow, so there may be more. */
export async function assetsOwnedBy(tenant: Tenant, { username }: Account, call: Call): Promise<Outcome<OwnedAssets>> {
  if (username === undefined) return usernameMissing(tenant.name);
  const found = await searchAssets(tenant, [{ term: { ownerUsers: username } }], call);
  return mapOutcome(found, ({ approximateCount, entities = [] }) => ({
    count: Math.max(approximateCount, entities.length),
    first: entities.map(({ guid, attributes: { qualifiedName, ownerUsers = [], ownerGroups = [] } }) => ({
      id: guid,
      qualifiedName,
      ...(ownerUsers.length === 1 && ownerGroups.length === 0 && { isSole: true }),
    })),
  }));
}

/** How many of these assets a user owns, at most a hundred of them. */
export async function ownedOf(
  tenant: Tenant,
  assetIds: readonly string[],
  { username }: Account,
  call: Call,
): Promise<Outcome<number>> {
  if (username === undefined) return usernameMissing(tenant.name);
  const ids = assetIds.slice(0, PAGE);
  const found = await searchAssets(tenant, [{ terms: { __guid: ids } }, { term: { ownerUsers: username } }], call);
  return mapOutcome(found, ({ entities = [] }) => entities.length);
}

/** Active assets to which all of `filters` apply, the first hundred by id. The index lags behind what is written, up to a minute. */
export function searchAssets(
  tenant: Tenant,
  filters: readonly object[],
  call: Call,
): Promise<Outcome<z.infer<typeof answer>>> {
  const query = { bool: { filter: [{ term: { __state: 'ACTIVE' } }, ...filters] } };
  const dsl = { from: 0, size: PAGE, track_total_hits: true, query, sort: [{ __guid: { order: 'asc' } }] };
  return read(
    tenant,
    {
      operation: 'assets.search',
      method: 'POST',
      reads: true,
      path: '/api/meta/search/indexsearch',
      json: {
        dsl,
        attributes: ['name', 'qualifiedName', 'ownerUsers', 'ownerGroups', 'anchor'],
        requestMetadata: { saveSearchLog: false },
      },
    },
    answer,
    call,
  );
}

const usernameMissing = (tenant: string): NotDone => ({
  kind: 'retryable',
  because: `${tenant} does not show the username that says who owns an asset`,
});
