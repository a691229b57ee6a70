import type { Condition } from './condition.ts';

/** To whom it applies, on one target, gets this role and these groups there. Rules only ever add; their order means nothing. */
export interface Rule {
  /** Stands in receipts and reports. */
  readonly name: string;
  readonly target: string;
  readonly when: Condition;
  readonly role?: string;
  /** By the names under which the target's group catalogue lists them. */
  readonly groups?: readonly string[];
}
