import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordEvent } from '../../../../shared/domain/timeline/engagement.ts';
import { dailyLook } from '../../../../shared/domain/worker/daily-look.ts';
import { classNow, nextDue } from '../../../../shared/domain/worker/next-due.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { newWorker, type TargetRecord, type Worker } from '../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
/** When a worker with a date ahead is looked at, if nothing is earlier. */
const daily = dailyLook('w1', now);
const record = (more: Partial<TargetRecord>): TargetRecord => ({
  state: 'waiting',
  since: now,
  because: '',
  accounts: [],
  failures: 0,
  refusals: [],
  ...more,
});

function worker(events: readonly LifecycleEvent[], targets: Worker['targets'] = {}): Worker {
  const engagement = events.reduce((known, event) => recordEvent(known, event).engagement, NO_ENGAGEMENT);
  return { ...newWorker('w1', 'salt'), engagements: { 'hr:1': engagement }, targets };
}

const dueOf = (one: Worker) => nextDue(one, standingAt(one.engagements, one.overrides, now), now);
const joined = lifecycleEvent(1, 'joined', { date: '2026-02-01' });

describe('when a worker is due next', () => {
  it('is never while nothing is expected', () => {
    expect(dueOf(worker([joined], { a: record({ state: 'converged' }) }))).toBeUndefined();
  });

  it('is the first look of any target, in that target’s line', () => {
    const targets = { a: record({ lookAt: now + 9 }), b: record({ lookAt: now + 5 }) };
    expect(dueOf(worker([joined], targets))).toEqual({ at: now + 5, class: 'rest', target: 'b' });
  });

  it('is for a joiner or mover where something could not be done', () => {
    const targets = { a: record({ lookAt: now + 9, isUndone: true }) };
    expect(dueOf(worker([joined], targets))).toEqual({ at: now + 9, class: 'joiner-mover', target: 'a' });
  });

  it('is for an ending, whatever target is waited for, while a leaver’s access stands', () => {
    const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });
    const targets = { a: record({ lookAt: now + 9 }), b: record({ lookAt: now + 5, pendingDisable: true }) };
    expect(dueOf(worker([joined, left], targets))).toStrictEqual({ at: now + 5, class: 'ending' });
    expect(dueOf(worker([joined, left], { b: targets.b }))).toEqual({ at: now + 5, class: 'pending-disable' });
    // held for a question whose answer changes nothing about this leaver's access
    expect(dueOf(worker([joined, left], { a: record({ state: 'held', overAt: now, lookAt: now + 9 }) }))).toEqual({
      at: now + 9,
      class: 'rest',
      target: 'a',
    });
  });

  it('is in the line of endings already while an ending is announced, behind any number of moves', () => {
    const ahead = [
      lifecycleEvent(2, 'moved', { date: '2026-04-01' }),
      lifecycleEvent(3, 'moved', { date: '2026-05-01' }),
      lifecycleEvent(4, 'left', { date: '2026-06-30' }),
    ];
    const one = worker([joined, ...ahead], { a: record({ lookAt: now + HOUR_MS }) });
    expect(dueOf(one)).toEqual({ at: now + HOUR_MS, class: 'ending' });
    expect(dueOf({ ...one, targets: {} })).toEqual({ at: daily, class: 'ending' });
  });

  it('is no ending’s line for one who has left, comes back and leaves again', () => {
    const events = [
      lifecycleEvent(2, 'left', { date: '2026-02-20' }),
      lifecycleEvent(3, 'rehired', { date: '2026-05-01' }),
      lifecycleEvent(4, 'left', { date: '2026-06-30' }),
    ];
    expect(dueOf(worker([joined, ...events]))).toEqual({
      at: daily,
      class: 'joiner-mover',
    });
  });

  it('knows of endings that lie behind as many as 23 other dates', () => {
    const day = (n: number) => `2026-04-${String(n).padStart(2, '0')}`;
    const moves = (count: number) =>
      Array.from({ length: count }, (_, n) => lifecycleEvent(n + 2, 'moved', { date: day(n + 1) }));
    const left = lifecycleEvent(40, 'left', { date: '2026-06-30' });
    expect(dueOf(worker([joined, ...moves(23), left]))).toEqual({ at: daily, class: 'ending' });
    expect(dueOf(worker([joined, ...moves(24), left]))).toEqual({ at: daily, class: 'joiner-mover' });
  });

  it('is at once where an end came while the worker was being checked', () => {
    const one = worker([joined, lifecycleEvent(2, 'left', { date: '2026-03-01' })], {
      a: record({ state: 'converged', lookAt: now + 20 * HOUR_MS }),
    });
    const midnight = Date.parse('2026-03-02T00:00:00Z');
    const read = standingAt(one.engagements, one.overrides, midnight - 5_000);
    expect(nextDue(one, read, midnight + 5_000)).toEqual({ at: midnight + 5_000, class: 'ending' });
    expect(nextDue(one, read, midnight)).toEqual({ at: midnight, class: 'ending' });
  });

  it('is at the first day of a joiner', () => {
    const later = worker([lifecycleEvent(1, 'joined', { date: '2026-03-09' })]);
    const dayBefore = Date.parse('2026-03-08T23:30:00Z');
    const standing = standingAt(later.engagements, later.overrides, dayBefore);
    expect(nextDue(later, standing, dayBefore)).toEqual({
      at: Date.parse('2026-03-09T00:00:00Z'),
      class: 'joiner-mover',
    });
  });

  it('is within 25 hours for a worker with a date ahead, so that its instant is read anew', () => {
    const kinds = fc.constantFrom('joined', 'left', 'moved', 'rehired');
    const days = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, days), { minLength: 1, maxLength: 5 }), (said) => {
        const events = said.map(([kind, day], n) =>
          lifecycleEvent(n, kind, { date: new Date(now + (day - 300) * 24 * HOUR_MS).toISOString().slice(0, 10) }),
        );
        const one = worker(events, { a: record({ state: 'converged' }) });
        const { changesAt } = standingAt(one.engagements, one.overrides, now);
        const due = dueOf(one)?.at;
        expect(due === undefined).toBe(changesAt === undefined);
        expect(due ?? now).toBeLessThanOrEqual(Math.min(changesAt ?? now, now + 25 * HOUR_MS));
      }),
    );
  });
});

