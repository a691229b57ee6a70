import type { AttributeName, Attributes } from '../event/lifecycle-event.ts';
import { comparable } from './comparable.ts';
import type { Condition, Lists } from './condition.ts';
import { evaluate } from './evaluate.ts';
import type { Rule } from './rule.ts';

/** What names one person is no value of which rules could know all. */
const PERSONAL: readonly AttributeName[] = ['workEmail', 'displayName', 'employeeNumber', 'managerSourceWorkerId'];

export interface StatedValue {
  readonly attribute: AttributeName;
  /** In the form in which texts are compared. */
  readonly value: string;
}

interface Policy {
  readonly rules: readonly Pick<Rule, 'when'>[];
  readonly lists: Lists;
}

/** The attributes that rules ask for, but for those that name one person. */
export const askedAttributes = ({ rules }: Pick<Policy, 'rules'>): readonly AttributeName[] => [
  ...new Set(
    rules
      .flatMap(({ when }) => textConditions(when))
      .flatMap(({ attribute }) => (PERSONAL.includes(attribute) ? [] : [attribute])),
  ),
];

/** The values that were stated of attributes which some rule asks for, where no rule names the value: perhaps HR mistyped it, or a rule lacks it. */
export function unnamedValues(attributes: Attributes, { rules, lists }: Policy): readonly StatedValue[] {
  const conditions = rules.flatMap(({ when }) => textConditions(when));
  return askedAttributes({ rules }).flatMap((attribute) => {
    const value = comparable(attributes[attribute] ?? '');
    if (value === '') return [];
    const subject = { attributes: { [attribute]: value }, today: '' };
    const isNamed = conditions.some((one) => evaluate(one, subject, lists) === true);
    return isNamed ? [] : [{ attribute, value }];
  });
}

type TextCondition = Extract<Condition, { readonly attribute: AttributeName }>;

function textConditions(condition: Condition): readonly TextCondition[] {
  if ('all' in condition) return condition.all.flatMap(textConditions);
  if ('any' in condition) return condition.any.flatMap(textConditions);
  if ('not' in condition) return textConditions(condition.not);
  return 'attribute' in condition ? [condition] : [];
}
