import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  type Engagement,
  NO_ENGAGEMENT,
  recordAll,
  recordEvent,
} from '../../../../shared/domain/timeline/engagement.ts';
import { type Standing, standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const DAY_MS = 86_400_000;
type More = Parameters<typeof lifecycleEvent>[2] & { readonly zone?: string };

/** An event that is said as the n-th word. */
function said(n: number, kind: LifecycleEvent['kind'], { zone = 'UTC', ...more }: More = {}): LifecycleEvent {
  const event = lifecycleEvent(n, kind, more);
  return { ...event, effective: event.effective && { ...event.effective, timeZone: zone } };
}

const byKey = (events: readonly LifecycleEvent[], record: (some: readonly LifecycleEvent[]) => Engagement) =>
  Object.fromEntries(
    ['hr:1', 'payroll:7'].map((key) => [key, record(events.filter(({ sourceKey }) => sourceKey === key))]),
  );
const engagementsOf = (events: readonly LifecycleEvent[]) => byKey(events, (some) => recordAll(some).engagement);
const at = (events: readonly LifecycleEvent[], instant: string): Standing =>
  standingAt(engagementsOf(events), [], Date.parse(instant.includes('T') ? instant : `${instant}T12:00:00Z`));
const kinds = (events: readonly LifecycleEvent[], ...days: readonly string[]) =>
  days.map((day) => at(events, day).kind);
const asked = (events: readonly LifecycleEvent[], day: string) =>
  (at(events, day).questions ?? []).map(({ kind, id }) => `${kind} ${id}`);

/** Whether access goes on at every hour from one instant to another. */
function isUnbroken(events: readonly LifecycleEvent[], from: string, until: string): boolean {
  const engagements = engagementsOf(events);
  for (let hour = Date.parse(from); hour < Date.parse(until); hour += 3_600_000)
    if (standingAt(engagements, [], hour).kind !== 'active') return false;
  return true;
}

const joined = said(1, 'joined', { date: '2026-01-01' });
/** Both orders in which HR may type two words. */
const typed = (one: (n: number) => LifecycleEvent, other: (n: number) => LifecycleEvent): LifecycleEvent[][] => [
  [joined, one(2), other(3)],
  [joined, other(2), one(3)],
];

describe('two spells of one engagement', () => {
  describe.each(['rehired', 'joined'] as const)('of which the second is said as %s', (kind) => {
    it.each([
      ['whose days touch', '2026-03-04', '2026-03-05'],
      ['that share a day', '2026-03-05', '2026-03-05'],
    ])('%s are one unbroken access, whichever was typed first, and no hold opens', (_name, last, first) => {
      for (const events of typed(
        (n) => said(n, 'left', { date: last, phase: 'scheduled' }),
        (n) => said(n, kind, { date: first, phase: 'scheduled' }),
      )) {
        expect(isUnbroken(events, '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(true);
        expect(asked(events, '2026-03-01')).toEqual([]);
        expect(at(events, '2026-06-01').engagements[0]).toMatchObject({ startDate: '2026-01-01' });
      }
    });

    it('that overlap can be read two ways: a person is asked before, and access stays', () => {
      for (const events of typed(
        (n) => said(n, 'left', { date: '2026-03-05' }),
        (n) => said(n, kind, { date: '2026-03-04' }),
      )) {
        expect(isUnbroken(events, '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(true);
        for (const day of ['2026-02-10', '2026-03-06']) expect(asked(events, day)[0]).toMatch(/^unclear-ending /);
      }
    });

    it('with a day between them are two', () => {
      for (const events of typed(
        (n) => said(n, 'left', { date: '2026-03-03' }),
        (n) => said(n, kind, { date: '2026-03-05' }),
      ))
        expect(kinds(events, '2026-03-03', '2026-03-04', '2026-03-05')).toEqual(['active', 'ended', 'active']);
    });
  });

  it.each([
    ['Santiago, where that day has no midnight', 'America/Santiago', '2026-09-05', '2026-09-06'],
    ['Cairo, where that day has no midnight', 'Africa/Cairo', '2026-04-23', '2026-04-24'],
  ])('touch in %s', (_name, zone, last, first) => {
    const events = [joined, said(2, 'rehired', { date: first, zone }), said(3, 'left', { date: last, zone })];
    expect(isUnbroken(events, `${last}T00:00:00Z`, `${first}T23:00:00Z`)).toBe(true);
  });

  it.each([
    ['from Berlin to Los Angeles', 'Europe/Berlin', 'America/Los_Angeles'],
    ['from Los Angeles to Berlin', 'America/Los_Angeles', 'Europe/Berlin'],
    ['from Kiritimati to Pago Pago', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ])('touch across zones, %s, under one source key and under two', (_name, from, to) => {
    for (const sourceKey of ['hr:1', 'payroll:7'])
      for (const events of typed(
        (n) => said(n, 'left', { date: '2026-03-31', zone: from }),
        (n) => said(n, 'rehired', { date: '2026-04-01', zone: to, sourceKey }),
      ))
        expect(isUnbroken(events, '2026-03-29T00:00:00Z', '2026-04-04T00:00:00Z')).toBe(true);
  });

  it('of one day each are spells', () => {
    const events = [
      said(1, 'joined', { date: '2026-03-02' }),
      said(2, 'left', { date: '2026-03-02' }),
      said(3, 'rehired', { date: '2026-03-05' }),
      said(4, 'left', { date: '2026-03-05' }),
    ];
    expect(kinds(events, '2026-03-02', '2026-03-03', '2026-03-05', '2026-03-06')).toEqual([
      'active',
      'ended',
      'active',
      'ended',
    ]);
    expect(asked(events, '2026-03-01')).toEqual([]);
  });

  it('that overlap and both have a last day go on until the later one', () => {
    for (const [one, other] of [
      [3, 4],
      [4, 3],
    ] as const) {
      const events = [
        joined,
        said(2, 'rehired', { date: '2026-03-04' }),
        said(one, 'left', { date: '2026-03-05' }),
        said(other, 'left', { date: '2026-06-30' }),
      ];
      expect(kinds(events, '2026-03-05', '2026-06-30', '2026-07-01')).toEqual(['active', 'active', 'ended']);
      expect(asked(events, '2026-07-01')).toEqual([]);
    }
  });
});

describe('several last days of one spell', () => {
  it.each([
    ['moved out', '2026-03-31', '2026-04-30', ['active', 'active', 'ended']],
    ['moved up', '2026-04-30', '2026-03-31', ['active', 'ended', 'ended']],
  ])('count by the newest: %s', (_name, first, second, expected) => {
    const events = [joined, said(2, 'left', { date: first }), said(3, 'left', { date: second })];
    expect(kinds(events, '2026-03-31', '2026-04-15', '2026-05-01')).toEqual(expected);
  });

  it('do not outlast an order to act at once', () => {
    const atOnce = said(2, 'left', {
      effective: { date: '2026-03-10', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
      occurredAt: Date.parse('2026-03-10T10:00:00Z'),
    });
    const events = [joined, atOnce, said(3, 'left', { date: '2026-03-31' })];
    expect(kinds(events, '2026-03-09', '2026-03-11')).toEqual(['active', 'ended']);
    const both = [joined, said(4, 'rehired', { date: '2026-03-04' }), atOnce];
    expect(kinds(both, '2026-03-09', '2026-03-11')).toEqual(['active', 'ended']);
    expect(asked(both, '2026-03-09')).toEqual([]);
  });
});

describe('a corrected last day', () => {
  const first = [joined, said(2, 'left', { date: '2026-01-31' })];
  const again = said(3, 'rehired', { date: '2026-02-20' });

  it('of the second spell leaves the first one as it ended', () => {
    const later = { phase: 'corrected', occurredAt: Date.parse('2026-03-01'), order: '0009' } as const;
    const events = [...first, again, { ...said(4, 'left', { date: '2026-03-31' }), ...later }];
    expect(kinds(events, '2026-02-10', '2026-03-31', '2026-04-01')).toEqual(['ended', 'active', 'ended']);
    expect(asked(events, '2026-03-15')).toEqual([]);
  });

  it('of the first one is corrected although another spell follows', () => {
    const events = [...first, again, said(4, 'left', { date: '2026-02-05', phase: 'corrected' })];
    expect(kinds(events, '2026-02-04', '2026-02-10', '2026-04-01')).toEqual(['active', 'ended', 'active']);
  });
});

describe('contracts that HR distinguishes', () => {
  const [a, b] = [
    said(1, 'joined', { date: '2026-01-01', engagementId: 'A' }),
    said(2, 'rehired', { date: '2026-03-04', engagementId: 'B' }),
  ];

  it('end one by one, without a question', () => {
    const events = [a, b, said(3, 'left', { date: '2026-03-05', engagementId: 'A' })];
    expect(kinds(events, '2026-03-05', '2026-03-06', '2027-01-01')).toEqual(['active', 'active', 'active']);
    expect(asked(events, '2026-03-06')).toEqual([]);
    const over = [...events, said(4, 'left', { date: '2026-06-30', engagementId: 'B' })];
    expect(kinds(over, '2026-06-30', '2026-07-01')).toEqual(['active', 'ended']);
  });

  it('end one by one where the first start has no name', () => {
    const events = [joined, b, said(3, 'left', { date: '2026-03-05', engagementId: 'A' })];
    expect(kinds(events, '2026-03-06')).toEqual(['active']);
    expect(asked(events, '2026-03-06')).toEqual([]);
  });

  it('are asked about when the end names none of them', () => {
    for (const engagementId of [undefined, 'X']) {
      const end = said(3, 'left', { date: '2026-03-05', ...(engagementId && { engagementId }) });
      expect(asked([a, b, end], '2026-03-06')).toEqual(['unclear-ending evt_3']);
      expect(kinds([a, b, end], '2026-03-06')).toEqual(['active']);
    }
  });

  it('are taken back by their name', () => {
    const ends = [
      said(3, 'left', { date: '2026-06-30', engagementId: 'A' }),
      said(4, 'left', { date: '2026-06-30', engagementId: 'B' }),
    ];
    const kept = said(5, 'left', { date: '2026-06-30', engagementId: 'B', phase: 'cancelled' });
    expect(kinds([a, b, ...ends], '2026-07-01')).toEqual(['ended']);
    expect(kinds([a, b, ...ends, kept], '2026-07-01')).toEqual(['active']);
  });
});

describe('a last day before the first one', () => {
  const start = said(1, 'joined', { date: '2026-03-10' });
  const left = said(2, 'left', { date: '2026-03-08' });

  it('is a question, before the start and after it', () => {
    for (const events of [
      [start, left],
      [left, start],
    ])
      for (const day of ['2026-03-05', '2026-03-12']) expect(asked(events, day)).toEqual(['no-show evt_2']);
  });

  it('is over with the end of that spell', () => {
    const events = [start, left, said(3, 'left', { date: '2026-05-31' })];
    expect(kinds(events, '2026-06-01')).toEqual(['ended']);
    expect(asked(events, '2026-06-01')).toEqual([]);
  });

  it('is none where the spell before has no stated start', () => {
    const events = [said(1, 'left', { date: '2026-03-04' }), said(2, 'rehired', { date: '2026-03-05' })];
    expect(kinds(events, '2026-03-05')).toEqual(['active']);
    expect(asked(events, '2026-03-05')).toEqual([]);
  });

  it('is one, too, for a worker who left long ago and was to come back', () => {
    const events = [
      joined,
      said(2, 'left', { date: '2026-01-31' }),
      said(3_000_000, 'rehired', { date: '2026-04-01' }),
      said(3_000_001, 'left', { date: '2026-03-31' }),
    ];
    expect(kinds(events, '2026-03-20')).toEqual(['ended']);
    expect(asked(events, '2026-03-20')).toEqual(['no-show evt_3000001']);
  });
});

describe('a gap before a spell that is announced', () => {
  it.each([
    ['of 14 days is short', '2026-03-15', true],
    ['of 15 days is not', '2026-03-16', undefined],
  ])('%s', (_name, date, isComingBack) => {
    const events = [joined, said(2, 'left', { date: '2026-02-28' }), said(3, 'rehired', { date })];
    const standing = at(events, '2026-03-05');
    expect([standing.kind, standing.isComingBack]).toEqual(['ended', isComingBack]);
  });
});

describe('whatever HR says of starts and ends', () => {
  const statement = fc.record({
    kind: fc.constantFrom('joined', 'rehired', 'left', 'left'),
    phase: fc.constantFrom('scheduled', 'effective', 'effective', 'cancelled', 'corrected'),
    day: fc.integer({ min: 1, max: 28 }),
    zone: fc.constantFrom('UTC', 'UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
    engagementId: fc.option(fc.constantFrom('A', 'B'), { nil: undefined, freq: 3 }),
    sourceKey: fc.constantFrom('hr:1', 'hr:1', 'payroll:7'),
  } as const);
  const statements = fc.array(statement, { maxLength: 9 }).map((all) =>
    all.map(({ day, engagementId, ...more }, index) =>
      said(index + 1, more.kind, {
        ...more,
        date: `2026-03-${String(day).padStart(2, '0')}`,
        ...(engagementId && { engagementId }),
      }),
    ),
  );
  const hours = Array.from({ length: 32 * 4 }, (_, n) => Date.parse('2026-02-28T00:00:00Z') + n * (DAY_MS / 4));

  it('access is the same at every instant, in whatever order it is delivered', { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(
        statements.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, arrivals]) => {
          const arrived = byKey(arrivals, (some) =>
            some.reduce((known, event) => recordEvent(known, event).engagement, NO_ENGAGEMENT),
          );
          const whole = engagementsOf(all);
          const standings = (of: typeof whole) => hours.map((hour) => standingAt(of, [], hour));
          expect(standings(arrived)).toEqual(standings(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the order in which contracts with names are typed changes nothing, and no day that is worked is without access', {
    timeout: 900_000,
  }, () => {
    const contract = fc.record({
      first: fc.integer({ min: 1, max: 24 }),
      length: fc.integer({ min: 1, max: 10 }),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
    });
    const date = (day: number) => new Date(Date.parse('2026-03-01') + (day - 1) * DAY_MS).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        fc
          .array(contract, { minLength: 1, maxLength: 4 })
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray([...Array(all.length * 2).keys()], { minLength: all.length * 2 }),
            ),
          ),
        ([all, places]) => {
          const events = all.flatMap(({ first, length, zone }, index) => [
            said((places[2 * index] ?? 0) + 1, 'joined', { date: date(first), zone, engagementId: `C${index}` }),
            said((places[2 * index + 1] ?? 0) + 1, 'left', {
              date: date(first + length - 1),
              zone,
              engagementId: `C${index}`,
            }),
          ]);
          const engagements = engagementsOf(events);
          for (const hour of hours) {
            const isWorked = all.some(({ first, length, zone }) => {
              const [from, until] = [first, first + length].map(
                (day) =>
                  Date.parse(date(day)) -
                  { UTC: 0, 'Asia/Tokyo': 9, 'America/Los_Angeles': day <= 8 ? -8 : -7 }[zone] * 3_600_000,
              );
              return from! <= hour && hour < until!;
            });
            const standing = standingAt(engagements, [], hour);
            if (isWorked) expect(standing.kind).toBe('active');
            expect(standing.questions).toBeUndefined();
          }
          expect(standingAt(engagements, [], Date.parse('2026-05-01T00:00:00Z')).kind).toBe('ended');
        },
      ),
      { numRuns: 80 },
    );
  });
});
