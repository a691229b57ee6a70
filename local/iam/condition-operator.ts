import { matchesWildcard } from './wildcard.ts';

/** `values` stand in the policy; `stated` is what the request says under the key, nothing when it has no such key. */
type Operator = (values: readonly string[], stated: readonly string[]) => boolean;
type Test = (value: string, stated: string) => boolean;

const equal: Test = (value, stated) => value === stated;
const sameFlag: Test = (value, stated) => value.toLowerCase() === stated.toLowerCase();
/** Part by part, so that a `*` never reaches over a colon; only the last part may hold colons of its own. */
const arnLike: Test = (value, stated) => {
  const [wanted, given] = [partsOf(value), partsOf(stated)];
  return wanted.length === given.length && wanted.every((part, index) => matchesWildcard(part, given[index] ?? ''));
};

const anyOf = (values: readonly string[], stated: string, test: Test) => values.some((value) => test(value, stated));
const single =
  (test: Test): Operator =>
  (values, stated) => {
    const [only, ...others] = stated;
    if (others.length > 0) {
      throw new Error(
        'the request states several values and the operator takes one: write ForAnyValue or ForAllValues',
      );
    }
    return only !== undefined && anyOf(values, only, test);
  };
const forAny =
  (test: Test): Operator =>
  (values, stated) =>
    stated.some((one) => anyOf(values, one, test));

const OPERATORS = {
  StringEquals: single(equal),
  StringLike: single(matchesWildcard),
  ArnEquals: single(arnLike),
  ArnLike: single(arnLike),
  Bool: single(sameFlag),
  // true when the request has no such key at all: that is AWS's rule, not an oversight
  'ForAllValues:StringEquals': (values, stated) => stated.every((one) => anyOf(values, one, equal)),
  'ForAnyValue:StringEquals': forAny(equal),
  'ForAnyValue:StringLike': forAny(matchesWildcard),
  Null: (values, stated) => anyOf(values, String(stated.length === 0), sameFlag),
} as const satisfies Record<string, Operator>;

export type ConditionOperator = keyof typeof OPERATORS;

export const isConditionOperator = (name: string): name is ConditionOperator => Object.hasOwn(OPERATORS, name);

export const conditionOperators: readonly string[] = Object.keys(OPERATORS);

/** @throws an Error when one value is compared and the request states several. */
export const holds = (operator: ConditionOperator, values: readonly string[], stated: readonly string[]): boolean =>
  OPERATORS[operator](values, stated);

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
