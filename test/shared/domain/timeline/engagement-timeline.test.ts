import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  type Engagement,
  NO_ENGAGEMENT,
  recordEvent,
  timeline,
} from '../../../../shared/domain/timeline/engagement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const record = (events: readonly LifecycleEvent[], before: Engagement = NO_ENGAGEMENT): Engagement =>
  events.reduce((engagement, event) => recordEvent(engagement, event).engagement, before);
const startOf = (date: string) => new Date(`${date}T00:00:00Z`).toISOString();
/** The facts in force with the instants at which they count. */
const timelineOf = (...events: readonly LifecycleEvent[]) =>
  timeline(record(events)).map(({ at, fact }) => [fact.id, new Date(at).toISOString()]);

describe('the timeline of one source key', () => {
  const start = lifecycleEvent(1, 'joined');
  const anEarlierMove = lifecycleEvent(2, 'moved', { date: '2026-02-10' });
  const undatedAddress = lifecycleEvent(3, 'identity_changed', { effective: null });
  const said = new Date(undatedAddress.occurredAt).toISOString();

  it('is in the order of the days, whatever was said first', () => {
    const dates = ['2026-03-20', '2026-03-10', '2026-03-15'];
    const moves = dates.map((date, index) => lifecycleEvent(index + 2, 'moved', { date }));
    expect(timelineOf(start, ...moves)).toEqual([
      ['evt_1', startOf('2026-03-01')],
      ['evt_3', startOf('2026-03-10')],
      ['evt_4', startOf('2026-03-15')],
      ['evt_2', startOf('2026-03-20')],
    ]);
  });

  it('has the newer of two of one day later', () => {
    const same = lifecycleEvent(2, 'moved');
    expect(timelineOf(same, start)).toEqual([
      ['evt_1', startOf('2026-03-01')],
      ['evt_2', startOf('2026-03-01')],
    ]);
  });

  it('has a new address that was said before the first day as the address of the first day', () => {
    expect(timelineOf(start, undatedAddress)).toEqual([
      ['evt_1', startOf('2026-03-01')],
      ['evt_3', startOf('2026-03-01')],
    ]);
  });

  it('takes the first day for that, not the start that was said first', () => {
    const earlierStart = lifecycleEvent(2, 'joined', { date: '2026-02-10' });
    expect(timelineOf(start, earlierStart, undatedAddress)).toEqual([
      ['evt_2', startOf('2026-02-10')],
      ['evt_3', startOf('2026-02-10')],
      ['evt_1', startOf('2026-03-01')],
    ]);
  });

  it('has a new address of a later day on that day', () => {
    const later = lifecycleEvent(3, 'identity_changed', { date: '2026-03-10' });
    expect(timelineOf(start, later)).toEqual([
      ['evt_1', startOf('2026-03-01')],
      ['evt_3', startOf('2026-03-10')],
    ]);
  });

  it('has an address that was said before the start was announced when it was said', () => {
    const announcedLater = lifecycleEvent(4, 'joined');
    expect(timelineOf(undatedAddress, announcedLater)).toEqual([
      ['evt_3', said],
      ['evt_4', startOf('2026-03-01')],
    ]);
  });

  it('has a new address of a worker whose start HR never announced when it was said', () => {
    expect(timelineOf(undatedAddress)).toEqual([['evt_3', said]]);
    expect(timelineOf(anEarlierMove, undatedAddress)).toEqual([
      ['evt_3', said],
      ['evt_2', startOf('2026-02-10')],
    ]);
    expect(timelineOf(start, anEarlierMove, undatedAddress)).toEqual([
      ['evt_3', said],
      ['evt_2', startOf('2026-02-10')],
      ['evt_1', startOf('2026-03-01')],
    ]);
  });
});

describe('a date without a zone', () => {
  const inZone = (n: number, date: string, timeZone: string, zoneAssumed = false) =>
    lifecycleEvent(n, 'moved', {
      effective: { date, boundary: 'start_of_day', timeZone, immediate: false, ...(zoneAssumed && { zoneAssumed }) },
    });
  const berlin = inZone(2, '2026-03-10', 'Europe/Berlin');
  const tokyo = inZone(4, '2026-03-11', 'Asia/Tokyo');
  const assumed = (n: number) => inZone(n, '2026-03-20', 'UTC', true);
  /** Tokyo was stated by an event of which only the history still knows. */
  const behind: Engagement = {
    ...NO_ENGAGEMENT,
    behind: { order: tokyo.order, zone: { order: tokyo.order, timeZone: 'Asia/Tokyo' } },
  };

  it.each<[string, LifecycleEvent[], Engagement, string]>([
    ['is in that of the connection where HR never stated one', [assumed(5)], NO_ENGAGEMENT, 'UTC'],
    ['is in that which HR stated before', [berlin, assumed(5)], NO_ENGAGEMENT, 'Europe/Berlin'],
    ['is in that which HR stated last before', [berlin, tokyo, assumed(5)], NO_ENGAGEMENT, 'Asia/Tokyo'],
    ['is not in one that HR stated later', [berlin, tokyo, assumed(3)], NO_ENGAGEMENT, 'Europe/Berlin'],
    ['is in one of which only the history still knows', [assumed(5)], behind, 'Asia/Tokyo'],
    ['is in the one of the history where that is newer', [berlin, assumed(5)], behind, 'Asia/Tokyo'],
    [
      'is in the one that is kept where that is newer',
      [inZone(6, '2026-03-10', 'Europe/Berlin'), assumed(7)],
      behind,
      'Europe/Berlin',
    ],
    ['is not in one of the history that HR stated later', [assumed(3)], behind, 'UTC'],
    [
      'is not in one of the history that HR stated later than the one before',
      [berlin, assumed(3)],
      behind,
      'Europe/Berlin',
    ],
  ])('%s', (_, events, before, timeZone) => {
    const { facts } = record(events, before);
    expect(facts.find(({ effective }) => effective.zoneAssumed)?.effective.timeZone).toBe(timeZone);
  });
});
