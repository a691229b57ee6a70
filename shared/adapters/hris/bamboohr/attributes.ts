import { ATTRIBUTES, type AttributeName, type Attributes } from '../../../domain/lifecycle-event.ts';
import type { EmployeeRecord } from './employee-record.ts';

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
