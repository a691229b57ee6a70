import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../shared/domain/timeline/engagement-at.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const inZone = (event: LifecycleEvent, timeZone: string): LifecycleEvent => ({
  ...event,
  effective: event.effective && { ...event.effective, timeZone },
});

const joined = lifecycleEvent(1, 'joined', { date: '2026-03-01' });
const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
const move = lifecycleEvent(3, 'moved', { date: '2026-03-15' });

describe('the zone in which the days of an engagement begin', () => {
  const [tokyo, berlin, lima] = ['Asia/Tokyo', 'Europe/Berlin', 'America/Lima'];
  const zoneOf = (date: string, ...events: readonly LifecycleEvent[]) =>
    readEngagement('hr:1', recordAll(events).engagement, Date.parse(date)).current.timeZone;
  const later = lifecycleEvent(4, 'moved', { date: '2026-05-01' });

  it('is the one that was stated last of what holds', () => {
    const all = [inZone(joined, tokyo), inZone(move, berlin), inZone(left, lima), later];
    expect(zoneOf('2026-03-10', ...all)).toBe(tokyo);
    expect(zoneOf('2026-03-20', ...all)).toBe(berlin);
    expect(zoneOf('2026-04-20', ...all)).toBe(lima);
  });

  it('is the one of the announced start before anything holds', () => {
    expect(zoneOf('2026-02-10', inZone(joined, tokyo), left)).toBe(tokyo);
  });

  it('is the one of the last word where only moves and an end are announced', () => {
    expect(zoneOf('2026-02-10', inZone(left, tokyo))).toBe(tokyo);
    expect(zoneOf('2026-02-10', move, left, inZone(later, lima))).toBe(lima);
  });
});
