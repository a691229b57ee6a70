import { describe, expect, it } from 'vitest';

import { KINDS, type LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  contractOf,
  dateOf,
  type Fact,
  factKind,
  hasBegun,
  isDated,
  type Statement,
  saidKind,
  statementOf,
  turnText,
} from '../../../../shared/domain/timeline/statement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** What is said of an engagement by an event that is understood. */
function said(event: LifecycleEvent): Statement {
  const statement = statementOf(event);
  if (!statement) throw new Error('says nothing of an engagement');
  return statement;
}
function fact(event: LifecycleEvent): Fact {
  const statement = said(event);
  if (!isDated(statement)) throw new Error('says no date');
  return statement;
}
const undated = (n: number, kind: LifecycleEvent['kind'], more: Partial<LifecycleEvent> = {}) =>
  lifecycleEvent(n, kind, { effective: null, ...more });

describe('the kind of a fact', () => {
  it('is a start, a move or an end', () => {
    expect(Object.fromEntries(KINDS.map((kind) => [kind, factKind({ kind })]))).toEqual({
      joined: 'joined',
      rehired: 'joined',
      moved: 'moved',
      identity_changed: 'moved',
      left: 'left',
      leave_started: 'moved',
      leave_ended: 'moved',
      converted: 'moved',
      record_deleted: 'left',
      observed: 'moved',
    });
  });

  it('is still distinguished by what HR called it', () => {
    const kinds = (['joined', 'rehired', 'moved', 'identity_changed', 'left'] as const).map((kind) => [
      kind,
      saidKind(said(lifecycleEvent(1, kind))),
    ]);
    expect(kinds).toEqual(kinds.map(([kind]) => [kind, kind]));
  });
});

describe('what an event says of an engagement', () => {
  const attributes = { department: 'Data' };

  it('is all that takes part in deciding about access', () => {
    const event = lifecycleEvent(1, 'joined', { attributes, supersedes: 'evt_0', engagementId: 'A' });
    const { id, phase, effective, occurredAt, order } = event;
    expect(statementOf(event)).toEqual({
      id,
      kind: 'joined',
      phase,
      effective,
      attributes,
      occurredAt,
      order,
      engagementId: 'A',
      supersedes: 'evt_0',
    });
  });

  it.each<[string, LifecycleEvent, Partial<Statement>]>([
    ['a rehire as a start', lifecycleEvent(1, 'rehired'), { kind: 'joined', isRehire: true }],
    ['a new address as a move', lifecycleEvent(1, 'identity_changed'), { kind: 'moved', isIdentity: true }],
    ['an end', lifecycleEvent(1, 'left'), { kind: 'left' }],
    ['an end without a date', undated(1, 'left'), { kind: 'left', effective: null }],
  ])('has %s', (_, event, more) => {
    const { id, phase, effective, occurredAt, order } = event;
    expect(statementOf(event)).toStrictEqual({ id, phase, effective, attributes: {}, occurredAt, order, ...more });
  });

  it('has nothing of the attributes that come with a cancellation', () => {
    expect(said(lifecycleEvent(1, 'moved', { attributes, phase: 'corrected' })).attributes).toEqual(attributes);
    expect(said(lifecycleEvent(1, 'moved', { attributes, phase: 'cancelled' })).attributes).toEqual({});
  });

  it('has a new address without a date from the moment that HR said it', () => {
    expect(said(undated(1, 'identity_changed')).effective).toEqual({
      date: '2026-02-01',
      boundary: 'instant',
      timeZone: 'UTC',
      zoneAssumed: true,
      instant: Date.parse('2026-02-01T00:00:01Z'),
      immediate: false,
    });
  });

  it.each<[string, LifecycleEvent]>([
    ['a start without a date', undated(1, 'joined')],
    ['a move without a date', undated(1, 'moved', { phase: 'corrected' })],
    ['a leave without a date', undated(1, 'leave_started')],
    ['a conversion without a date', undated(1, 'converted')],
  ])('is nothing of %s', (_, event) => {
    expect(statementOf(event)).toBeUndefined();
  });

  it('is what is taken back, also where no date is said', () => {
    expect(said(undated(1, 'moved', { phase: 'cancelled' }))).toMatchObject({ kind: 'moved', effective: null });
  });

  it('has a date and a contract, empty where HR said none', () => {
    expect([dateOf, contractOf].map((of) => of(said(undated(1, 'left'))))).toEqual(['', '']);
    const event = lifecycleEvent(1, 'left', { date: '2026-03-31', engagementId: 'A' });
    expect([dateOf, contractOf].map((of) => of(said(event)))).toEqual(['2026-03-31', 'A']);
  });
});

describe('what HR says', () => {
  const at = (instant: string) => Date.parse(instant);

  it('has begun at its very instant, and not before', () => {
    const start = said(lifecycleEvent(1, 'joined', { date: '2026-03-01' }));
    expect([at('2026-02-28T23:59:59.999Z'), at('2026-03-01T00:00:00Z')].map((now) => hasBegun(start, now))).toEqual([
      false,
      true,
    ]);
  });

  it('has never begun, where it is an end without a date', () => {
    expect(hasBegun(said(undated(1, 'left')), at('2099-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('a start or an end as text', () => {
  const instant = Date.parse('2026-03-31T15:00:00Z');
  const atInstant = { date: '2026-03-31', boundary: 'instant', timeZone: 'Europe/Berlin', instant } as const;

  it.each<[string, LifecycleEvent, string]>([
    ['says what, when and where', lifecycleEvent(1, 'joined'), 'joined  2026-03-01 start_of_day UTC  false'],
    [
      'says the contract, and that it is a rehire',
      lifecycleEvent(1, 'rehired', { engagementId: 'A' }),
      'rehired A 2026-03-01 start_of_day UTC  false',
    ],
    [
      'says the instant, and that it acts at once',
      lifecycleEvent(1, 'left', { effective: { ...atInstant, immediate: true } }),
      `left  2026-03-31 instant Europe/Berlin ${instant} true`,
    ],
    [
      'says the dates beside that of an ending',
      lifecycleEvent(1, 'left', {
        effective: {
          date: '2026-03-31',
          boundary: 'end_of_day',
          timeZone: 'UTC',
          immediate: false,
          lastDayWorked: '2026-03-10',
          gardenLeaveFrom: '2026-03-15',
        },
      }),
      'left  2026-03-31 end_of_day UTC  false lastDayWorked=2026-03-10 gardenLeaveFrom=2026-03-15',
    ],
  ])('%s', (_, event, text) => {
    expect(turnText(fact(event))).toBe(text);
  });

  it('is the same of two events that say the same', () => {
    const again = lifecycleEvent(9, 'joined', { attributes: { department: 'Data' }, phase: 'scheduled' });
    expect(turnText(fact(again))).toBe(turnText(fact(lifecycleEvent(1, 'joined'))));
  });
});
