import * as z from 'zod/mini';

import { parseEventBody } from '../../../contracts/event/lifecycle-event-body.ts';
import type { Rejected } from '../../../domain/event/lifecycle-event.ts';
import { changeNamed, type FieldName } from './field-name.ts';
import { readFields } from './fields.ts';
import { momentOf } from './moment.ts';

const ACTIONS = ['Created', 'Updated', 'Deleted'] as const;

/** One employee of a delivery, in our own words. */
export interface EmployeeRecord {
  readonly employeeId: string;
  readonly action: (typeof ACTIONS)[number];
  readonly changed: ReadonlySet<FieldName>;
  /** False where the list of what changed cannot be read: then anything may have. */
  readonly isListed: boolean;
  /** Null is a field that was sent and is empty; one that is missing was not sent, or is not usable. */
  readonly fields: ReadonlyMap<FieldName, string | null>;
  /** Why a field that was sent is not usable. */
  readonly unusable: ReadonlyMap<FieldName, string>;
  /** Epoch ms; undefined in deliveries of an older kind, and where it cannot be read. */
  readonly occurredAt: number | undefined;
  /** What is wrong with the record itself: an end that it states still counts, and nothing else. */
  readonly wrong: readonly Rejected[];
}

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: EmployeeRecord }
  | { readonly kind: 'unknown-action'; readonly because: string }
  | { readonly kind: 'unintelligible'; readonly because: string };

const ID = 'must be a text or a number';
const employee = z.object(
  {
    id: z.union([z.string().check(z.trim(), z.minLength(1), z.maxLength(256)), z.int()], ID),
    action: z.optional(z.unknown()),
    timestamp: z.optional(z.unknown()),
    changedFields: z.optional(z.unknown()),
    fields: z.optional(z.unknown()),
  },
  'must be an object',
);
const delivery = z.object({ employees: z.array(z.unknown()) });

/** What the body says of each employee, or why it says nothing. Reasons name the field and quote nothing. */
export function recordsOf(body: Uint8Array): readonly ReadRecord[] | string {
  const parsed = parseEventBody(body);
  if (parsed === undefined) return 'the body is not JSON in UTF-8; choose JSON as the format of the webhook';
  const result = delivery.safeParse(parsed);
  if (!result.success) return 'employees must be a list; choose field-based as the data structure of the webhook';
  return result.data.employees.map(recordOf);
}

function recordOf(input: unknown, index: number): ReadRecord {
  const at = `employees.${index}`;
  const result = employee.safeParse(input);
  if (!result.success) {
    const isNamed = result.error.issues[0]?.path[0] === 'id';
    return { kind: 'unintelligible', because: isNamed ? `${at}.id ${ID}` : `${at} must be an object` };
  }
  const { id, action, timestamp, changedFields, fields } = result.data;
  const known = ACTIONS.find((one) => one === (action ?? 'Updated'));
  if (!known && typeof action === 'string')
    return { kind: 'unknown-action', because: `${at}.action is none of ${ACTIONS.join(', ')}` };
  const occurredAt = typeof timestamp === 'string' ? momentOf(timestamp) : undefined;
  const list = changedFields ?? [];
  const names = Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
  const isListed = Array.isArray(list) && names.length === list.length;

  const wrong: Rejected[] = [];
  if (!known) wrong.push({ attribute: 'action', why: 'must be text' });
  if (occurredAt === undefined && timestamp !== undefined)
    wrong.push({ attribute: 'timestamp', why: 'must be a time with an offset' });
  if (!isListed) wrong.push({ attribute: 'changedFields', why: 'must be a list of names' });
  const read = readFields(fields ?? {});
  if (!read) wrong.push({ attribute: 'fields', why: 'must be an object of plain values' });

  return {
    kind: 'record',
    record: {
      employeeId: String(id),
      action: known ?? 'Updated',
      changed: new Set(names.flatMap((name) => changeNamed(name) ?? [])),
      isListed,
      fields: read?.fields ?? new Map(),
      unusable: read?.unusable ?? new Map(),
      occurredAt,
      wrong,
    },
  };
}
