import fc from 'fast-check';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';

import type { AttributeName, Attributes } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { Condition, Lists } from '../../../../shared/domain/policy/condition.ts';
import type { Subject } from '../../../../shared/domain/policy/evaluate.ts';
import type { Rule } from '../../../../shared/domain/policy/rule.ts';

const ASKED = ['department', 'jobTitle', 'country'] as const satisfies readonly AttributeName[];

const attribute = fc.constantFrom(...ASKED);
/** Few and alike, so that conditions hold now and then. */
const text = fc.constantFrom('a', 'A ', 'ab', 'abc', 'b', 'é', 'e\u0301');
const date = fc.constantFrom('2026-01-01', '2026-06-15', '2026-12-31');

export const lists: Lists = { some: ['a', 'b'], none: [] };

export const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ attribute, equals: text }),
  fc.record({ attribute, oneOf: fc.array(text, { maxLength: 3 }) }),
  fc.record({ attribute, inList: fc.constantFrom('some', 'none', 'missing') }),
  fc.record({ attribute, prefix: text }),
  fc.record({ attribute, glob: fc.constantFrom('*', 'a*', '?', '*b?') }),
  fc.record(
    { date: fc.constantFrom('startDate', 'endDate', 'today'), from: date, until: date },
    { requiredKeys: ['date'] },
  ),
);

export const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.constant({ always: true as const }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

export const attributes: fc.Arbitrary<Attributes> = fc.record(
  {
    department: fc.option(text),
    jobTitle: fc.option(text),
    country: fc.option(text),
  },
  { requiredKeys: [] },
);

export const subject: fc.Arbitrary<Subject> = fc.record(
  { attributes, today: date, startDate: date, endDate: date },
  { requiredKeys: ['attributes', 'today'] },
);

export const role = fc.constantFrom(...ATLAN_TRAITS.roles);
export const group = fc.constantFrom('Red', 'Green', 'Blue');

export const rules: fc.Arbitrary<readonly Rule[]> = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
      target: fc.constantFrom('prod', 'prod', 'sandbox'),
      when: condition,
      role,
      groups: fc.uniqueArray(group),
    },
    { requiredKeys: ['name', 'target', 'when'] },
  ),
  { selector: ({ name }) => name, maxLength: 6 },
);
