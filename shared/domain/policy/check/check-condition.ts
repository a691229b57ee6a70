import { isCivil } from '../../civil-time.ts';
import type { Condition, Lists } from '../condition.ts';
import { choices, type Problem } from './problem.ts';

const DATE_FIX = 'write a date that exists, as YYYY-MM-DD';

/** What a condition says that cannot be meant. `where` is the place it stands at. */
export function checkCondition(condition: Condition, where: string, lists: Lists): readonly Problem[] {
  if ('all' in condition) return checkParts(condition.all, `${where}.all`, lists);
  if ('any' in condition) return checkParts(condition.any, `${where}.any`, lists);
  if ('not' in condition) return checkCondition(condition.not, `${where}.not`, lists);
  if ('date' in condition) return checkRange(condition, where);
  if ('oneOf' in condition && condition.oneOf.length === 0) {
    return [{ where: `${where}.oneOf`, problem: 'is empty, so it never holds', fix: 'list at least one text' }];
  }
  if ('inList' in condition && !Object.hasOwn(lists, condition.inList)) {
    const fix = `add it to lists, or use one of: ${choices(Object.keys(lists))}`;
    return [{ where: `${where}.inList`, problem: `names the list "${condition.inList}", which does not exist`, fix }];
  }
  return [];
}

/** Whether a date can be compared at all. */
export function checkDate(date: string | undefined, where: string): readonly Problem[] {
  if (date === undefined || isCivil(date, 'UTC')) return [];
  return [{ where, problem: `is "${date}", which is no date`, fix: DATE_FIX }];
}

function checkParts(parts: readonly Condition[], where: string, lists: Lists): readonly Problem[] {
  if (parts.length === 0) {
    const fix = 'list at least one condition; write { always: true } for everybody';
    return [{ where, problem: 'is empty', fix }];
  }
  return parts.flatMap((part, index) => checkCondition(part, `${where}[${index}]`, lists));
}

function checkRange({ from, until }: { readonly from?: string; readonly until?: string }, where: string) {
  if (from === undefined && until === undefined) {
    return [{ where, problem: 'has neither from nor until', fix: 'give at least one of them' }];
  }
  const impossible = [...checkDate(from, `${where}.from`), ...checkDate(until, `${where}.until`)];
  if (impossible.length > 0 || from === undefined || until === undefined || from <= until) return impossible;
  return [{ where, problem: `is from ${from} until ${until}, so it never holds`, fix: 'put the earlier date in from' }];
}