describe('the line of a worker who is made due', () => {
  const classOf = (one: Worker, isNews: boolean) =>
    classNow(one, now, { standing: standingAt(one.engagements, one.overrides, now), isNews });
  const settled = { a: record({ state: 'converged' }) };
  const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });

  it('is that of endings for a leaver, unless their access is over and nothing was said', () => {
    expect(classOf(worker([joined, left], { a: record({}) }), false)).toBe('ending');
    expect(classOf(worker([joined, left]), false)).toBe('ending');
    const over = { a: record({ state: 'held', overAt: now }) };
    expect(classOf(worker([joined, left], over), true)).toBe('ending');
    expect(classOf(worker([joined, left], over), false)).toBe('rest');
    expect(classOf(worker([joined, left], settled), false)).toBe('ending');
    expect(classOf(worker([joined, left], { ...over, b: record({}) }), false)).toBe('ending');
  });

  it('is that of endings for one who is announced to leave, of joiners and movers for one who is not settled', () => {
    expect(classOf(worker([joined, lifecycleEvent(3, 'left', { date: '2026-09-01' })], settled), false)).toBe('ending');
    expect(classOf(worker([joined], settled), false)).toBe('rest');
    expect(classOf(worker([joined], settled), true)).toBe('joiner-mover');
    expect(classOf(worker([joined]), false)).toBe('joiner-mover');
    expect(classOf(worker([joined], { ...settled, b: record({ state: 'waiting' }) }), false)).toBe('joiner-mover');
    expect(classOf(worker([joined, lifecycleEvent(3, 'moved', { date: '2026-09-01' })], settled), false)).toBe('rest');
  });
});
