import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { takenBack } from '../../../../shared/domain/timeline/taking-back.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** By the number of an event: the number of the one that took it back; and the cancellations that found nothing. */
function outcome(events: readonly LifecycleEvent[]) {
  const { by, idle } = takenBack(
    events.flatMap((event) => statementOf(event) ?? []),
    [],
  );
  return {
    by: Object.fromEntries([...by].map(([id, word]) => [id.slice(4), word?.id.slice(4)])),
    idle: idle.map(({ id }) => id.slice(4)),
  };
}
type More = NonNullable<Parameters<typeof lifecycleEvent>[2]>;
const move = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'moved', { date, ...more });
const cancel = (n: number, date: string, more: More = {}) => move(n, date, { phase: 'cancelled', ...more });
const of = (engagementId: string) => ({ engagementId });
const [june, july] = ['2026-06-01', '2026-07-01'];

type Row = readonly [string, LifecycleEvent[], Record<string, string>, string[]];

describe('a cancellation', () => {
  it.each<Row>([
    ['of a contract means no move of another one', [move(1, june, of('B')), cancel(2, june, of('A'))], {}, ['2']],
    ['of no contract means a move of any', [move(1, june, of('B')), cancel(2, june)], { 1: '2' }, []],
    ['of a contract means a move of none, too', [move(1, june), cancel(2, june, of('A'))], { 1: '2' }, []],
    [
      'of a contract means its own move, whatever else is said of that day',
      [move(1, june, of('A')), move(2, june, of('B')), move(3, june), cancel(4, june, of('A'))],
      { 1: '4', 3: '4' },
      [],
    ],
  ])('%s', (_name, events, by, idle) => {
    expect(outcome(events)).toEqual({ by, idle });
  });
});

describe('a cancellation once more', () => {
  it.each<[string, LifecycleEvent, LifecycleEvent, More]>([
    ['where no contract is named', move(1, june), cancel(2, june), {}],
    ['of the contract that both name', move(1, june, of('A')), cancel(2, june, of('A')), of('A')],
    ['of the contract that only the cancellation named', move(1, june), cancel(2, june, of('A')), of('A')],
    ['of no contract, where only the cancellation named one', move(1, june), cancel(2, june, of('A')), {}],
    ['of the contract that only the move named', move(1, june, of('A')), cancel(2, june), of('A')],
    ['of no contract, where only the move named one', move(1, june, of('A')), cancel(2, june), {}],
    ['of the day of a move that the first one named', move(1, june), cancel(2, july, { supersedes: 'evt_1' }), {}],
    ['of that day and no contract', move(1, june, of('A')), cancel(2, july, { supersedes: 'evt_1' }), {}],
    ['of that day and its contract', move(1, june, of('A')), cancel(2, july, { supersedes: 'evt_1' }), of('A')],
  ])('takes back nothing that HR said since: %s', (_name, one, word, more) => {
    const since = move(3, '2026-08-01', more);
    expect(outcome([one, word, since, cancel(4, june, more)])).toEqual({ by: { 1: '2' }, idle: [] });
  });

  it('means nothing, and is asked about, where a correction and no cancellation took back the move of that day', () => {
    const events = [move(1, june), move(2, july, { phase: 'corrected', supersedes: 'evt_1' }), cancel(3, june)];
    expect(outcome(events)).toEqual({ by: { 1: '2' }, idle: ['3'] });
  });

  it('is another one, where the first one named what it meant and has that day only by chance', () => {
    const events = [move(1, '2026-01-01'), cancel(2, june, { supersedes: 'evt_1' }), cancel(3, june)];
    expect(outcome(events)).toEqual({ by: { 1: '2' }, idle: ['3'] });
  });
});

it('cancellations that find nothing are read in the order in which HR said them, ends among them', () => {
  const end = lifecycleEvent(1, 'left', { date: june, phase: 'cancelled' });
  expect(outcome([end, cancel(2, june)])).toEqual({ by: {}, idle: ['1', '2'] });
});

describe('a corrected last day that is said once the last day is over', () => {
  const left = lifecycleEvent(2, 'left', { date: '2026-01-15' });
  const joined = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'joined', { date, ...more });
  const corrected = lifecycleEvent(5, 'left', { date: '2026-01-25', phase: 'corrected' });
  const replaced = { 2: '5' };

  it.each<[string, LifecycleEvent[], Record<string, string>]>([
    ['replaces the end of a spell that began before it', [joined(1, '2026-01-01'), left, corrected], replaced],
    ['replaces the end of a spell of that one day', [joined(1, '2026-01-15'), left, corrected], replaced],
    ['is that of another spell, which began between', [left, joined(3, '2026-01-20'), corrected], {}],
    ['is that of another spell, which began on that very day', [left, joined(3, '2026-01-25'), corrected], {}],
    ['replaces the end before a spell that begins later', [left, joined(3, '2026-01-26'), corrected], replaced],
    ['replaces the end before a start that is said later', [left, corrected, joined(6, '2026-01-20')], replaced],
    ['replaces the end, where only a move lies between', [left, move(3, '2026-01-20'), corrected], replaced],
    [
      'replaces the end, where the start between was cancelled',
      [left, joined(3, '2026-01-20'), joined(4, '2026-01-20', { phase: 'cancelled' }), corrected],
      { 3: '4', ...replaced },
    ],
  ])('%s', (_name, events, by) => {
    expect(outcome(events)).toEqual({ by, idle: [] });
  });
});

it('a corrected move replaces the newest one, whatever start lies between', () => {
  const start = lifecycleEvent(2, 'joined', { date: '2026-01-15' });
  const events = [move(1, '2026-01-10'), start, move(3, '2026-01-20', { phase: 'corrected' })];
  expect(outcome(events)).toEqual({ by: { 1: '3' }, idle: [] });
});
