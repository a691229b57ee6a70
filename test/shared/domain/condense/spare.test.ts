import { describe, expect, it } from 'vitest';
import { factsToSpare, othersToSpare } from '../../../../shared/domain/condense/spare.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Engagement, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const noon = Date.parse('2026-03-15T12:00:00Z');
const engagementOf = (events: readonly LifecycleEvent[]): Engagement => recordAll(events).engagement;
const factIds = (events: readonly LifecycleEvent[], { now = noon, isTight = false } = {}) =>
  factsToSpare(engagementOf(events), now, isTight).map(({ id }) => id);
const otherIds = (events: readonly LifecycleEvent[], isTight: boolean) =>
  othersToSpare(engagementOf(events), isTight).map(({ id }) => id);

const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: { workEmail: 'ada@example.com' } });
const moved = (n: number, date: string, attributes: LifecycleEvent['attributes'] = {}) =>
  lifecycleEvent(n, 'moved', { date, attributes });
const data = { department: 'Data' };
const legal = { department: 'Legal' };
const toData = moved(2, '2026-02-01', data);
const toDataAgain = moved(3, '2026-02-10', data);

describe('a move that states only what held already', () => {
  it.each<[string, LifecycleEvent[], string[]]>([
    ['is spared', [joined, toData, toDataAgain, moved(4, '2026-03-01', legal)], ['evt_3']],
    [
      'stays where it is the last one that has taken effect: its zone is read',
      [joined, toData, toDataAgain, moved(4, '2026-04-01', legal)],
      [],
    ],
    [
      'stays where it states the work e-mail last',
      [joined, moved(2, '2026-02-01', joined.attributes), toDataAgain, moved(4, '2026-03-01', legal)],
      [],
    ],
    [
      'stays where HR said no move after it',
      [joined, toData, moved(4, '2026-03-01', legal), moved(5, '2026-02-05', data)],
      [],
    ],
  ])('%s', (_name, events, ids) => {
    expect(factIds(events)).toEqual(ids);
  });

  it('stays where it takes effect just now', () => {
    const events = [joined, toData, toDataAgain, moved(4, '2026-04-01', legal)];
    expect(factIds(events, { now: Date.parse('2026-02-10T00:00:00Z') })).toEqual([]);
  });

  it('is named once where everything goes that can be spared', () => {
    const events = [joined, toData, toDataAgain, moved(4, '2026-03-01', legal)];
    expect(factIds(events, { isTight: true })).toEqual(['evt_3', 'evt_2']);
  });
});

describe('moves whose every attribute later ones state', () => {
  const days = ['2026-02-06', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05'];
  const shaded = days.map((day, n) => moved(n + 2, day, { department: `d${n}` }));
  const last = moved(8, '2026-03-01', legal);

  it('are spared but for the four that were said last', () => {
    expect(factIds([joined, ...shaded, last])).toEqual(['evt_2']);
  });

  it('are spared where there is no room, by the day of effect', () => {
    const ids = ['evt_3', 'evt_4', 'evt_5', 'evt_6', 'evt_2'];
    expect(factIds([joined, ...shaded, last], { isTight: true })).toEqual(ids);
  });

  it('stay where they are to come, or state more, or were said last', () => {
    const events = [
      joined,
      moved(2, '2026-02-01', { ...data, location: 'Ulm' }),
      moved(3, '2026-04-01', data),
      moved(4, '2026-05-01', legal),
      moved(5, '2026-02-02', data),
      moved(6, '2026-01-15', data),
    ];
    expect(factIds(events, { isTight: true })).toEqual([]);
  });

  it('are no starts, which say when access began', () => {
    const again = lifecycleEvent(2, 'joined', { date: '2026-02-01', attributes: joined.attributes });
    expect(factIds([joined, again], { isTight: true })).toEqual([]);
  });

  it('of one day are kept like others', () => {
    const ofOneDay = [2, 3, 4].map((n) => moved(n, '2026-02-01', { department: `d${n}` }));
    expect(factIds([joined, ...ofOneDay, last])).toEqual([]);
  });

  it('stay within four kilobytes, counted from the newest', () => {
    const sized = (n: number, bytes: number) => {
      const bare = moved(n, '2026-02-01', { department: '' });
      const department = String(n).repeat(bytes - JSON.stringify(statementOf(bare)).length);
      return { ...bare, attributes: { department } };
    };
    expect(factIds([joined, sized(2, 2048), sized(3, 2048), last])).toEqual([]);
    expect(factIds([joined, sized(2, 2048), sized(3, 2049), last])).toEqual(['evt_2']);
    expect(factIds([joined, sized(2, 400), sized(3, 4097), last])).toEqual(['evt_2', 'evt_3']);
  });
});

describe('what is not in force', () => {
  const undated = (n: number) => lifecycleEvent(n, 'left', { effective: null });
  const withdrawn = [
    moved(2, '2026-02-01', data),
    lifecycleEvent(3, 'moved', { date: '2026-02-01', phase: 'cancelled' }),
  ];
  const many = Array.from({ length: 22 }, (_, n) => undated(n + 2));
  const answer = lifecycleEvent(30, 'rehired', { date: '2026-02-01' });

  it.each<[string, LifecycleEvent[], string[], string[]]>([
    ['stays for a while, and is spared where there is no room', [joined, ...withdrawn], [], ['evt_2', 'evt_3']],
    ['is spared but for the newest twenty', [...many, answer], ['evt_2', 'evt_3'], many.map(({ id }) => id)],
    [
      'stays where a question rests on it, the first and the last',
      [joined, undated(2), undated(3), undated(4)],
      [],
      ['evt_3'],
    ],
    [
      'stays where a rescinded offer rests on it',
      [joined, ...withdrawn, lifecycleEvent(5, 'joined', { date: '2026-01-01', phase: 'cancelled' })],
      [],
      ['evt_2', 'evt_3'],
    ],
    ['is nothing where every statement is in force', [joined], [], []],
  ])('%s', (_name, events, roomy, tight) => {
    expect([otherIds(events, false), otherIds(events, true)]).toEqual([roomy, tight]);
  });
});
