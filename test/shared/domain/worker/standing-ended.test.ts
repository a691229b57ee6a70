import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** How a worker stands on 5 April, of whose engagements HR said this; in the order in which they are kept. */
const standing = (...jobs: readonly (readonly LifecycleEvent[])[]) =>
  standingAt(
    Object.fromEntries(jobs.map((events, n) => [`hr:${n}`, recordAll(events).engagement])),
    [],
    Date.parse('2026-04-05T12:00:00Z'),
  );
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`);

const first = [lifecycleEvent(1, 'joined'), lifecycleEvent(2, 'left', { date: '2026-03-20' })];
const second = [lifecycleEvent(3, 'joined'), lifecycleEvent(4, 'left', { date: '2026-03-31' })];
const toCome = [lifecycleEvent(5, 'joined', { date: '2026-05-01' })];
const current = [lifecycleEvent(6, 'joined', { date: '2026-03-10' })];
const offer = [lifecycleEvent(7, 'joined', { date: '2026-05-01' })];
const takenBack = [...offer, lifecycleEvent(8, 'joined', { date: '2026-05-01', phase: 'cancelled' })];

describe('a worker of whom no engagement goes on', () => {
  it('has left with the last of them, in whichever order they are kept', () => {
    for (const jobs of [
      [first, second],
      [second, first],
      [toCome, second, first],
      [second, first, toCome],
    ])
      expect(standing(...jobs)).toMatchObject({
        kind: 'ended',
        endedAt: midnight('2026-04-01'),
        basis: ['evt_2', 'evt_4'],
      });
  });

  it('has left by HR’s end, and no offer was taken back', () => {
    const { engagements, ...rest } = standing(first);
    expect(engagements).toHaveLength(1);
    expect(rest).toStrictEqual({ kind: 'ended', basis: ['evt_2'], endedAt: midnight('2026-03-21') });
  });

  it('was never to come, where HR took the offer back', () => {
    const { engagements, ...rest } = standing(takenBack);
    expect(engagements).toHaveLength(1);
    expect(rest).toStrictEqual({
      kind: 'ended',
      basis: ['evt_8'],
      endedAt: lifecycleEvent(8, 'joined').occurredAt,
      isRescinded: true,
    });
  });

  it('has left, where the end came after an offer of another job was taken back', () => {
    for (const jobs of [
      [takenBack, second],
      [second, takenBack],
    ])
      expect(standing(...jobs)).not.toHaveProperty('isRescinded');
  });
});

describe('a worker of whom one engagement goes on', () => {
  it('stands so by that one alone, and no end is shown', () => {
    for (const jobs of [
      [first, current, takenBack, toCome],
      [toCome, takenBack, current, first],
    ]) {
      const { engagements, ...rest } = standing(...jobs);
      expect(engagements).toMatchObject([{ startDate: '2026-03-10' }]);
      expect(rest).toStrictEqual({ kind: 'active', basis: ['evt_6'], changesAt: midnight('2026-05-01') });
    }
  });
});
