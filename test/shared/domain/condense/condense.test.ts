import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { condense } from '../../../../shared/domain/condense/condense.ts';
import { KINDS, type LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Engagement, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../shared/domain/timeline/engagement-at.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const now = Date.parse('2026-03-15T12:00:00Z');
const engagementOf = (...events: LifecycleEvent[]): Engagement => recordAll(events).engagement;
const ids = ({ facts, others = [] }: Engagement) => [...facts, ...others].map(({ id }) => id);

const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: { workEmail: 'ada@example.com' } });
const moved = lifecycleEvent(2, 'moved', { date: '2026-02-01', attributes: { department: 'Data' } });
/** Says nothing but what the move before it said. */
const repeats = lifecycleEvent(3, 'moved', { date: '2026-02-10', attributes: { department: 'Data' } });
const movedAgain = lifecycleEvent(4, 'moved', { date: '2026-03-01', attributes: { department: 'Legal' } });
const withdrawn = lifecycleEvent(5, 'moved', { date: '2026-04-01', attributes: { department: 'Sales' } });
const withdraws = lifecycleEvent(6, 'moved', { date: '2026-04-01', phase: 'cancelled' });

describe('an engagement that is condensed', () => {
  it('stays as it is where every statement says something that counts', () => {
    const engagement = engagementOf(joined, moved);
    expect(condense(engagement, now)).toBe(engagement);
    expect(condense(engagement, now, true)).toEqual(engagement);
  });

  it('lets go of a move that only repeats another one, and remembers that it did', () => {
    const condensed = condense(engagementOf(joined, moved, repeats, movedAgain), now);
    expect(ids(condensed)).toEqual(['evt_1', 'evt_2', 'evt_4']);
    expect(condensed.behind).toMatchObject({ order: repeats.order });
  });

  it('keeps a few more than it must, and only where there is room', () => {
    const engagement = engagementOf(joined, moved, movedAgain, withdrawn, withdraws);
    expect(condense(engagement, now)).toBe(engagement);
    expect(ids(condense(engagement, now, true))).toEqual(['evt_1', 'evt_4']);
  });
});

describe('an end, where there is no room', () => {
  const end = (n: number, attributes: LifecycleEvent['attributes']) =>
    lifecycleEvent(n, 'left', { date: '2026-06-30', attributes });

  it('keeps no attributes, and everything else does', () => {
    const engagement = engagementOf(joined, moved, end(3, { department: 'Data' }));
    const [start, move, left] = engagement.facts;
    expect(condense(engagement, now, true).facts).toEqual([start, move, { ...left, attributes: {} }]);
    expect(condense(engagement, now)).toBe(engagement);
  });

  it('keeps them where it stated the work e-mail last', () => {
    const engagement = engagementOf(joined, moved, end(3, { workEmail: 'ada.l@example.com', department: 'Data' }));
    expect(condense(engagement, now, true)).toEqual(engagement);
  });

  it('keeps none where HR never stated a work e-mail', () => {
    const { facts } = condense(engagementOf(moved, end(3, { department: 'Data' })), now, true);
    expect(facts.map(({ attributes }) => attributes)).toEqual([moved.attributes, {}]);
  });
});

describe('whatever HR says', () => {
  const DAY_MS = 86_400_000;
  const anyEvents = fc
    .array(
      fc.record({
        kind: fc.constantFrom('joined', 'rehired', 'moved', 'moved', 'left', ...KINDS),
        phase: fc.constantFrom('effective', 'effective', 'effective', 'cancelled', 'corrected'),
        day: fc.integer({ min: 1, max: 28 }),
        confidence: fc.constantFrom(undefined, undefined, undefined, 'inferred' as const, 'needs_review' as const),
        attributes: fc.constantFrom(
          {},
          { department: 'Data' },
          { department: 'Legal' },
          { workEmail: 'ada@example.com' },
        ),
      } as const),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ kind, day, ...more }, n) =>
        lifecycleEvent(n, kind, { ...more, date: `2026-03-${String(day).padStart(2, '0')}` }),
      ),
    );
  const readings = (engagement: Engagement) =>
    Array.from({ length: 16 }, (_, day) => readEngagement('hr:1', engagement, now + day * DAY_MS));

  it('the engagement is read from now on as it was before it was condensed', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const engagement = engagementOf(...events);
        expect(readings(condense(engagement, now))).toEqual(readings(engagement));
      }),
      { numRuns: 50 },
    );
  });

  it('to condense it again changes no reading, and keeps no more', () => {
    fc.assert(
      fc.property(anyEvents, fc.boolean(), (events, isTight) => {
        const once = condense(engagementOf(...events), now, isTight);
        const twice = condense(once, now, isTight);
        expect(readings(twice)).toEqual(readings(once));
        expect(ids(once)).toEqual(expect.arrayContaining(ids(twice)));
      }),
      { numRuns: 50 },
    );
  });
});
