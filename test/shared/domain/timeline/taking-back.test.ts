import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordAll, recordEvent, timeline } from '../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../shared/domain/timeline/engagement-at.ts';
import { openQuestions } from '../../../../shared/domain/timeline/open-questions.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (date: string) => Date.parse(`${date}T12:00:00Z`);

/** An event said at noon of a day. */
const said = (day: string, kind: LifecycleEvent['kind'], more: Parameters<typeof lifecycleEvent>[2] = {}) => {
  const occurredAt = at(day);
  const id = `evt_${day}`;
  return lifecycleEvent(1, kind, { id, occurredAt, order: `${String(occurredAt).padStart(16, '0')} ${id}`, ...more });
};
const cancelled = { phase: 'cancelled' } as const;
const corrected = { phase: 'corrected' } as const;

/** The days on which the facts in force were said, and what is open; the same from the first word on and from the last. */
function outcome(events: readonly LifecycleEvent[]) {
  const [forth, back] = [events, events.toReversed()].map((list) =>
    list.reduce((engagement, event) => recordEvent(engagement, event).engagement, NO_ENGAGEMENT),
  );
  expect(back).toEqual(forth);
  const { questions } = openQuestions(forth!);
  return {
    inForce: forth!.facts.map(({ id }) => id.slice(4)),
    open: questions.map(({ kind, id }) => `${kind} ${id.slice(4)}`),
  };
}

