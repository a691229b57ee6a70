import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** How a worker with two jobs stands on a day. */
function standing(job: readonly LifecycleEvent[], other: readonly LifecycleEvent[], date: string) {
  const engagements = { 'hr:1': recordAll(job).engagement, 'payroll:9': recordAll(other).engagement };
  return standingAt(engagements, [], Date.parse(`${date}T12:00:00Z`));
}

describe('a worker between two spells', () => {
  const joined = lifecycleEvent(1, 'joined');
  const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
  const again = (date: string) => lifecycleEvent(3, 'rehired', { date });
  const offer = lifecycleEvent(4, 'joined', { date: '2026-03-20' });
  const takenBack = lifecycleEvent(5, 'joined', { date: '2026-03-20', phase: 'cancelled' });

  it.each<[string, LifecycleEvent[], LifecycleEvent[], boolean | undefined]>([
    ['comes back where the next one begins within fourteen days', [joined, left, again('2026-04-15')], [], true],
    ['does not where it begins a day later', [joined, left, again('2026-04-16')], [], undefined],
    ['does not where none is announced', [joined, left], [], undefined],
    ['comes back under another id too', [joined, left], [lifecycleEvent(6, 'joined', { date: '2026-04-10' })], true],
    [
      'comes back though an offer of another job was taken back',
      [joined, left, again('2026-04-10')],
      [offer, takenBack],
      true,
    ],
  ])('%s', (_, job, other, isComingBack) => {
    const { kind, isComingBack: comes } = standing(job, other, '2026-04-05');
    expect({ kind, comes }).toEqual({ kind: 'ended', comes: isComingBack });
  });

  it('goes on where the day after the last one is the first one of another job', () => {
    const next = [lifecycleEvent(6, 'joined', { date: '2026-04-01' })];
    expect(standing([joined, left], next, '2026-03-31').kind).toBe('active');
    expect(standing([joined, left], next, '2026-04-01').kind).toBe('active');
  });
});
