import {
  ATTRIBUTES,
  type AttributeName,
  type Attributes,
  type Rejected,
} from '../../../domain/event/lifecycle-event.ts';
import type { EmployeeRecord } from './employee-record.ts';
import type { FieldName } from './field-name.ts';

/** What policy may ask about: every field that was sent, whether it changed or not. */
export function attributesOf({ fields }: EmployeeRecord): Attributes {
  const sent = ATTRIBUTES.flatMap((name): readonly (readonly [AttributeName, string | null])[] => {
    const value = fields.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const first = fields.get('preferredName') ?? fields.get('firstName');
  const last = fields.get('lastName');
  const status = fields.get('status');
  return {
    ...(first && last && { displayName: `${first} ${last}` }),
    ...(status !== undefined && { employmentStatus: status }),
    ...Object.fromEntries(sent),
  };
}

/** Fields on which nothing depends but attributes, that were sent and are not usable. */
export const unusableAttributes = ({ unusable }: EmployeeRecord): readonly Rejected[] =>
  [...unusable].flatMap(([attribute, why]) => (DECIDING.includes(attribute) ? [] : [{ attribute, why }]));

/** What a record says depends on these. */
const DECIDING: readonly FieldName[] = [
  'hireDate',
  'originalHireDate',
  'terminationDate',
  'status',
  'employmentStatus',
];
