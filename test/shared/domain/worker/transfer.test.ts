import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { isTransfer } from '../../../../shared/domain/worker/transfer.ts';
import { lifecycleEvent } from '../../../support/events.ts';

type Engagements = Parameters<typeof isTransfer>[0];

/** A worker of whom HR speaks under as many source keys as there are lists. */
const worker = (...lists: readonly (readonly LifecycleEvent[])[]): Engagements => ({
  engagements: Object.fromEntries(lists.map((events, index) => [`hr:${index}`, recordAll(events).engagement])),
});
const start = (date: string, n = 1) => lifecycleEvent(n, 'joined', { date });
const end = (date: string, n = 2) => lifecycleEvent(n, 'left', { date });
const move = lifecycleEvent(3, 'moved', { date: '2026-03-01' });

describe('a newcomer may be a worker whose contract moves', () => {
  const leaver = worker([start('2026-01-01'), end('2026-03-31')]);

  it.each<[string, Engagements, Engagements]>([
    ['where they begin on the day after the last day', leaver, worker([start('2026-04-01')])],
    ['where they begin on the last day', leaver, worker([start('2026-03-31')])],
    ['where they began long before', leaver, worker([start('2025-06-01')])],
    ['by the earliest of their starts', leaver, worker([start('2026-04-01'), start('2026-09-01', 2)])],
    ['by their start, whatever else was said', leaver, worker([start('2026-04-01'), move, end('2026-12-31')])],
    [
      'by the last day of all under one id',
      worker([start('2026-01-01'), end('2026-02-28'), start('2026-03-15', 4), end('2026-05-31', 5)]),
      worker([start('2026-06-01')]),
    ],
    [
      'by the last day of all ids',
      worker([start('2026-01-01'), end('2026-05-31')], [start('2026-01-01'), end('2026-03-31')]),
      worker([start('2026-06-01')]),
    ],
    [
      'by a last day of a worker whose start HR never stated',
      worker([end('2026-03-31')]),
      worker([start('2026-04-01')]),
    ],
    [
      'by a last day that is the first one, too',
      worker([start('2026-03-31'), end('2026-03-31')]),
      worker([start('2026-04-01')]),
    ],
  ])('%s', (_name, known, newcomer) => {
    expect(isTransfer(known, newcomer)).toBe(true);
  });

  it.each<[string, Engagements, Engagements]>([
    ['where a day lies between', leaver, worker([start('2026-04-02')])],
    ['where the newcomer never starts', leaver, worker([move])],
    ['where HR said nothing of the newcomer', leaver, worker()],
    ['where the worker has no last day', worker([start('2026-01-01')]), worker([start('2026-04-01')])],
    [
      'where the worker starts again after the last day',
      worker([start('2026-01-01'), end('2026-03-31'), start('2026-06-01', 4)]),
      worker([start('2026-04-01')]),
    ],
    [
      'where the worker goes on under another id',
      worker([start('2026-01-01'), end('2026-03-31')], [start('2026-01-01')]),
      worker([start('2026-04-01')]),
    ],
    ['where HR said nothing of the worker', worker(), worker([start('2026-04-01')])],
    ['where HR said of the worker only that they moved', worker([move]), worker([start('2026-04-01')])],
  ])('but not %s', (_name, known, newcomer) => {
    expect(isTransfer(known, newcomer)).toBe(false);
  });
});
