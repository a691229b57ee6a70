import { type Chance, chance } from '../chance.ts';
import { DAY_MS, DAYS, FIRST_DAY, HOUR_MS, MINUTE_MS, TENANTS } from '../company.ts';
import {
  type Access,
  EDITS,
  FAULT_KINDS,
  type History,
  type Press,
  type Statement,
  type Step,
  type TargetName,
} from '../history.ts';
import { CHAPTERS } from './chapters.ts';
import { newLife } from './life.ts';

/** What a history is to have beside HR's words. */
export interface Invention {
  readonly workers?: number;
  readonly faults?: boolean;
  readonly operators?: boolean;
}

const OTHER_TARGETS = ['flags', 'jira', 'scim'] as const satisfies readonly TargetName[];

/** The history of one company, by its seed. */
export function invent(seed: number, { workers = 12, faults = true, operators = true }: Invention = {}): History {
  const base = chance(seed, 'company');
  const others = OTHER_TARGETS.filter(() => base.happens(0.5));
  const targets: readonly TargetName[] = ['atlan', ...(others.length > 0 ? others.slice(0, 2) : ['flags' as const])];
  const people = Array.from({ length: workers }, (_, index) => index + 1);
  const closesOn = base.happens(0.2) ? base.whole(14, DAYS - 8) : undefined;
  const lives = people.map((person) => lifeOf(person, closesOn, chance(seed, `life ${person}`)));
  return {
    seed,
    targets,
    access: accessOf(chance(seed, 'access')),
    steps: [
      ...lives.flatMap((statements, index) => said(statements, chance(seed, `post ${index}`))),
      ...lives.flatMap((statements) => created(statements, targets)),
      ...[...people, SPONSORED_FROM, SPONSORED_FROM + 1].flatMap((person) =>
        accepted(person, targets, chance(seed, `accepts ${person}`)),
      ),
      ...(faults ? faultsOf(targets, chance(seed, 'faults')) : []),
      ...(operators ? pressed(people, targets, chance(seed, 'operators')) : []),
      ...(operators ? edited(people, targets, chance(seed, 'edits')) : []),
    ],
  };
}

/** Half of the companies read HR's dates as they stand. */
const accessOf = (by: Chance): Access => ({
  lateGrantDays: by.pick(['off', 'off', 2, 7]),
  startsBeforeDays: by.pick([0, 0, 3, 7]),
  endsOn: by.pick(['date', 'date', 'date', 'lastDayWorked', 'terminationDate', 'gardenLeave']),
});

/** Where the company closes, it tells everyone who works there on that day that they leave at once. */
function lifeOf(person: number, closesOn: number | undefined, by: Chance): readonly Statement[] {
  const life = newLife(person, by);
  while (life.today < (closesOn ?? DAYS - 8)) {
    const open = CHAPTERS.filter(({ from }) => from === life.status);
    const drawn = by.pick(open.flatMap((chapter) => Array.from({ length: chapter.weight }, () => chapter)));
    drawn.tell(life);
    if (life.status === 'left' && by.happens(0.5)) break;
  }
  if (closesOn !== undefined && life.status === 'employed' && life.today < closesOn + 8) {
    life.today = Math.max(life.startDay + 1, closesOn + 8);
    const saidAt = FIRST_DAY + life.today * DAY_MS + 12 * HOUR_MS + by.whole(0, 20) * MINUTE_MS;
    delete life.contract;
    life.say('left', 'effective', life.today, { immediate: true, saidAt });
  }
  return life.statements;
}

/** When a statement arrives: mostly at once, some late by days, so that others overtake it, some twice. */
function said(statements: readonly Statement[], by: Chance): readonly Step[] {
  return statements.flatMap((statement): readonly Step[] => {
    const late = by.happens(0.12) ? by.whole(1, 72) * HOUR_MS : by.whole(1, 90) * 1_000;
    const first = { at: statement.saidAt + late, does: 'say', statement } as const;
    const again = by.happens(0.12) ? [{ ...first, at: first.at + by.pick([1_000, 7 * MINUTE_MS, 3 * DAY_MS]) }] : [];
    return [first, ...again];
  });
}

