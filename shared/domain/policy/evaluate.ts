import type { AttributeName, Attributes } from '../event/lifecycle-event.ts';
import { comparable } from './comparable.ts';
import type { Condition, DateName, Lists } from './condition.ts';
import { matchesGlob } from './glob.ts';

/** What policy reads about one engagement of a worker. */
export interface Subject {
  readonly attributes: Attributes;
  /** Civil dates, `YYYY-MM-DD`. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly today: string;
}

/** Kleene's three values: what is not known is neither true nor false until something else decides. */
export type Truth = boolean | 'unknown';

/** What a worker may lack so that a condition cannot be decided. */
export type Missing = AttributeName | Exclude<DateName, 'today'>;

/** Whether a condition holds for a subject. Missing, null and blank are unknown; so is a list that is not there. */
export function evaluate(condition: Condition, subject: Subject, lists: Lists): Truth {
  if ('always' in condition) return true;
  if ('all' in condition) return every(condition.all.map((part) => evaluate(part, subject, lists)));
  if ('any' in condition) return not(every(condition.any.map((part) => not(evaluate(part, subject, lists)))));
  if ('not' in condition) return not(evaluate(condition.not, subject, lists));
  if ('date' in condition) {
    const date = subject[condition.date];
    if (!date) return 'unknown';
    return (condition.from ?? date) <= date && date <= (condition.until ?? date);
  }
  const value = textOf(subject, condition.attribute);
  if (value === undefined) return 'unknown';
  if ('equals' in condition) return value === comparable(condition.equals);
  if ('oneOf' in condition) return contains(condition.oneOf, value);
  if ('prefix' in condition) return value.startsWith(comparable(condition.prefix));
  if ('glob' in condition) return matchesGlob(condition.glob, value);
  const list = Object.hasOwn(lists, condition.inList) ? lists[condition.inList] : undefined;
  return list ? contains(list, value) : 'unknown';
}

/** What would have to be known to decide a condition that is unknown; nothing for one that is decided. May name one twice. */
export function missingFrom(condition: Condition, subject: Subject, lists: Lists): readonly Missing[] {
  if (evaluate(condition, subject, lists) !== 'unknown') return [];
  if ('all' in condition) return condition.all.flatMap((part) => missingFrom(part, subject, lists));
  if ('any' in condition) return condition.any.flatMap((part) => missingFrom(part, subject, lists));
  if ('not' in condition) return missingFrom(condition.not, subject, lists);
  if ('attribute' in condition) return textOf(subject, condition.attribute) ? [] : [condition.attribute];
  return 'date' in condition && condition.date !== 'today' ? [condition.date] : [];
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

const contains = (texts: readonly string[], value: string): boolean => texts.some((text) => comparable(text) === value);

const textOf = ({ attributes }: Subject, name: AttributeName): string | undefined =>
  comparable(attributes[name] ?? '') || undefined;