describe('a statement that takes back, and names nothing', () => {
  const joined = said('2026-02-01', 'joined');
  const inMarch = said('2026-02-10', 'moved', { date: '2026-03-01' });
  const inJune = said('2026-02-20', 'moved', { date: '2026-06-01' });

  it.each<[string, LifecycleEvent[], string[]]>([
    [
      'means the one of its date',
      [inMarch, inJune, said('2026-04-03', 'moved', { date: '2026-03-01', ...cancelled })],
      ['2026-02-20'],
    ],
    [
      'means all that was said for its date',
      [
        inJune,
        said('2026-03-05', 'moved', { date: '2026-06-01' }),
        said('2026-04-03', 'moved', { date: '2026-06-01', ...cancelled }),
      ],
      [],
    ],
    [
      'means the newest that has not begun',
      [inMarch, inJune, said('2026-04-03', 'moved', { date: '2026-04-03', ...cancelled })],
      ['2026-02-10'],
    ],
    [
      'means what had not begun then, not what has not begun now',
      [inMarch, said('2026-02-15', 'moved', { date: '2026-02-15', ...cancelled }), inJune],
      ['2026-02-20'],
    ],
    [
      'changes nothing once more under another id',
      [
        inMarch,
        inJune,
        said('2026-04-03', 'moved', { date: '2026-06-01', ...cancelled }),
        said('2026-04-04', 'moved', { date: '2026-06-01', ...cancelled }),
        said('2026-04-05', 'moved', { date: '2026-06-01', ...cancelled }),
      ],
      ['2026-02-10'],
    ],
    [
      'changes nothing once more where it had meant what was to come',
      [
        said('2026-02-05', 'moved', { date: '2026-07-01' }),
        inJune,
        said('2026-03-03', 'moved', { date: '2026-03-03', ...cancelled }),
        said('2026-03-04', 'moved', { date: '2026-03-03', ...cancelled }),
      ],
      ['2026-02-05'],
    ],
    [
      'means what was said again after it',
      [
        inJune,
        said('2026-04-03', 'moved', { date: '2026-06-01', ...cancelled }),
        said('2026-04-04', 'moved', { date: '2026-06-01' }),
      ],
      ['2026-04-04'],
    ],
    [
      'takes back a rehire and no start',
      [
        joined,
        said('2026-03-02', 'rehired', { date: '2026-03-01' }),
        said('2026-03-03', 'rehired', { date: '2026-03-01', ...cancelled }),
      ],
      ['2026-02-01'],
    ],
    [
      'takes back a start and no rehire',
      [
        joined,
        said('2026-03-02', 'rehired', { date: '2026-03-01' }),
        said('2026-03-03', 'joined', { date: '2026-03-01', ...cancelled }),
      ],
      ['2026-03-02'],
    ],
    [
      'corrects the one of its date',
      [inMarch, inJune, said('2026-04-03', 'moved', { date: '2026-03-01', ...corrected })],
      ['2026-02-20', '2026-04-03'],
    ],
    [
      'corrects what is to come',
      [inMarch, inJune, said('2026-04-03', 'moved', { date: '2026-08-01', ...corrected })],
      ['2026-02-10', '2026-04-03'],
    ],
    [
      'corrects the newest where nothing is to come',
      [inMarch, said('2026-04-03', 'moved', { date: '2026-03-15', ...corrected })],
      ['2026-04-03'],
    ],
    [
      'corrects a date back to what it was',
      [
        said('2026-02-10', 'left', { date: '2026-06-30' }),
        said('2026-02-11', 'left', { date: '2026-07-31', ...corrected }),
        said('2026-02-12', 'left', { date: '2026-06-30', ...corrected }),
      ],
      ['2026-02-12'],
    ],
    [
      'takes back what was said again for a date that was corrected before',
      [
        inJune,
        said('2026-03-03', 'moved', { date: '2026-07-01', ...corrected }),
        said('2026-03-04', 'moved', { date: '2026-06-01' }),
        said('2026-03-05', 'moved', { date: '2026-06-01', ...cancelled }),
      ],
      ['2026-03-03'],
    ],
    [
      'takes back what is to come where the replaced date is of another contract',
      [
        said('2026-02-20', 'moved', { date: '2026-06-01', engagementId: 'A' }),
        said('2026-03-03', 'moved', { date: '2026-07-01', engagementId: 'A', ...corrected }),
        said('2026-03-04', 'moved', { date: '2026-08-01', engagementId: 'B' }),
        said('2026-03-05', 'moved', { date: '2026-06-01', engagementId: 'B', ...cancelled }),
      ],
      ['2026-03-03'],
    ],
  ])('%s', (_name, events, inForce) => {
    expect(outcome(events)).toEqual({ inForce, open: [] });
  });

  it.each<[string, LifecycleEvent[], string[], string[]]>([
    [
      'a move that holds already',
      [inMarch, said('2026-04-03', 'moved', { date: '2026-04-03', ...cancelled })],
      ['2026-02-10'],
      ['idle-cancellation 2026-04-03'],
    ],
    [
      'an end that is over',
      [
        said('2026-02-10', 'left', { date: '2026-02-28' }),
        said('2026-03-03', 'left', { date: '2026-03-03', ...cancelled }),
      ],
      ['2026-02-10'],
      ['idle-cancellation 2026-03-03'],
    ],
    [
      'one by a name that never came',
      [joined, said('2026-03-03', 'left', { supersedes: 'evt_x', ...cancelled })],
      ['2026-02-01'],
      ['idle-cancellation 2026-03-03'],
    ],
    [
      'a start by the date from before it was corrected',
      [
        said('2026-02-01', 'joined', { date: '2026-03-05' }),
        said('2026-02-02', 'joined', { date: '2026-03-10', ...corrected }),
        said('2026-02-03', 'joined', { date: '2026-03-05', ...cancelled }),
      ],
      ['2026-02-02'],
      ['idle-cancellation 2026-02-03'],
    ],
    [
      'an end by its date, where another one that named it gave it a new date',
      [
        said('2026-02-10', 'left', { date: '2026-06-30', engagementId: 'A' }),
        said('2026-02-11', 'left', { date: '2026-07-31', engagementId: 'A', supersedes: 'evt_2026-02-10' }),
        said('2026-02-12', 'left', { date: '2026-06-30', ...cancelled }),
      ],
      ['2026-02-11'],
      ['idle-cancellation 2026-02-12'],
    ],
    [
      'the same, said twice',
      [said('2026-03-03', 'moved', { ...cancelled }), said('2026-03-04', 'moved', { ...cancelled })],
      [],
      ['idle-cancellation 2026-03-03'],
    ],
    [
      'one that HR then names',
      [
        inMarch,
        said('2026-04-03', 'moved', { date: '2026-04-03', ...cancelled }),
        said('2026-04-04', 'moved', { supersedes: 'evt_2026-02-10', ...cancelled }),
      ],
      [],
      [],
    ],
    ['one before a start', [said('2026-01-03', 'moved', { ...cancelled }), joined], ['2026-02-01'], []],
    [
      'an end, beside a start of the same moment',
      [
        joined,
        {
          ...said('2026-02-01', 'left', { ...cancelled }),
          id: 'evt_y',
          order: `${String(at('2026-02-01')).padStart(16, '0')} evt_y`,
        },
      ],
      ['2026-02-01'],
      [],
    ],
  ])('leaves %s to a person', (_name, events, inForce, open) => {
    expect(outcome(events)).toEqual({ inForce, open });
  });
});

