import { type Fields, fieldsOf, filledText, listOf, text } from '../../../kit/decode.ts';
import { ok, Refused } from '../../../kit/http/answer.ts';
import { metastoreError } from '../../http/answer.ts';
import { ANCHORED, type Asset } from '../../tenant/asset.ts';
import { findUser } from '../../tenant/tenant.ts';
import type { ApiHandler, ApiRequest } from '../api-request.ts';
import { shownAsset } from './search-assets.ts';

/**
 * Writes assets, each found by type and qualified name: one that is not found is created, a mistyped name too. A list of owners replaces
 * the one there is. An owner who is no user changes nothing, and the call succeeds.
 */
export const changeAssets: ApiHandler = (request) => {
  const entities = fieldsOf(request.body, 'body').required(
    'entities',
    listOf((value) => value),
  );
  const given = entities.map((value, index) => readAsset(fieldsOf(value, `body.entities[${index}]`)));
  const updated: Asset[] = [];
  const created: Asset[] = [];
  for (const one of given) {
    const known = assetNamed(request, one);
    if (known === undefined) created.push(createAsset(request, one));
    else if (areUsers(request, one.ownerUsers ?? [])) updated.push(updateAsset(request, known, one));
  }
  return ok({
    mutatedEntities: {
      ...(created.length > 0 && { CREATE: created.map(shownAsset) }),
      ...(updated.length > 0 && { UPDATE: updated.map(shownAsset) }),
    },
    guidAssignments: Object.fromEntries(created.map(({ id }, index) => [`-${index + 1}`, id])),
    partialUpdatedEntities: [],
  });
};

interface Given extends Pick<Asset, 'typeName' | 'qualifiedName' | 'name'> {
  readonly ownerUsers?: readonly string[] | undefined;
}

function readAsset(entity: Fields): Given {
  const typeName = entity.required('typeName', filledText);
  const attributes = fieldsOf(
    entity.required('attributes', (value) => value),
    'attributes',
  );
  const hasAnchor = attributes.optional('anchor', (value) => value) !== undefined;
  if (ANCHORED.includes(typeName) && !hasAnchor)
    throw new Refused(metastoreError(400, 'ATLAS-400-00-08A', `${typeName}: the glossary (anchor) is missing`));
  return {
    typeName,
    qualifiedName: attributes.required('qualifiedName', filledText),
    name: attributes.required('name', text),
    ownerUsers: attributes.optional('ownerUsers', listOf(filledText)),
  };
}

function assetNamed({ tenant }: ApiRequest, { typeName, qualifiedName }: Given): Asset | undefined {
  for (const asset of tenant.assets.values())
    if (asset.typeName === typeName && asset.qualifiedName === qualifiedName) return asset;
  return undefined;
}

const areUsers = ({ tenant }: ApiRequest, usernames: readonly string[]): boolean =>
  usernames.every((username) => findUser(tenant.users, (user) => user.username === username) !== undefined);

function createAsset({ tenant, caller, now }: ApiRequest, { ownerUsers = [], ...given }: Given): Asset {
  const asset: Asset = { ...given, id: tenant.guid(), ownerUsers, ownerGroups: [], createdBy: caller.username };
  tenant.assets.put(asset, now);
  return asset;
}

function updateAsset({ tenant, now }: ApiRequest, known: Asset, { name, ownerUsers }: Given): Asset {
  const asset: Asset = { ...known, name, ownerUsers: ownerUsers ?? known.ownerUsers };
  tenant.assets.put(asset, now);
  return asset;
}
