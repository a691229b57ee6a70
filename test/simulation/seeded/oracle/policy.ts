import type { Attributes } from '../../../../shared/domain/event/lifecycle-event.ts';
import { TENANTS } from '../company.ts';
import type { TargetName } from '../history.ts';

export interface Due {
  readonly role: string | undefined;
  readonly groups: readonly string[];
}

/** What the rules of the company give at a target, said in its own words: everything that any engagement gives. */
export function dueOf(subjects: readonly Attributes[], target: TargetName): Due {
  const { least, usual, most } = TENANTS[target];
  const is = (name: keyof Attributes, value: string) => subjects.some((subject) => subject[name] === value);
  const isLead = is('jobTitle', 'Lead') && most !== usual;
  const role = isLead
    ? most
    : is('workerType', 'employee')
      ? usual
      : is('workerType', 'contractor')
        ? least
        : undefined;
  const departments = subjects.flatMap(({ department }) => department ?? []);
  const groups = [...(is('workerType', 'employee') ? ['All Staff'] : []), ...departments];
  return { role, groups: [...new Set(groups)].sort() };
}
