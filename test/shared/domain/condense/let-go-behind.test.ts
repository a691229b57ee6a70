import { describe, expect, it } from 'vitest';
import { without } from '../../../../shared/domain/condense/let-go.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  type Behind,
  type Engagement,
  recordAll,
  statementsOf,
} from '../../../../shared/domain/timeline/engagement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const engagementOf = (...events: LifecycleEvent[]): Engagement => recordAll(events).engagement;

/** What is remembered of the statements of these ids once they are let go of, in this order. */
function behind(engagement: Engagement, ...ids: string[]): Behind | undefined {
  const statements = statementsOf(engagement);
  return without(engagement, new Set(ids.flatMap((id) => statements.find((one) => one.id === id) ?? []))).behind;
}

const inZone = (event: LifecycleEvent, timeZone: string, zoneAssumed = false): LifecycleEvent => ({
  ...event,
  effective: { ...event.effective!, timeZone, zoneAssumed },
});

const joined = lifecycleEvent(1, 'joined');
const later = lifecycleEvent(2, 'moved', { date: '2026-03-20' });
const sooner = lifecycleEvent(3, 'moved', { date: '2026-03-10' });

describe('of the statements that went is remembered', () => {
  it.each([[['evt_2', 'evt_3']], [['evt_3', 'evt_2']]])(
    'how new the newest is, and where the last one stood: %j',
    (ids) => {
      expect(behind(engagementOf(joined, later, sooner), ...ids)).toEqual({
        order: sooner.order,
        zone: { order: sooner.order, timeZone: 'UTC' },
        lastFact: { at: Date.parse('2026-03-20'), order: later.order },
      });
    },
  );

  it('the zone that HR stated last among them, and no zone that was assumed', () => {
    const events = [
      joined,
      inZone(later, 'Asia/Tokyo'),
      inZone(sooner, 'Europe/Berlin'),
      inZone(lifecycleEvent(4, 'moved'), 'UTC', true),
    ];
    const zone = { order: sooner.order, timeZone: 'Europe/Berlin' };
    expect(behind(engagementOf(...events), 'evt_2', 'evt_3', 'evt_4')?.zone).toEqual(zone);
  });

  it('no zone where none was stated, and no place in the timeline where none was in force', () => {
    const taken = inZone(later, 'UTC', true);
    const back = inZone(lifecycleEvent(3, 'moved', { date: '2026-03-20', phase: 'cancelled' }), 'UTC', true);
    expect(behind(engagementOf(joined, taken, back), 'evt_2', 'evt_3')).toEqual({ order: back.order });
  });

  /** What was remembered before of a move that was said as the n-th word, with effect at that noon. */
  const remembered = (n: number, noon: string): Behind => {
    const { order } = lifecycleEvent(n, 'moved');
    return {
      order,
      zone: { order, timeZone: 'Asia/Tokyo' },
      lastFact: { at: Date.parse(`${noon}T12:00:00Z`), order },
      hasTurns: true,
    };
  };
  const ofSooner: Behind = {
    order: sooner.order,
    zone: { order: sooner.order, timeZone: 'UTC' },
    lastFact: { at: Date.parse('2026-03-10'), order: sooner.order },
  };

  it.each<[string, Behind, Behind]>([
    ['what was remembered before, where that is newer', remembered(9, '2026-03-15'), remembered(9, '2026-03-15')],
    ['what is newer than was remembered before', remembered(0, '2026-03-05'), { ...ofSooner, hasTurns: true }],
    ['all, where of those before only the order is known', { order: joined.order }, ofSooner],
  ])('%s', (_name, known, expected) => {
    expect(behind({ ...engagementOf(joined, later, sooner), behind: known }, 'evt_3')).toEqual(expected);
  });
});

describe('a start or an end that went', () => {
  const same = (n: number) => lifecycleEvent(n, 'left', { date: '2026-03-31' });
  const other = (n: number) => lifecycleEvent(n, 'left', { date: '2026-04-30' });

  it.each<[string, LifecycleEvent[], string[], true | undefined]>([
    ['counts', [same(2)], ['evt_2'], true],
    ['counts beside a move that went, too', [later, sooner, same(4)], ['evt_3', 'evt_4'], true],
    [
      'says nothing more than an older and a newer one that say the same',
      [same(2), same(3), same(4)],
      ['evt_3'],
      undefined,
    ],
    ['says more than an older one', [same(2), same(3)], ['evt_3'], true],
    ['says more than a newer one', [same(3), same(4)], ['evt_3'], true],
    ['says more than others of other days', [other(2), same(3), other(4)], ['evt_3'], true],
    ['says more where the older one goes, too', [same(2), same(3), same(4)], ['evt_2', 'evt_3'], true],
    ['says more where the newer one goes, too', [same(2), same(3), same(4)], ['evt_3', 'evt_4'], true],
    ['is none where moves alone went', [same(4), later], ['evt_2'], undefined],
    ['is none where a move between two of them went', [same(1), later, same(3)], ['evt_2'], undefined],
  ])('%s', (_name, events, ids, hasTurns) => {
    expect(behind(engagementOf(...events), ...ids)?.hasTurns).toBe(hasTurns);
  });
});
