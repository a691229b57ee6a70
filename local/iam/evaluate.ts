import { holds } from './condition-operator.ts';
import type { Condition, Statement } from './statement.ts';
import { matchesWildcard } from './wildcard.ts';

export interface Access {
  readonly statements: readonly Statement[];
  readonly action: string;
  readonly resource: string;
  /**
   * What the request states under each condition key, spelt as in CONDITION_KEYS. An empty list says that the request has no such key;
   * a key that is left out was not looked up.
   */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export type Verdict =
  | { readonly allowed: true; readonly by: Statement }
  | { readonly allowed: false; readonly because: string };

/**
 * What IAM would answer: one Deny outweighs every Allow, and what no statement allows is denied.
 * @throws an Error when a statement about this action and resource asks for a key that the context leaves out: either answer could be wrong.
 */
export function evaluate({ statements, action, resource, context }: Access): Verdict {
  const applying = statements.filter(
    (statement) =>
      statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())) &&
      statement.resources.some((pattern) => matchesWildcard(pattern, resource)) &&
      // every one is looked at, so that a key that was not looked up is found in any case
      statement.conditions.map((condition) => fulfilled(condition, context)).every(Boolean),
  );
  const deny = applying.find(({ effect }) => effect === 'Deny');
  if (deny) return { allowed: false, because: `${nameOf(deny)} denies ${action} on ${resource}` };
  const [by] = applying;
  return by ? { allowed: true, by } : { allowed: false, because: `No statement allows ${action} on ${resource}` };
}

function fulfilled({ operator, key, values }: Condition, context: Access['context']): boolean {
  const stated = context[key];
  if (stated === undefined) throw new Error(`A condition asks for ${key}, and the request was not asked for it`);
  try {
    return holds(operator, values, stated);
  } catch (cause) {
    throw new Error(`${operator} on ${key}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

const nameOf = ({ sid, actions }: Statement) =>
  sid === undefined ? `A statement about ${actions.join(', ')}` : `Statement ${sid}`;
