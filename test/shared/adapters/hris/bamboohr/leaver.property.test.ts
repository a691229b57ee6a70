import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bamboohrConnection } from '../../../../../shared/adapters/hris/bamboohr/bamboohr.ts';
import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../../shared/domain/timeline/engagement.ts';
import { accessAt } from '../../../../../shared/domain/worker/access-standing.ts';
import { bamboohrDelivery } from '../../../../support/bamboohr.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-02-01T10:00:00Z');
const LATER = FIRST + 200 * DAY_MS;
const bamboohr = bamboohrConnection({ name: 'hr', toleranceSeconds: 10_800, defaultTimeZone: 'Europe/Berlin' });
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

type Fields = Readonly<Record<string, string | null>>;
const HIRED: Fields = {
  hireDate: '2025-10-24',
  originalHireDate: null,
  terminationDate: null,
  status: 'Active',
  employmentStatus: 'Full-Time',
  department: 'Data',
  workEmail: 'ada@example.com',
};

/** What HR may do to an employee's record, by the fields that it changes; `day` is a date near the day of the edit. */
const EDITS: Readonly<Record<string, (day: string, now: Fields) => Fields>> = {
  'moves the hire date': (day) => ({ hireDate: day }),
  'changes the department': (day) => ({ department: day }),
  'sends them on leave': () => ({ employmentStatus: 'Leave of absence' }),
  'states a last day': (day) => ({ terminationDate: day }),
  'takes the last day back': () => ({ terminationDate: null }),
  'makes them inactive': () => ({ status: 'Inactive' }),
  'makes them active': () => ({ status: 'Active', terminationDate: null }),
  'hires them again': (day, { hireDate = null }) => ({ hireDate: day, originalHireDate: hireDate, status: 'Active' }),
  terminates: (day) => ({ status: 'Inactive', employmentStatus: 'Terminated', terminationDate: day }),
};
const LAST = ['makes them inactive', 'states a last day', 'terminates'] as const;

const edit = (names: readonly string[], most: number) =>
  fc.record({
    name: fc.constantFrom(...names),
    day: fc.integer({ min: -15, max: most }),
    hasTime: fc.boolean(),
    /** The webhook did not arrive. */
    isLost: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    /** Fields that the webhook is not asked to send. */
    without: fc.subarray(['employmentStatus', 'hireDate', 'originalHireDate', 'workEmail'], { maxLength: 2 }),
  });
type Edit = ReturnType<typeof edit> extends fc.Arbitrary<infer One> ? One : never;

/** What a company's record says in the end, and the events that its deliveries make. */
function played(edits: readonly Edit[]) {
  let now = HIRED;
  const events: LifecycleEvent[] = [];
  let isUnderstood = true;
  for (const [index, { name, day, hasTime, isLost, without }] of edits.entries()) {
    const at = FIRST + (index + 1) * DAY_MS;
    const changes = EDITS[name]?.(dateOf(at + day * DAY_MS), now) ?? {};
    now = { ...now, ...changes };
    const isLast = index === edits.length - 1;
    if (isLost && !isLast) continue;
    const changed = Object.keys(changes);
    const sent = Object.entries(now).filter(([field]) => changed.includes(field) || !without.includes(field));
    const fields = Object.fromEntries(sent.map(([field, value]) => [field, value ?? '']));
    const timestamp = hasTime ? { timestamp: new Date(at).toISOString() } : {};
    const delivery = bamboohrDelivery(
      [{ id: '7', action: index === 0 ? 'Created' : 'Updated', changedFields: changed, fields, ...timestamp }],
      {
        at,
      },
    );
    const said = bamboohr.normalise(delivery, { at: at + 1_000, turn: String(index).padStart(4, '0') });
    events.push(...said.events);
    if (isLast) isUnderstood = said.unintelligible.length + said.unknown.length === 0;
  }
  return { events, isUnderstood, hiredAfter: (now['hireDate'] ?? '') > (now['terminationDate'] ?? '9') };
}

describe('an employee whom BambooHR ended last', () => {
  it('has no access afterwards, or a person is asked, whatever was edited before and whichever webhook was lost', () => {
    const created = { name: '', day: 0, hasTime: true, isLost: false, without: [] };
    fc.assert(
      fc.property(fc.array(edit(Object.keys(EDITS), 15), { maxLength: 6 }), edit(LAST, 0), (edits, last) => {
        const { events, isUnderstood, hiredAfter } = played([created, ...edits, last]);
        if (!isUnderstood || hiredAfter) return;
        const { engagement } = recordAll(events);
        const access = { startsBeforeDays: 0, endsOn: 'date' } as const;
        const { kind, questions = [] } = accessAt(
          { engagements: { 'hr:7': engagement }, overrides: [] },
          LATER,
          access,
        );
        expect(kind === 'ended' || questions.length > 0, `${kind}, and no person is asked`).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});
