import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { fieldsOf, filledText, listOf } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import type { Asset } from '../tenant/asset.ts';
import type { AtlanWorld } from '../world.ts';

const FIELDS = ['typeName', 'name', 'qualifiedName', 'ownerUsers', 'ownerGroups', 'persona'];

/** An asset that a crawler or a person made. */
export const createAsset: ControlHandler<AtlanWorld> = ({ world: { tenant }, body, now }) => {
  const fields = fieldsOf(body, 'body', FIELDS);
  const name = fields.required('name', filledText);
  const persona = fields.optional('persona', filledText);
  const asset: Asset = {
    id: tenant.guid(),
    typeName: fields.optional('typeName', filledText) ?? 'Table',
    name,
    qualifiedName: fields.optional('qualifiedName', filledText) ?? `default/snowflake/1657037873/DB/SCH/${name}`,
    ownerUsers: fields.optional('ownerUsers', listOf(filledText)) ?? [],
    ownerGroups: fields.optional('ownerGroups', listOf(filledText)) ?? [],
    createdBy: 'simulator',
    ...(persona !== undefined && { persona }),
  };
  for (const other of tenant.assets.values()) {
    if (other.typeName === asset.typeName && other.qualifiedName === asset.qualifiedName)
      throw complain(409, `There is an asset ${asset.qualifiedName} already.`);
  }
  tenant.assets.put(asset, now);
  return ok(asset);
};
