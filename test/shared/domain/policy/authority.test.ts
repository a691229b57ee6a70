import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { Authority } from '../../../../shared/domain/policy/authority.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { accessAt } from '../../../../shared/domain/worker/access-standing.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const NOW = Date.parse('2026-03-10T00:00:00Z');
type Attributes = LifecycleEvent['attributes'];

let n = 0;
const starts = (sourceKey: string, attributes: Attributes, more: { date?: string; order?: string } = {}) => {
  n += 1;
  return lifecycleEvent(n, 'joined', { sourceKey, attributes, ...more });
};

/** Read as they arrive: the first event of a source key is the first of its engagement. */
function read(events: readonly LifecycleEvent[], authority?: Authority, overrides: readonly Override[] = []) {
  const keys = [...new Set(events.map(({ sourceKey }) => sourceKey))];
  const engagements = Object.fromEntries(
    keys.map((key) => [key, recordAll(events.filter(({ sourceKey }) => sourceKey === key)).engagement]),
  );
  return accessAt({ engagements, overrides }, NOW, { startsBeforeDays: 0, endsOn: 'date', authority });
}
const stated = (...asked: Parameters<typeof read>) =>
  Object.fromEntries(read(...asked).engagements.map(({ sourceKey, attributes }) => [sourceKey, attributes]));

const AUTHORITY: Authority = { department: ['workday', 'payroll'], workEmail: ['workday'] };

describe('an attribute for which connections are declared', () => {
  it('is, in all engagements of a worker, what the first of them states; any other stays as each states it', () => {
    const events = [
      starts('workday:1', { department: 'Data', location: 'Lyon' }),
      starts('payroll:7', { department: 'Dept 44', location: 'Berlin' }),
      starts('badge:9', { location: 'Rome' }),
    ];
    expect(stated(events, AUTHORITY)).toEqual({
      'workday:1': { department: 'Data', location: 'Lyon' },
      'payroll:7': { department: 'Data', location: 'Berlin' },
      'badge:9': { department: 'Data', location: 'Rome' },
    });
    expect(read(events, AUTHORITY).engagements.map(({ from }) => from)).toEqual([
      undefined,
      { department: 'workday:1' },
      { department: 'workday:1' },
    ]);
    expect(stated(events)).toMatchObject({ 'payroll:7': { department: 'Dept 44' } });
  });

  it.each([[{}], [{ department: null }], [{ department: ' ' }]])(
    'is what the next one states, where the first one states %o',
    (silent: Attributes) => {
      const events = [starts('workday:1', silent), starts('payroll:7', { department: 'Dept 44' })];
      expect(stated(events, AUTHORITY)['workday:1']).toEqual({ department: 'Dept 44' });
    },
  );

  it('is what each states, where none that is declared states it, or there is one connection only', () => {
    const events = [starts('badge:9', { department: 'Red' }), starts('office:2', { department: 'Blue' })];
    expect(read(events, AUTHORITY)).toEqual(read(events));
    const two = [starts('workday:1', { department: 'Data' }), starts('workday:2', { department: 'Sales' })];
    expect(read(two, AUTHORITY)).toEqual(read(two));
  });

  it('is what the next one states, once the first one’s contract is over', () => {
    const events = [
      starts('workday:1', { department: 'Data', workEmail: 'ada@example.com' }),
      lifecycleEvent(900, 'left', { sourceKey: 'workday:1', date: '2026-03-05' }),
      starts('payroll:7', { department: 'Dept 44' }),
    ];
    expect(stated(events, AUTHORITY)).toEqual({ 'payroll:7': { department: 'Dept 44' } });
    expect(read(events, AUTHORITY).workEmail).toBe('ada@example.com');
  });

  it('is, of several contracts of that connection, in other engagements that of the one which began last', () => {
    const events = [
      starts('workday:2', { department: 'Sales' }, { date: '2026-03-02' }),
      starts('workday:1', { department: 'Data' }, { date: '2026-03-03' }),
      starts('payroll:7', {}),
    ];
    expect(stated(events, AUTHORITY)).toEqual({
      'workday:1': { department: 'Data' },
      'workday:2': { department: 'Sales' },
      'payroll:7': { department: 'Data' },
    });
  });

  it('holds for the work e-mail too, though another connection states one later', () => {
    const events = [
      starts('workday:1', { workEmail: 'ada@example.com' }),
      starts('payroll:7', { workEmail: 'a.l@payroll.example.com' }),
    ];
    expect(read(events).workEmail).toBe('a.l@payroll.example.com');
    expect(read(events, AUTHORITY).workEmail).toBe('ada@example.com');
    const ended = { kind: 'access_ended', actor: 'ops', reason: 'stolen laptop', from: 0, until: NOW + 1 } as const;
    const byOperator = read(events, AUTHORITY, [{ id: 'o1', ...ended }]);
    expect(byOperator).toMatchObject({ kind: 'ended', workEmail: 'ada@example.com' });
  });

  it('does not depend on the order in which events arrive', () => {
    const connection = fc.constantFrom('workday', 'payroll', 'badge');
    const value = fc.constantFrom('Data', 'Sales', null, ' ', undefined);
    const event = fc.record({
      key: fc.tuple(connection, fc.integer({ min: 1, max: 2 })).map(([of, id]) => `${of}:${id}`),
      kind: fc.constantFrom('joined' as const, 'moved' as const, 'left' as const),
      day: fc.integer({ min: 1, max: 14 }),
      department: value,
      location: value,
      workEmail: fc.constantFrom('ada@example.com', 'a.l@example.com', null, undefined),
    });
    const order = fc.uniqueArray(fc.constantFrom('workday', 'payroll', 'badge'), { minLength: 1 });
    const authority = fc.record({ department: order, workEmail: order, location: order }, { requiredKeys: [] });
    const plans = fc
      .array(event, { minLength: 2, maxLength: 8 })
      .map((said) =>
        said.map(({ key, kind, day, ...attributes }, place) =>
          lifecycleEvent(place, kind, {
            sourceKey: key,
            date: `2026-03-${String(day).padStart(2, '0')}`,
            attributes: Object.fromEntries(Object.entries(attributes).filter(([, one]) => one !== undefined)),
          }),
        ),
      )
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), authority),
      );
    fc.assert(
      fc.property(plans, ([events, arrived, declared]) => {
        const [one, other] = [read(events, declared), read(arrived, declared)];
        expect({ ...other, engagements: inOrder(other) }).toEqual({ ...one, engagements: inOrder(one) });
      }),
      { numRuns: 150 },
    );
  });
});

const inOrder = ({ engagements }: ReturnType<typeof read>) =>
  engagements.toSorted((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1));
