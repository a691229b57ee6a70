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
  }),
});

/** `entities` is absent where nothing is found. */
const answer = z.looseObject({ approximateCount: z.number(), entities: field(z.array(assetRecord)) });

/** As many as one answer names. */
const PAGE = 100;

/** What a user owns: Atlan knows owners by username. A token sees only what its personas allow, so there may be more. */
export async function assetsOwnedBy(tenant: Tenant, { username }: Account, call: Call): Promise<Outcome<OwnedAssets>> {
  if (username === undefined) return usernameMissing(tenant.name);
  const filter = [{ term: { __state: 'ACTIVE' } }, { term: { ownerUsers: username } }];
  const found = await read(
    tenant,
    {
      operation: 'assets.search',
      method: 'POST',
      reads: true,
      path: '/api/meta/search/indexsearch',
      json: {
        dsl: {
          from: 0,
          size: PAGE,
          track_total_hits: true,
          query: { bool: { filter } },
          sort: [{ __guid: { order: 'asc' } }],
        },
        attributes: ['name', 'qualifiedName'],
        requestMetadata: { saveSearchLog: false },
      },
    },
    answer,
    call,
  );
  return mapOutcome(found, ({ approximateCount, entities = [] }) => ({
    count: Math.max(approximateCount, entities.length),
    first: entities.map(({ guid, attributes: { qualifiedName } }) => ({ id: guid, qualifiedName })),
  }));
}

const usernameMissing = (tenant: string): NotDone => ({
  kind: 'retryable',
  because: `${tenant} does not show the username that says who owns an asset`,
});
