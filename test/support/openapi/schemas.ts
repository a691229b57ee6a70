import { isObject } from './document.ts';

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, what stands beside a reference does not count (so OpenAPI says), the
 * discriminator is left to `oneOf`, and no field may stand that is not described. References are followed, so nothing here may refer to
 * itself.
 */
export function jsonSchemaOf(schema: unknown, document: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchemaOf(one, document));
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') return jsonSchemaOf(resolved(schema['$ref'], document), document);
  const plain: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (DROPPED.has(keyword)) continue;
    if (keyword === 'properties' && isObject(value))
      plain[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, jsonSchemaOf(inner, document)]),
      );
    // one pattern of the contract ends in a line break
    else if (keyword === 'pattern') plain[keyword] = `^${String(value).trim()}$`;
    else plain[keyword] = jsonSchemaOf(value, document);
  }
  if (schema['properties'] !== undefined && plain['additionalProperties'] === undefined)
    plain['additionalProperties'] = false;
  // counts of a list under the words for a number
  if (schema['type'] === 'array') {
    if (plain['maximum'] !== undefined) plain['maxItems'] = plain['maximum'];
    if (plain['minimum'] !== undefined) plain['minItems'] = plain['minimum'];
    delete plain['maximum'];
    delete plain['minimum'];
  }
  return schema['nullable'] === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
}

const DROPPED = new Set([
  'nullable',
  'discriminator',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'description',
  'title',
  'default',
]);

/** What a reference such as `#/components/schemas/Name` names. */
export function resolved(reference: string, document: unknown): unknown {
  const path = reference.replace(/^#\//, '').split('/');
  return path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), document);
}