/** Where the identity provider creates accounts it does so on the first day, whatever HR takes back later. */
const created = (statements: readonly Statement[], targets: readonly TargetName[]): readonly Step[] =>
  targets
    .filter((target) => TENANTS[target].provisionedBy === 'idp')
    .flatMap((target) =>
      statements.flatMap(({ kind, phase, date, attributes, saidAt }): readonly Step[] => {
        const address = attributes.workEmail;
        if (kind !== 'joined' || phase === 'cancelled' || !address || date === null) return [];
        return [{ at: Math.max(Date.parse(date) + 9 * HOUR_MS, saidAt), does: 'create', target, address }];
      }),
    );

/** A person looks at their mail now and then; some never do. */
function accepted(person: number, targets: readonly TargetName[], by: Chance): readonly Step[] {
  if (by.happens(0.2)) return [];
  return targets.flatMap((target) =>
    Array.from(
      { length: 6 },
      (_, spell): Step => ({
        at: FIRST_DAY + (spell * 5 + by.whole(0, 4)) * DAY_MS + by.whole(0, 23 * 60) * MINUTE_MS,
        does: 'accept',
        target,
        person,
      }),
    ),
  );
}

/** People whom HR does not know have numbers from here on. */
const SPONSORED_FROM = 900;

const moment = (by: Chance): number =>
  FIRST_DAY + by.whole(0, (DAYS - 1) * 24 * 60) * MINUTE_MS + by.whole(0, 59) * 1_000;

function faultsOf(targets: readonly TargetName[], by: Chance): readonly Step[] {
  const count = by.whole(10, 50);
  return Array.from({ length: count }, (): Step => {
    const on = by.pick(['table', 'bus', 'queue', ...targets, ...targets] as const);
    const kind = by.pick(FAULT_KINDS);
    const calls = kind.startsWith('crash') ? 1 : by.pick([1, 1, 2, 6]);
    const isTarget = on !== 'table' && on !== 'bus' && on !== 'queue';
    const some = isTarget && by.happens(0.6) ? { writesOnly: true, after: by.whole(0, 3) } : { after: by.whole(0, 40) };
    return { at: moment(by), does: 'fault', fault: { on, kind, calls, ...some } };
  });
}

/** What is switched is switched back. */
function pressed(people: readonly number[], targets: readonly TargetName[], by: Chance): readonly Step[] {
  const steps: Step[] = [];
  const press = (at: number, one: Press) => steps.push({ at, does: 'press', press: one });
  for (let count = by.whole(0, 3); count > 0; count--) {
    const at = moment(by);
    const until = at + by.whole(5, 600) * MINUTE_MS;
    const target = by.pick(targets);
    const what = by.pick(['removals', 'writes', 'target', 'mode'] as const);
    if (what === 'mode') {
      press(at, { button: 'mode', target, mode: 'observe' });
      press(until, { button: 'mode', target, mode: 'enforce' });
      continue;
    }
    const where = what === 'target' ? ({ what, target } as const) : ({ what } as const);
    press(at, { button: 'pause', ...where });
    press(until, { button: 'resume', ...where });
  }
  for (let count = by.whole(0, 2); count > 0; count--) {
    const at = moment(by);
    const person = by.pick(people);
    press(at, { button: 'disable', person });
    if (by.happens(0.5)) press(at + by.whole(10, 5_000) * MINUTE_MS, { button: 'lift', person });
  }
  for (let count = by.whole(0, 2); count > 0; count--) {
    const at = moment(by);
    const person = SPONSORED_FROM + by.whole(0, 1);
    press(at, { button: 'sponsor', person, by: by.pick(people), days: by.whole(0, 9) });
    if (by.happens(0.4))
      press(at + by.whole(1, 6) * DAY_MS, { button: 'sponsor', person, by: by.pick(people), days: by.whole(0, 9) });
  }
  // an operator looks at the open holds once a day
  for (let day = 1; day < DAYS; day++)
    for (let count = by.whole(0, 3); count > 0; count--)
      press(FIRST_DAY + day * DAY_MS + by.whole(8, 18) * HOUR_MS, { button: by.happens(0.85) ? 'approve' : 'reject' });
  for (let day = 2; day < DAYS; day += by.whole(3, 9))
    press(FIRST_DAY + day * DAY_MS + by.whole(8, 18) * HOUR_MS + 1_000, { button: 'redrive' });
  return steps;
}

function edited(people: readonly number[], targets: readonly TargetName[], by: Chance): readonly Step[] {
  return Array.from(
    { length: by.whole(0, 6) },
    (): Step => ({
      at: moment(by),
      does: 'edit',
      target: by.pick(targets),
      person: by.pick(people),
      edit: by.pick(EDITS),
    }),
  );
}
