import { fieldsOf, isObject, numberBetween } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { metastoreError } from '../../http/answer.ts';
import { fits, UnknownQuery } from '../../query/dsl.ts';
import { ANCHORED, type Asset } from '../../tenant/asset.ts';
import type { ApiHandler } from '../api-request.ts';
import type { Caller } from '../caller.ts';

/** As far as Elasticsearch pages by `from` and `size`. */
const WINDOW = 10_000;
const SDK_SIZE = 300;

/** Assets by owner, id or type; sorted by id. The index may lag behind what was written. A token sees what its personas allow. */
export const searchAssets: ApiHandler = ({ view, body, caller }) => {
  const dsl = fieldsOf(
    fieldsOf(body, 'body').required('dsl', (value) => value),
    'body.dsl',
  );
  const from = dsl.optional('from', numberBetween(0)) ?? 0;
  const size = dsl.optional('size', numberBetween(0)) ?? SDK_SIZE;
  if (from + size > WINDOW)
    return metastoreError(400, 'ATLAS-400-00-001', `Result window is too large, from + size must be <= ${WINDOW}`);
  const query = dsl.optional('query', (value) => value) ?? { match_all: {} };
  const seen = Array.from(view.assets.values()).filter((asset) => sees(caller, asset));
  try {
    const found = seen.filter((asset) => fits(query, valuesOf(asset))).sort((a, b) => (a.id < b.id ? -1 : 1));
    const entities = found.slice(from, from + size).map(shownAsset);
    const aggregations = dsl.optional('aggregations', (value) => value);
    return ok({
      queryType: 'INDEX',
      approximateCount: found.length,
      // absent, not empty, where nothing is on the page
      ...(entities.length > 0 && { entities }),
      ...(isObject(aggregations) && 'types' in aggregations && { aggregations: { types: typesOf(found) } }),
    });
  } catch (error) {
    if (error instanceof UnknownQuery) return metastoreError(400, 'ATLAS-400-00-001', error.message);
    throw error;
  }
};

function sees(caller: Caller, { persona }: Asset): boolean {
  if (caller.kind === 'user' || persona === undefined) return true;
  const { personaQualifiedNames } = caller.kind === 'token' ? caller.token : caller.client;
  return personaQualifiedNames.includes(persona);
}

const valuesOf =
  (asset: Asset) =>
  (field: string): readonly string[] => {
    switch (field) {
      case '__state':
        return ['ACTIVE'];
      case '__guid':
        return [asset.id];
      case '__typeName':
      case '__typeName.keyword':
        return [asset.typeName];
      case '__createdBy':
        return [asset.createdBy];
      case 'qualifiedName':
        return [asset.qualifiedName];
      case 'ownerUsers':
        return asset.ownerUsers;
      case 'ownerGroups':
        return asset.ownerGroups;
      default:
        return [];
    }
  };

/** What searches and changes show of one. */
export function shownAsset({ id, typeName, name, qualifiedName, ownerUsers, ownerGroups, createdBy }: Asset) {
  return {
    typeName,
    guid: id,
    status: 'ACTIVE',
    displayText: name,
    createdBy,
    attributes: {
      name,
      qualifiedName,
      ownerUsers,
      ownerGroups,
      ...(ANCHORED.includes(typeName) && { anchor: { typeName: 'AtlasGlossary', guid: `glossary of ${id}` } }),
    },
  };
}

function typesOf(found: readonly Asset[]) {
  const counts = new Map<string, number>();
  for (const { typeName } of found) counts.set(typeName, (counts.get(typeName) ?? 0) + 1);
  return { buckets: [...counts].map(([key, doc_count]) => ({ key, doc_count })) };
}
