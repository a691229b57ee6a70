import { refuse } from './answer.ts';
import { compileFilter, type Predicate } from './filter.ts';

/** Where an operation of a PATCH points at. */
export interface PatchPath {
  /** The URN of an extension that the attribute is in. */
  readonly schema?: string;
  readonly attribute: string;
  readonly matches?: Predicate;
  readonly sub?: string;
}

const PATH = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/;
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(User|Group):/i;
const EXTENSION = /^(urn:[\w:.-]+:2\.0:\w+):(.+)$/i;

/** Reads `name`, `name.sub`, `name[filter]`, `name[filter].sub`, each with or without a URN before it. Throws 400 `invalidPath`. */
export function readPath(text: string): PatchPath {
  const [, schema, rest = text.replace(CORE, '')] = EXTENSION.exec(text.replace(CORE, '')) ?? [];
  const [, attribute, filter, sub] = PATH.exec(rest) ?? [];
  if (attribute === undefined) throw refuse(400, 'The path of an operation cannot be read.', 'invalidPath');
  return {
    attribute,
    ...(schema !== undefined && { schema }),
    ...(sub !== undefined && { sub }),
    ...(filter !== undefined && { matches: compileFilter(filter) }),
  };
}
