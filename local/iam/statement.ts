import type { ConditionOperator } from './condition-operator.ts';

/** One test of a statement: true when any of the values matches what the request states under the key. */
export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a role's policies. It applies when an action, a resource and all conditions match. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  readonly sid?: string;
}
