import type { Attributes } from '../event/lifecycle-event.ts';
import type { Condition, Lists } from './condition.ts';
import type { Rule } from './rule.ts';

/** The rules with everything their names refer to. */
export interface Policy {
  readonly targets: Readonly<Record<string, PolicyTarget>>;
  readonly lists: Lists;
  readonly rules: readonly Rule[];
  readonly examples: readonly Example[];
}

export interface PolicyTarget {
  readonly provider: string;
  /** No rule and no override gives more than this. */
  readonly maxRole: string;
  /** The group catalogue, by the names people see. */
  readonly groups: Readonly<Record<string, object>>;
  /** Names of groups that the identity provider fills and empties. */
  readonly idpGroups: readonly string[];
  /** Whom the mode `pilot` writes. */
  readonly pilot?: Condition;
}

/** An invented worker, and what policy should give them. */
export interface Example {
  readonly name: string;
  readonly worker: Attributes;
  /** Civil dates, `YYYY-MM-DD`. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly today: string;
  /** By target. A target that is not named is not checked. */
  readonly expect: Readonly<Record<string, ExpectedAccess>>;
}

export interface ExpectedAccess {
  /** Null: no access, and so no groups. */
  readonly role: string | null;
  readonly groups: readonly string[];
}
