import { type Attributes, isAttributes, refuse, valueIn } from './answer.ts';

export type Predicate = (resource: Attributes) => boolean;

/** What a server can be asked by: attributes such as `userName` and `emails`; any other is refused. */
export interface Grammar {
  readonly attributes?: readonly string[];
  /** Whether `eq` minds the case of every text, and not only of ids. */
  readonly mindsCase?: boolean;
}

/**
 * Reads `eq` and `and`, value paths, and the form of Entra that stands outside the grammar: `emails[type eq "work"].value eq "…"`.
 * Throws 400 `invalidFilter` for anything else, as a careful server does.
 */
export function compileFilter(text: string, grammar: Grammar = {}): Predicate {
  const tokens = tokensOf(text);
  const parser = { tokens, at: 0, grammar };
  const predicate = conjunction(parser, true);
  if (parser.at < tokens.length) throw invalid();
  return predicate;
}

interface Parser {
  readonly tokens: readonly string[];
  at: number;
  readonly grammar: Grammar;
}

const invalid = () =>
  refuse(400, 'The filter cannot be read, or asks for what this server cannot be asked by.', 'invalidFilter');

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[\w:$.-]+|[[\]])/y;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw invalid();
    tokens.push(found);
  }
  if (tokens.length === 0) throw invalid();
  return tokens;
}

function next(parser: Parser): string {
  const token = parser.tokens[parser.at];
  if (token === undefined) throw invalid();
  parser.at += 1;
  return token;
}

function conjunction(parser: Parser, isTop: boolean): Predicate {
  const terms = [term(parser, isTop)];
  while (parser.tokens[parser.at]?.toLowerCase() === 'and') {
    parser.at += 1;
    terms.push(term(parser, isTop));
  }
  return (resource) => terms.every((holds) => holds(resource));
}

function term(parser: Parser, isTop: boolean): Predicate {
  const path = attributeName(next(parser));
  const { attributes, mindsCase = false } = parser.grammar;
  const [root = ''] = path.split('.');
  if (isTop && attributes?.every((known) => known.toLowerCase() !== root.toLowerCase())) throw invalid();
  if (parser.tokens[parser.at] !== '[') {
    const comparison = compare(parser, mindsCase || isExact(root));
    return (resource) => valuesAt(resource, path.split('.')).some(comparison);
  }
  parser.at += 1;
  const inner = conjunction(parser, false);
  if (next(parser) !== ']') throw invalid();
  const items = (resource: Attributes) => valuesAt(resource, [path], true).filter(isAttributes).filter(inner);
  const sub = parser.tokens[parser.at];
  if (sub === undefined || !sub.startsWith('.')) return (resource) => items(resource).length > 0;
  parser.at += 1;
  const comparison = compare(parser, mindsCase);
  return (resource) => items(resource).some((item) => comparison(valueIn(item, sub.slice(1))));
}

/** A URN before a name of the core schema says nothing more. */
function attributeName(token: string): string {
  const name = token.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(User|Group):/i, '');
  if (!/^[A-Za-z$][\w$-]*(\.[A-Za-z$][\w$-]*)?$/.test(name)) throw invalid();
  return name;
}

/** Ids are compared as they are; texts that people write are not. */
const isExact = (root: string): boolean => ['id', 'externalid', 'members', 'groups'].includes(root.toLowerCase());

function compare(parser: Parser, isExactly: boolean): (value: unknown) => boolean {
  if (next(parser).toLowerCase() !== 'eq') throw invalid();
  const wanted = literal(next(parser));
  const form = (value: unknown) =>
    typeof value === 'string' && !isExactly ? value.normalize('NFC').toLowerCase() : value;
  return (value) => value !== undefined && form(value) === form(wanted);
}

function literal(token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    throw invalid();
  }
}

/** All values at a path; of a list of objects the `value` of each, unless the objects themselves are wanted. */
function valuesAt(resource: Attributes, [name = '', ...rest]: readonly string[], whole = false): readonly unknown[] {
  const value = valueIn(resource, name);
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (rest.length > 0) return all.flatMap((item) => (isAttributes(item) ? valuesAt(item, rest) : []));
  return whole ? all : all.map((item) => (isAttributes(item) ? valueIn(item, 'value') : item));
}
