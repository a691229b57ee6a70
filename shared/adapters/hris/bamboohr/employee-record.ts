import * as z from 'zod/mini';

import { parseEventBody } from '../../../contracts/lifecycle-event-body.ts';
import { changeNamed, type FieldName, fieldNamed } from './field-name.ts';
import { momentOf } from './moment.ts';

const ACTIONS = ['Created', 'Updated', 'Deleted'] as const;

/** One employee of a delivery, in our own words. */
export interface EmployeeRecord {
  readonly employeeId: string;
  readonly action: (typeof ACTIONS)[number];
  readonly changed: ReadonlySet<FieldName>;
  /** Null is a field that was sent and is empty; one that is missing was not sent. */
  readonly fields: ReadonlyMap<FieldName, string | null>;
  /** Epoch ms; undefined in deliveries of an older kind. */
  readonly occurredAt: number | undefined;
}

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: EmployeeRecord }
  | { readonly kind: 'unknown-action'; readonly because: string }
  | { readonly kind: 'unintelligible'; readonly because: string };

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Today a field is its value; in 2022 it was an object around it. */
const fieldValue = z.union([scalar, z.object({ value: z.optional(scalar) })]);

const employee = z.object(
  {
    id: z.union([z.string().check(z.trim(), z.minLength(1), z.maxLength(256)), z.int()], 'must be a text or a number'),
    action: z.prefault(z.string('must be text'), 'Updated'),
    timestamp: z.optional(z.string('must be text')),
    changedFields: z.prefault(z.nullable(z.array(z.string('must be text'), 'must be a list')), null),
    fields: z.prefault(z.nullable(z.record(z.string(), fieldValue, 'must be an object')), null),
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
  const unintelligible = (because: string): ReadRecord => ({ kind: 'unintelligible', because });
  const result = employee.safeParse(input);
  if (!result.success) {
    const [issue] = result.error.issues;
    // only the names of our own fields: the others' are the sender's
    return unintelligible(`${[at, ...(issue?.path.slice(0, 1) ?? [])].join('.')} ${reasonOf(issue?.path[0])}`);
  }
  const { id, timestamp, changedFields, fields } = result.data;
  const action = ACTIONS.find((known) => known === result.data.action);
  if (!action) return { kind: 'unknown-action', because: `${at}.action is none of ${ACTIONS.join(', ')}` };
  const occurredAt = timestamp === undefined ? undefined : momentOf(timestamp);
  if (timestamp !== undefined && occurredAt === undefined) {
    return unintelligible(`${at}.timestamp must be a time with an offset`);
  }
  return {
    kind: 'record',
    record: {
      employeeId: String(id),
      action,
      changed: new Set((changedFields ?? []).flatMap((name) => changeNamed(name) ?? [])),
      fields: new Map(
        Object.entries(fields ?? {}).flatMap(([name, value]) => {
          const known = fieldNamed(name);
          return known === undefined ? [] : [[known, textOf(value)] as const];
        }),
      ),
      occurredAt,
    },
  };
}

/** BambooHR's way to write that there is no date. */
const NO_DATE = '0000-00-00';

const MUST: Readonly<Record<string, string>> = {
  id: 'must be a text or a number',
  action: 'must be text',
  timestamp: 'must be text',
  changedFields: 'must be a list of names',
  fields: 'must be an object of plain values',
};
const reasonOf = (field: PropertyKey | undefined) => MUST[String(field)] ?? 'must be an object';

function textOf(value: z.infer<typeof fieldValue>): string | null {
  const plain = typeof value === 'object' && value !== null ? (value.value ?? null) : value;
  const text = plain === null ? '' : String(plain).trim();
  return text === '' || text === NO_DATE ? null : text;
}
