import * as z from 'zod/mini';

import type { Account } from '../../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { type AssetRecord, searchAssets } from './search-assets.ts';

/** Atlan advises 20 to 50 in one write. */
const BATCH = 25;
const WRITE = 'assets.write';

const mutated = z.looseObject({
  mutatedEntities: field(z.looseObject({ CREATE: field(z.array(z.looseObject({ guid: z.string() }))) })),
});

/**
 * Takes one owner off assets, and puts another in the place of an only one, as Atlan's own removal of a user does. The owners are read
 * before they are written, because a write replaces the whole list.
 */
export async function handOverAssets(
  tenant: Tenant,
  assetIds: readonly string[],
  { from, to }: { readonly from: Account; readonly to: Account },
  call: Call,
): Promise<Outcome<void>> {
  if (from.username === undefined || to.username === undefined) return usernameMissing(tenant.name);
  const [owner, heir] = [from.username, to.username];
  for (let start = 0; start < assetIds.length; start += BATCH) {
    const ids = assetIds.slice(start, start + BATCH);
    const found = await searchAssets(tenant, [{ terms: { __guid: ids } }, { term: { ownerUsers: owner } }], call);
    if (found.kind !== 'done') return found;
    const { entities = [] } = found.value;
    if (entities.length === 0) continue;
    const written = await write(
      tenant,
      entities.map((asset) => entityFor(asset, owner, heir)),
      call,
    );
    if (written.kind !== 'done') return written;
  }
  return done(undefined);
}

/** What is sent of an asset: Atlan finds it by its qualified name, and a term by its glossary too. */
function entityFor({ typeName, attributes }: AssetRecord, owner: string, heir: string) {
  const { qualifiedName, name, ownerUsers = [], ownerGroups = [], anchor } = attributes;
  const others = ownerUsers.filter((one) => one !== owner);
  const owners = others.length === 0 && ownerGroups.length === 0 ? [heir] : others;
  return {
    typeName,
    attributes: { qualifiedName, name: name ?? qualifiedName, ownerUsers: owners, ...(anchor && { anchor }) },
  };
}

async function write(tenant: Tenant, entities: readonly object[], call: Call): Promise<Outcome<void>> {
  const answer = await read(
    tenant,
    { operation: WRITE, method: 'POST', path: '/api/meta/entity/bulk', json: { entities } },
    mutated,
    call,
  );
  if (answer.kind !== 'done') return answer;
  const created = answer.value.mutatedEntities?.CREATE ?? [];
  return created.length > 0 ? madeNew(tenant.name, created) : done(undefined);
}

const madeNew = (tenant: string, created: readonly { readonly guid: string }[]): NotDone => ({
  kind: 'permanent',
  because: `${tenant} created assets (${created.map(({ guid }) => guid).join(', ')}) instead of changing those that it had shown: delete them there`,
});

const usernameMissing = (tenant: string): NotDone => ({
  kind: 'retryable',
  because: `${tenant} does not show the usernames that say who owns an asset, and who is to own it`,
});
