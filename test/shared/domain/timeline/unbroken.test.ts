import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
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

  it('comes back by the last of two last days, whichever job is read first', () => {
    const shorter = [joined, lifecycleEvent(7, 'left', { date: '2026-03-10' })];
    const longer = [joined, left, again('2026-04-14')];
    for (const [job, other] of [
      [shorter, longer],
      [longer, shorter],
    ] as const)
      expect(standing(job, other, '2026-04-05')).toMatchObject({ kind: 'ended', isComingBack: true });
  });

  it('does not come back whom an operator sent away while another job went on', () => {
    const sentAway: Override = {
      id: 'o',
      kind: 'access_ended',
      actor: 'ops',
      reason: 'because',
      from: Date.parse('2026-04-01T00:00:00Z'),
      until: UNTIL_LIFTED,
    };
    const engagements = {
      'hr:1': recordAll([joined, left, again('2026-04-10')]).engagement,
      'payroll:9': recordAll([joined]).engagement,
    };
    const { kind, isComingBack } = standingAt(engagements, [sentAway], Date.parse('2026-04-05T12:00:00Z'));
    expect({ kind, isComingBack }).toEqual({ kind: 'ended', isComingBack: undefined });
  });

  it('does not come back to a job of which the offer was taken back, where no other one is over', () => {
    const { kind, isComingBack } = standing(
      [offer, takenBack],
      [lifecycleEvent(6, 'joined', { date: '2026-04-10' })],
      '2026-04-05',
    );
    expect({ kind, isComingBack }).toEqual({ kind: 'ended', isComingBack: undefined });
  });

  it('goes on where the day after the last one is the first one of another job', () => {
    const next = [lifecycleEvent(6, 'joined', { date: '2026-04-01' })];
    expect(standing([joined, left], next, '2026-03-31').kind).toBe('active');
    expect(standing([joined, left], next, '2026-04-01').kind).toBe('active');
  });

  it('does not go on where a day lies between, nor where HR states no last day', () => {
    const next = [lifecycleEvent(6, 'joined', { date: '2026-04-02' })];
    expect(standing([joined, left], next, '2026-04-01').kind).toBe('ended');
    expect(standing([offer, takenBack], next, '2026-04-01').kind).toBe('ended');
  });
});
