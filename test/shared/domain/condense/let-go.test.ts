import { describe, expect, it } from 'vitest';
import { without } from '../../../../shared/domain/condense/let-go.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll, statementsOf } from '../../../../shared/domain/timeline/engagement.ts';
import { type Statement, statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** The engagement that HR's words make, without those of these ids. */
function letGo(events: readonly LifecycleEvent[], ids: readonly string[]) {
  const { engagement } = recordAll(events);
  const statements = statementsOf(engagement);
  const gone = ids.flatMap((id) => statements.find((one) => one.id === id) ?? []);
  return without(engagement, new Set(gone));
}

const joined = lifecycleEvent(1, 'joined');
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-10', attributes: { department: 'Data' } });
const cancelled = lifecycleEvent(3, 'moved', { date: '2026-03-10', phase: 'cancelled' });
const corrected = lifecycleEvent(3, 'moved', { date: '2026-03-12', phase: 'corrected' });
const movedAgain = lifecycleEvent(4, 'moved', { date: '2026-04-01' });
const undated = lifecycleEvent(6, 'left', { effective: null });

describe('an engagement that lets go of a statement', () => {
  it('keeps the others as they are, and what must be known of the one that goes', () => {
    expect(letGo([joined, moved, movedAgain], ['evt_2'])).toEqual({
      facts: [statementOf(joined), statementOf(movedAgain)],
      replacedIds: [],
      behind: {
        order: moved.order,
        zone: { order: moved.order, timeZone: 'UTC' },
        lastFact: { at: Date.parse('2026-03-10'), order: moved.order },
      },
    });
  });

  it('lets go of what is not in force, too', () => {
    const kept = letGo([joined, moved, cancelled], ['evt_2', 'evt_3']);
    expect([kept.facts, kept.others]).toEqual([[statementOf(joined)], undefined]);
  });
});

describe('a statement that stays', () => {
  const naming = lifecycleEvent(5, 'moved', { supersedes: 'evt_2' });
  const namesWhatNeverCame = lifecycleEvent(5, 'moved', { supersedes: 'evt_9' });
  const idle = lifecycleEvent(5, 'left', { phase: 'cancelled' });
  const settled = { isSettled: true, hasTakenBack: true };

  it.each<[string, LifecycleEvent[], string, LifecycleEvent, Partial<Statement>]>([
    ['a cancellation of what goes takes back nothing more', [joined, moved, cancelled], 'evt_2', cancelled, settled],
    ['a correction of what goes takes back nothing more', [joined, moved, corrected], 'evt_2', corrected, settled],
    ['the one that named what goes has found it', [joined, moved, naming], 'evt_2', naming, settled],
    [
      'what a cancellation took back stays cancelled without it',
      [joined, moved, cancelled],
      'evt_3',
      moved,
      { takenBackBy: 'evt_3', wasCancelled: true },
    ],
    [
      'what a correction took back stays corrected without it',
      [joined, moved, corrected],
      'evt_3',
      moved,
      { takenBackBy: 'evt_3', wasCancelled: false },
    ],
    [
      'the one that names what never came still waits for it',
      [joined, moved, namesWhatNeverCame],
      'evt_2',
      namesWhatNeverCame,
      { hasTakenBack: true },
    ],
    [
      'a cancellation that found nothing still asks for it, and means nothing else later',
      [joined, moved, idle],
      'evt_2',
      idle,
      { isIdle: true },
    ],
    ['a start that nothing took back is as it was said', [joined, moved, cancelled], 'evt_2', joined, {}],
    ['an ending without a date has none', [joined, moved, undated], 'evt_2', undated, {}],
  ])('%s', (_name, events, goes, stays, more) => {
    const kept = statementsOf(letGo(events, [goes])).find(({ id }) => id === stays.id);
    expect(kept).toEqual({ ...statementOf(stays), ...more });
  });

  it('remembers who took it back also when the engagement lets go of more', () => {
    const once = letGo([joined, moved, cancelled, movedAgain], ['evt_3']);
    const twice = without(once, new Set(once.facts.filter(({ id }) => id === 'evt_4')));
    expect(twice.others).toEqual([{ ...statementOf(moved), takenBackBy: 'evt_3', wasCancelled: true }]);
  });
});

describe('the names that statements wait for', () => {
  const waits = lifecycleEvent(7, 'moved', { supersedes: 'evt_9' });

  it.each<[string, LifecycleEvent[], string[]]>([
    ['stay when the statement that names goes', [joined, waits], ['evt_9']],
    ['are none when the one that it names came', [joined, moved, { ...waits, supersedes: 'evt_2' }], []],
    ['are none of a statement that names none', [joined, { ...movedAgain, id: 'evt_7' }], []],
  ])('%s', (_name, events, replacedIds) => {
    expect(letGo(events, ['evt_7']).replacedIds).toEqual(replacedIds);
  });

  it('are none of a statement that found what it names before that one went', () => {
    const once = letGo([joined, moved, { ...waits, supersedes: 'evt_2' }], ['evt_2']);
    expect(without(once, new Set(once.facts.slice(1))).replacedIds).toEqual([]);
  });

  it('are named once each, and the last fifty stay', () => {
    const named = Array.from({ length: 50 }, (_, n) => `evt_early_${n}`);
    const { engagement } = recordAll([joined, waits]);
    const known = { ...engagement, replacedIds: named };
    const gone = new Set(engagement.facts.slice(1));
    expect(without(known, gone).replacedIds).toEqual([...named.slice(1), 'evt_9']);
    expect(without({ ...known, replacedIds: ['evt_9', 'evt_8'] }, gone).replacedIds).toEqual(['evt_9', 'evt_8']);
  });
});

describe('a date that stays, and whose zone HR did not say', () => {
  const inZone = (event: LifecycleEvent, timeZone: string, zoneAssumed?: boolean): LifecycleEvent => ({
    ...event,
    effective: { ...event.effective!, timeZone, ...(zoneAssumed && { zoneAssumed }) },
  });
  const inTokyo = (n: number) => inZone(lifecycleEvent(n, 'moved'), 'Asia/Tokyo');
  const left = inZone(lifecycleEvent(3, 'left', { date: '2026-03-31' }), 'UTC', true);
  const assumedMove = inZone(lifecycleEvent(2, 'moved'), 'UTC', true);

  it.each<[string, LifecycleEvent[], string[], object]>([
    ['keeps the zone that it took from one that goes', [inTokyo(1), left], ['evt_1'], { timeZone: 'Asia/Tokyo' }],
    [
      'keeps it also when newer ones that state a zone go',
      [inTokyo(1), left, inTokyo(5)],
      ['evt_5', 'evt_1'],
      { timeZone: 'Asia/Tokyo' },
    ],
    ['takes none from one that was said later', [left, inTokyo(4)], ['evt_4'], { timeZone: 'UTC', zoneAssumed: true }],
    [
      'takes none from one that did not say it either',
      [assumedMove, left],
      ['evt_2'],
      { timeZone: 'UTC', zoneAssumed: true },
    ],
    ['takes none from an ending without a date', [left, undated], ['evt_6'], { timeZone: 'UTC', zoneAssumed: true }],
  ])('%s', (_name, events, goes, zone) => {
    const kept = letGo(events, goes).facts.find(({ id }) => id === left.id);
    expect(kept?.effective).toEqual({
      date: '2026-03-31',
      boundary: 'end_of_day',
      immediate: false,
      ...zone,
    });
  });
});
