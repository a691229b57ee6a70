import { PLACE } from './place.ts';
import { UnknownPart } from './unknown-part.ts';

/** What names in a template stand for. Each throws `UnknownPart` for a name it does not know. */
export interface Scope {
  readonly ref: (id: string) => string;
  readonly attribute: (id: string, name: string) => string;
  readonly imported: (name: string) => string;
}

type Intrinsic = (argument: unknown, scope: Scope, where: string) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, scope, where) => scope.ref(textOf(id, where)),
  'Fn::GetAtt': (argument, scope, where) => {
    const [id, name] = typeof argument === 'string' ? argument.split('.') : listOf(argument, where);
    return scope.attribute(textOf(id, where), textOf(name, where));
  },
  'Fn::Join': (argument, scope, where) => {
    const [separator, parts] = listOf(argument, where);
    const resolved = listOf(resolve(parts, scope, where), where);
    return resolved.map((part) => textOf(part, where)).join(textOf(separator, where));
  },
  'Fn::Sub': (argument, scope, where) =>
    textOf(argument, where).replaceAll(/\$\{([^}!]+)\}/g, (_all, name: string) => {
      const [id = '', attribute] = name.split('.');
      return attribute === undefined ? scope.ref(id) : scope.attribute(id, attribute);
    }),
  'Fn::ImportValue': (argument, scope, where) => scope.imported(textOf(resolve(argument, scope, where), where)),
};

/** The value with every intrinsic function in it evaluated. Throws `UnknownPart` for a function or a name that is not known. */
export function resolve(value: unknown, scope: Scope, where: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, scope, where));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only, ...others] = entries;
  if (only && others.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    const [name, argument] = only;
    const intrinsic = INTRINSICS[name];
    if (!intrinsic) throw new UnknownPart(where, `it uses the intrinsic function ${name}`);
    return intrinsic(argument, scope, where);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, resolve(item, scope, `${where}.${key}`)]));
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': PLACE.partition,
  'AWS::Region': PLACE.region,
  'AWS::AccountId': PLACE.account,
  'AWS::URLSuffix': PLACE.urlSuffix,
};

/** What a pseudo parameter stands for; undefined for every other name. */
export const pseudoParameter = (name: string): string | undefined => PSEUDO[name];

function textOf(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UnknownPart(where, 'there is something else than text where an intrinsic function needs text');
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnknownPart(where, 'there is something else than a list where an intrinsic function needs a list');
}
