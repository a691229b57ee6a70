import type { AttributeName } from '../event/lifecycle-event.ts';

/** When a rule applies, as data. What it cannot say about a worker, policy does not know. */
export type Condition =
  | { readonly always: true }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly attribute: AttributeName; readonly equals: string }
  | { readonly attribute: AttributeName; readonly oneOf: readonly string[] }
  /** One of the entries of a named list. */
  | { readonly attribute: AttributeName; readonly inList: string }
  | { readonly attribute: AttributeName; readonly prefix: string }
  /** `*` is any text, `?` any one character, everything else itself. */
  | { readonly attribute: AttributeName; readonly glob: string }
  /** Civil dates, `YYYY-MM-DD`; both bounds are inside. */
  | { readonly date: DateName; readonly from?: string; readonly until?: string };

export type DateName = 'startDate' | 'endDate' | 'today';

/** The named lists of values that conditions refer to. */
export type Lists = Readonly<Record<string, readonly string[]>>;
