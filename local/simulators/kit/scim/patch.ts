import { type Attributes, isAttributes, nameIn, PATCH_SCHEMA, refuse, valueIn } from './answer.ts';
import { type PatchPath, readPath } from './patch-path.ts';

/** What a server does where RFC 7644 leaves a choice, or where servers are stricter. */
export interface PatchRules {
  /** Names of attributes that no client may write. */
  readonly readOnly: readonly string[];
  readonly multiValued: readonly string[];
  /** Removing what is not there: done, or 400 `noTarget`. */
  readonly removeAbsent: 'done' | 'noTarget';
  /** Refuses to replace, and to remove everybody: AWS IAM Identity Center does so for groups. */
  readonly isMinimal?: boolean;
}

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: PatchPath;
  readonly value: unknown;
}

/**
 * The resource after a PATCH, in every dialect that clients speak: `op` in any case, booleans as texts, dotted keys and URNs in a value
 * without a path, and Entra's removal of members by a value. All operations are done, or none: what is wrong throws the error of RFC 7644.
 */
export function patched(resource: Attributes, body: unknown, rules: PatchRules): Attributes {
  return readOperations(body).reduce((before, operation) => apply(before, operation, rules), resource);
}

function readOperations(body: unknown): readonly Operation[] {
  const schemas = isAttributes(body) ? valueIn(body, 'schemas') : undefined;
  const operations = isAttributes(body) ? valueIn(body, 'Operations') : undefined;
  if (
    !Array.isArray(schemas) ||
    !schemas.includes(PATCH_SCHEMA) ||
    !Array.isArray(operations) ||
    operations.length === 0
  )
    throw refuse(400, 'A PATCH needs the schema of PatchOp and a list of Operations.', 'invalidSyntax');
  return operations.map(readOperation);
}

function readOperation(given: unknown): Operation {
  const said = isAttributes(given) ? given : {};
  const op = String(valueIn(said, 'op')).toLowerCase();
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw refuse(400, 'op must be add, replace or remove.', 'invalidSyntax');
  const path = valueIn(said, 'path');
  if (path !== undefined && (typeof path !== 'string' || path === ''))
    throw refuse(400, 'path must be a text.', 'invalidPath');
  if (op === 'remove' && path === undefined) throw refuse(400, 'remove needs a path.', 'noTarget');
  const value = valueIn(said, 'value');
  if (op !== 'remove' && value === undefined) throw refuse(400, `${op} needs a value.`, 'invalidValue');
  return { op, value, ...(path !== undefined && { path: readPath(path) }) };
}

function apply(resource: Attributes, { op, path, value }: Operation, rules: PatchRules): Attributes {
  if (rules.isMinimal && (op === 'replace' || (op === 'remove' && !path?.matches && value === undefined)))
    throw refuse(400, 'This server only adds and removes single members.', 'invalidSyntax');
  if (path) return at(resource, { op, path, value }, rules);
  if (!isAttributes(value)) throw refuse(400, 'Without a path, value must be an object.', 'invalidValue');
  let after = resource;
  for (const [name, inner] of Object.entries(value)) {
    const isExtension = isAttributes(inner) && name.toLowerCase().startsWith('urn:');
    after = isExtension
      ? { ...after, [name]: { ...asObject(after[name]), ...inner } }
      : at(after, { op, path: readPath(name), value: inner }, rules);
  }
  return after;
}

type Pointed = Operation & { readonly path: PatchPath };

function at(resource: Attributes, operation: Pointed, rules: PatchRules): Attributes {
  const { schema, ...path } = operation.path;
  if (schema !== undefined) {
    const inner = at(asObject(resource[schema]), { ...operation, path }, rules);
    return { ...resource, [schema]: inner };
  }
  const { attribute } = path;
  const name = nameIn(resource, attribute) ?? attribute;
  const before = resource[name];
  if (rules.readOnly.some((one) => one.toLowerCase() === attribute.toLowerCase())) {
    // Okta names the id of what it changes
    if (operation.op !== 'remove' && before !== undefined && operation.value === before) return resource;
    throw refuse(400, `${attribute} cannot be written.`, 'mutability');
  }
  const isList =
    Array.isArray(before) || rules.multiValued.some((one) => one.toLowerCase() === attribute.toLowerCase());
  const after = isList ? list(asList(before), operation, rules) : single(before, operation);
  const { [name]: _, ...others } = resource;
  return after === undefined ? others : { ...others, [name]: after };
}

function single(before: unknown, { op, path: { attribute, sub, matches }, value }: Pointed): unknown {
  if (matches) throw refuse(400, `${attribute} has no values to choose from.`, 'invalidPath');
  const given = truthOf(attribute, value);
  if (sub !== undefined) {
    const { [nameIn(asObject(before), sub) ?? sub]: _, ...others } = asObject(before);
    return op === 'remove' ? others : { ...others, [sub]: given };
  }
  if (op === 'remove') return undefined;
  return isAttributes(before) && isAttributes(given) ? { ...before, ...given } : given;
}

function list(
  before: readonly unknown[],
  { op, path, value }: Pointed,
  rules: PatchRules,
): readonly unknown[] | undefined {
  const { matches, sub } = path;
  const isChosen = (item: unknown) => isAttributes(item) && (matches?.(item) ?? true);
  if (matches && !before.some(isChosen)) {
    if (op === 'add') return [...before, value];
    if (op === 'remove' && rules.removeAbsent === 'done') return before;
    throw refuse(400, 'No value matches the filter of the path.', 'noTarget');
  }
  if (op === 'remove') {
    if (sub !== undefined) return before.map((item) => (isChosen(item) ? without(item, sub) : item));
    if (matches) return before.filter((item) => !isChosen(item));
    // Entra's old form: not everybody, but those who are named
    const named = asList(value).map(idOf);
    return value === undefined ? undefined : before.filter((item) => !named.includes(idOf(item)));
  }
  if (matches || sub !== undefined)
    return before.map((item) =>
      isChosen(item) ? { ...asObject(item), ...(sub === undefined ? asObject(value) : { [sub]: value }) } : item,
    );
  return op === 'replace' ? asList(value) : [...before, ...asList(value)];
}

const idOf = (item: unknown): unknown => (isAttributes(item) ? valueIn(item, 'value') : item);
const asObject = (value: unknown): Attributes => (isAttributes(value) ? value : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);

function without(item: unknown, sub: string): Attributes {
  const { [nameIn(asObject(item), sub) ?? sub]: _, ...others } = asObject(item);
  return others;
}

/** Entra writes the booleans of a user as texts. */
const truthOf = (attribute: string, value: unknown): unknown =>
  attribute.toLowerCase() === 'active' && typeof value === 'string' && /^(true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : value;
