import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  type Engagement,
  NO_ENGAGEMENT,
  recordAll as recordAtOnce,
  recordEvent,
  statementsOf,
  timeline,
} from '../../../../shared/domain/timeline/engagement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const recordAll = (events: readonly LifecycleEvent[]): Engagement =>
  events.reduce((engagement, event) => recordEvent(engagement, event).engagement, NO_ENGAGEMENT);
const idsInForce = (...events: readonly LifecycleEvent[]) => timeline(recordAll(events)).map(({ fact }) => fact.id);

describe('the facts in force', () => {
  const joined = lifecycleEvent(1, 'joined');
  const left = lifecycleEvent(2, 'left', { date: '2026-03-31', phase: 'scheduled' });
  const cancelled = lifecycleEvent(3, 'left', { date: '2026-03-31', phase: 'cancelled' });
  const leftAgain = lifecycleEvent(4, 'left', { date: '2026-03-31' });
  const corrected = lifecycleEvent(5, 'left', { date: '2026-04-30', phase: 'corrected' });

  it.each<[string, LifecycleEvent[], string[]]>([
    ['are all of them while none replaces another', [joined, left], ['evt_1', 'evt_2']],
    ['are without what was cancelled', [joined, left, cancelled], ['evt_1']],
    ['have what was said again after it was cancelled', [joined, left, cancelled, leftAgain], ['evt_1', 'evt_4']],
    ['have only the corrected statement', [joined, left, leftAgain, corrected], ['evt_1', 'evt_5']],
    [
      'lose by name only the one that was named',
      [
        lifecycleEvent(6, 'moved'),
        lifecycleEvent(7, 'moved', { date: '2026-05-01' }),
        lifecycleEvent(8, 'moved', { phase: 'cancelled', supersedes: 'evt_7' }),
      ],
      ['evt_6'],
    ],
    ['count a rehire as a start', [joined, lifecycleEvent(6, 'rehired', { date: '2026-06-01' })], ['evt_1', 'evt_6']],
    [
      'are without a deleted record, which ends nothing',
      [lifecycleEvent(6, 'leave_started'), lifecycleEvent(7, 'record_deleted', { effective: null })],
      ['evt_6'],
    ],
  ])('%s', (_name, events, ids) => {
    expect(idsInForce(...events)).toEqual(ids);
    expect(idsInForce(...events.toReversed())).toEqual(ids);
  });

  it('call an event superseded when a newer one was there already', () => {
    const engagement = recordAll([joined, cancelled]);
    expect(recordEvent(engagement, left).fate).toBe('superseded');
    expect(recordEvent(engagement, leftAgain).fate).toBe('recorded');
  });

  const anyEvent = fc
    .record({
      n: fc.nat(12),
      kind: fc.constantFrom(...KINDS),
      phase: fc.constantFrom('scheduled', 'effective', 'cancelled', 'corrected'),
      supersedes: fc.option(
        fc.nat(12).map((n) => `evt_${n}`),
        { nil: undefined },
      ),
      date: fc.constantFrom('2026-03-01', '2026-03-31', '2026-04-30'),
    } as const)
    .map(({ n, kind, supersedes, ...more }) => lifecycleEvent(n, kind, { ...more, ...(supersedes && { supersedes }) }));
  // one id is one event: its copies say the same
  const anyEvents = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 9 });

  it('are the same in whatever order and however often their events arrive', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([events, arrivals]) => {
          expect(recordAll(arrivals)).toEqual(recordAll(events));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are the same when all that was said is read at once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        expect(recordAtOnce(events).engagement).toEqual(recordAll(events));
      }),
    );
  });
});

describe('what is kept of what HR said', () => {
  const joined = lifecycleEvent(1, 'joined');
  const cancelled = lifecycleEvent(2, 'left', { date: '2026-03-31', phase: 'cancelled' });
  const moved = lifecycleEvent(3, 'moved', { date: '2026-03-10' });

  it('is every statement, the oldest first, whether it is in force or not', () => {
    const { facts, others } = recordAll([joined, cancelled, moved]);
    expect([facts, others].map((list) => list?.map(({ id }) => id))).toEqual([['evt_1', 'evt_3'], ['evt_2']]);
    expect(statementsOf({ facts, others, replacedIds: [] }).map(({ id }) => id)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('is as it was after an event that says nothing', () => {
    const engagement = recordAll([joined]);
    const move = lifecycleEvent(9, 'moved', { effective: null });
    expect(recordEvent(engagement, move)).toEqual({ engagement, fate: 'recorded' });
    expect(recordAtOnce([joined, move])).toEqual({ engagement, fate: 'recorded' });
  });

  it('begins with a conversion where HR stated no start, whichever of the two came first', () => {
    const converted = lifecycleEvent(8, 'converted', { date: '2026-06-01' });
    const kinds = (events: readonly LifecycleEvent[]) =>
      Object.fromEntries(recordAll(events).facts.map(({ id, kind }) => [id, kind]));
    expect(kinds([converted])).toEqual({ evt_8: 'joined' });
    expect(kinds([converted, joined])).toEqual({ evt_1: 'joined', evt_8: 'moved' });
    const { engagement } = recordEvent(recordAll([converted]), joined);
    expect(engagement).toEqual(recordAll([joined, converted]));
  });

  it('is nothing of nothing', () => {
    expect(recordAtOnce([])).toEqual({ engagement: NO_ENGAGEMENT, fate: 'recorded' });
  });

  it('says the fate of the event that came last, also where all are read at once', () => {
    const left = lifecycleEvent(0, 'left', { date: '2026-03-31', phase: 'scheduled' });
    expect(recordAtOnce([joined, cancelled, left]).fate).toBe('superseded');
    expect(recordAtOnce([joined, left, cancelled]).fate).toBe('recorded');
  });
});
