import * as z from 'zod/mini';

import { ATTRIBUTES } from '../../domain/event/lifecycle-event.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { closed, name, text } from './fields.ts';

const parts = z.array(z.lazy(() => conditionSchema));
const attribute = z.enum(ATTRIBUTES);

/** By the field that tells one form from another. */
const FORMS = {
  always: closed({ always: z.literal(true) }),
  all: closed({ all: parts }),
  any: closed({ any: parts }),
  not: closed({ not: z.lazy(() => conditionSchema) }),
  equals: closed({ attribute, equals: text }),
  oneOf: closed({ attribute, oneOf: z.array(text) }),
  inList: closed({ attribute, inList: name }),
  prefix: closed({ attribute, prefix: text }),
  glob: closed({ attribute, glob: text }),
  date: closed({
    date: z.enum(['startDate', 'endDate', 'today']),
    from: z.optional(z.string()),
    until: z.optional(z.string()),
  }),
} as const;

const isForm = (field: string): field is keyof typeof FORMS => Object.hasOwn(FORMS, field);

/** A union would only say that nothing fits; this says what is wrong with the form that was meant. */
export const conditionSchema: z.ZodMiniType<Condition> = z.pipe(
  z.unknown(),
  z.transform((value, context) => {
    const complain = (message: string) => {
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    };
    if (typeof value !== 'object' || value === null) {
      return complain('write a condition, for instance { attribute: "department", equals: "Finance" }');
    }
    const [form, other] = Object.keys(value).filter(isForm);
    if (form === undefined) {
      return complain(
        'attribute' in value
          ? 'say what to ask of the attribute: equals, oneOf, inList, prefix or glob'
          : 'use one of: always, all, any, not, attribute, date',
      );
    }
    if (other !== undefined)
      return complain(`use either ${form} or ${other}, or combine two conditions with all or any`);
    const result = FORMS[form].safeParse(value);
    if (result.success) return result.data;
    context.issues.push(...result.error.issues.map((issue) => ({ ...issue, input: undefined })));
    return z.NEVER;
  }),
);
