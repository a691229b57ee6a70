import type * as z from 'zod/mini';

import type { Problem } from '../../domain/policy/check/problem.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What a schema objects to, in words. Quotes only choices and numbers: other values may be an address of a person. */
export function describeIssue(issue: Issue, root: unknown): readonly Problem[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      where: place([...path, key], root),
      problem: 'is not known here',
      fix: message,
    }));
  }
  return [{ where: place(path, root), problem: problemOf(issue, path.reduce(child, root)), fix: fixOf(issue) }];
}

function problemOf({ code }: Issue, value: unknown): string {
  if (code === 'invalid_key') return 'is no usable name';
  if (value === undefined) return 'is missing';
  if (code === 'invalid_type') return `is ${kindOf(value)}`;
  if (code === 'invalid_value' || code === 'invalid_union') {
    return `is ${typeof value === 'string' || typeof value === 'boolean' ? JSON.stringify(value) : kindOf(value)}`;
  }
  if (Array.isArray(value) && value.length === 0) return 'is empty';
  return typeof value === 'number' ? `is ${value}` : 'is not usable';
}

function fixOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return `use one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ');
  if (issue.code !== 'invalid_type') return issue.message;
  const { expected } = issue;
  if (expected === 'string') return 'give a text';
  if (expected === 'array') return 'give a list';
  return expected === 'number' || expected === 'boolean' ? `give a ${expected}` : 'give an object';
}

/** `rules[3] "eng-members" when.all[0].equals`: the entry with its name, and then the field within it. */
function place(path: Path, root: unknown): string {
  const [section, index, ...rest] = path;
  if (section === undefined) return 'the configuration';
  if (typeof index !== 'number') return dotted(path);
  const name = child(child(child(root, section), index), 'name');
  const entry = `${String(section)}[${index}]${typeof name === 'string' ? ` ${JSON.stringify(name)}` : ''}`;
  return rest.length === 0 ? entry : `${entry} ${dotted(rest)}`;
}

const dotted = (path: Path): string =>
  path
    .map((key, at) => {
      if (typeof key === 'number') return `[${key}]`;
      // an operator may be named by an address
      if (String(key).includes('@')) return '[an address]';
      const plain = /^[\w-]+$/.test(String(key));
      return plain ? `${at > 0 ? '.' : ''}${String(key)}` : `[${JSON.stringify(String(key))}]`;
    })
    .join('');

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