describe('a date without a zone of its own', () => {
  const assumed = {
    date: '2026-03-31',
    boundary: 'end_of_day',
    timeZone: 'UTC',
    zoneAssumed: true,
    immediate: false,
  } as const;
  const inTokyo = { date: '2026-03-01', boundary: 'start_of_day', timeZone: 'Asia/Tokyo', immediate: false } as const;
  const inBerlin = {
    date: '2026-02-15',
    boundary: 'start_of_day',
    timeZone: 'Europe/Berlin',
    immediate: false,
  } as const;

  it.each<[string, LifecycleEvent[], string]>([
    [
      'the connection’s when HR never named one',
      [said('2026-02-05', 'left', { effective: assumed })],
      '2026-04-01T00:00:00Z',
    ],
    [
      'the one HR named last before',
      [
        said('2026-02-01', 'joined', { effective: inBerlin }),
        said('2026-02-02', 'moved', { effective: inTokyo }),
        said('2026-02-05', 'left', { effective: assumed }),
      ],
      '2026-03-31T15:00:00Z',
    ],
    [
      'never one that it named later',
      [said('2026-02-05', 'left', { effective: assumed }), said('2026-02-06', 'moved', { effective: inTokyo })],
      '2026-04-01T00:00:00Z',
    ],
    [
      'the one of a statement that was taken back',
      [
        said('2026-02-02', 'moved', { effective: inTokyo }),
        said('2026-02-03', 'moved', { effective: inTokyo, ...cancelled }),
        said('2026-02-05', 'left', { effective: assumed }),
      ],
      '2026-03-31T15:00:00Z',
    ],
  ])('is in %s', (_name, events, instant) => {
    for (const list of [events, events.toReversed()]) {
      const engagement = list.reduce((known, event) => recordEvent(known, event).engagement, NO_ENGAGEMENT);
      const end = timeline(engagement).find(({ fact }) => fact.kind === 'left');
      expect(new Date(end?.at ?? 0).toISOString()).toBe(new Date(instant).toISOString());
    }
  });
});

describe('whatever HR says, in whatever order it arrives', () => {
  const anyEvent = fc
    .record({
      n: fc.integer({ min: 1, max: 14 }),
      kind: fc.constantFrom('joined', 'moved', 'left', 'rehired', 'leave_started', 'converted'),
      phase: fc.constantFrom('scheduled', 'effective', 'cancelled', 'corrected'),
      day: fc.integer({ min: 1, max: 20 }),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo', undefined),
      isUndated: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      supersedes: fc.option(fc.integer({ min: 1, max: 16 }), { nil: undefined, freq: 6 }),
    } as const)
    .map(({ n, kind, phase, day, zone, isUndated, supersedes }) => {
      const date = `2026-03-${String(day).padStart(2, '0')}`;
      const event = said(`2026-03-${String(n).padStart(2, '0')}`, kind, {
        phase,
        date,
        attributes: { department: `d${n}` },
      });
      const effective = event.effective && {
        ...event.effective,
        timeZone: zone ?? 'America/New_York',
        ...(zone === undefined && { zoneAssumed: true }),
      };
      return {
        ...event,
        effective: kind === 'left' && isUndated ? null : effective,
        ...(supersedes !== undefined && { supersedes: `evt_2026-03-${String(supersedes).padStart(2, '0')}` }),
      };
    });
  const anyEvents = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 12 });
  const delivered = anyEvents.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
  );

  it('the same facts are in force, and the same is open', () => {
    fc.assert(
      fc.property(delivered, ([events, arrivals]) => {
        const engagement = arrivals.reduce((known, event) => recordEvent(known, event).engagement, NO_ENGAGEMENT);
        const whole = recordAll(events).engagement;
        expect(engagement).toEqual(whole);
        expect(openQuestions(engagement)).toEqual(openQuestions(whole));
      }),
      { numRuns: 1000 },
    );
  });

  it('a cancellation once more, under another id, changes nothing', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(), (events, pick) => {
        const cancellations = events.filter(
          ({ phase, supersedes }) => phase === 'cancelled' && supersedes === undefined,
        );
        const one = cancellations[pick % Math.max(1, cancellations.length)];
        fc.pre(one !== undefined);
        const again = { ...one, id: `${one.id}+`, order: `${one.order}+` };
        const read = (list: readonly LifecycleEvent[]) =>
          readEngagement('hr:1', recordAll(list).engagement, at('2026-03-20'));
        const { rescission, ...before } = read(events);
        const { rescission: _, ...after } = read([...events, again]);
        expect({ ...after, isRescinded: rescission !== undefined }).toEqual({
          ...before,
          isRescinded: rescission !== undefined,
        });
      }),
      { numRuns: 1000 },
    );
  });
});
