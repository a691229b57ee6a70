import * as z from 'zod/mini';

import type { Declaration } from '../../../shared/contracts/operate/command.ts';

/** A parameter of an Automation document. All are text: Systems Manager asks for them in a form. */
export interface Parameter {
  readonly type: 'String' | 'AWS::IAM::Role::Arn';
  readonly description: string;
  readonly default?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly maxChars?: number;
}

/** A document adds to the reason where it came from, and a reason holds 512 characters. */
const LONGEST_REASON = 400;
const LONGEST = 512;
/** No braces: Systems Manager would take two of them for a name. No spaces around it. */
const SOME_TEXT = String.raw`[^{}\s]([^{}]*[^{}\s])?`;

const schemaShape = z.object({
  properties: z.optional(
    z.record(
      z.string(),
      z.object({
        type: z.optional(z.string()),
        enum: z.optional(z.array(z.string())),
        maxLength: z.optional(z.number()),
      }),
    ),
  ),
  required: z.optional(z.array(z.string())),
});

export type Field = z.infer<typeof schemaShape>['properties'] extends Readonly<Record<string, infer One>> | undefined
  ? One
  : never;

/** What a field's schema says of it, by the field's name, as far as a form can check it; the command checks the rest. */
export function fieldsOf({ input }: Pick<Declaration<string, unknown, unknown>, 'input'>): ReadonlyMap<string, Field> {
  return new Map(Object.entries(schemaShape.parse(z.toJSONSchema(input)).properties ?? {}));
}

/** One parameter for each field of a command's input, under the field's own name. An optional one may be left empty. */
export function parametersOf(command: Declaration<string, unknown, unknown>): Readonly<Record<string, Parameter>> {
  const required = new Set(schemaShape.parse(z.toJSONSchema(command.input)).required);
  const fields = fieldsOf(command);
  return Object.fromEntries(
    command.arguments.map(({ field, describe }) => {
      const schema = fields.get(field);
      if (!schema) throw new Error(`${command.name} has no field ${field}`);
      const optional = !required.has(field);
      return [
        field,
        { type: 'String', description: describe, ...(optional && { default: '' }), ...limits(field, schema, optional) },
      ];
    }),
  );
}

function limits(field: string, schema: Field, optional: boolean): Partial<Parameter> {
  if (schema.type === 'boolean') return { default: 'false', allowedValues: ['false', 'true'] };
  if (schema.enum) return { allowedValues: optional ? ['', ...schema.enum] : schema.enum };
  return {
    maxChars: field === 'reason' ? LONGEST_REASON : (schema.maxLength ?? LONGEST),
    allowedPattern: optional ? `^(${SOME_TEXT})?$` : `^${SOME_TEXT}$`,
  };
}
