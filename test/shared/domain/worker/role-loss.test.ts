import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Engagement, NO_ENGAGEMENT, recordEvent } from '../../../../shared/domain/timeline/engagement.ts';
import { isLostByMove, type LostRole, lastChange } from '../../../../shared/domain/worker/role-loss.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');

const recorded = (...events: readonly LifecycleEvent[]): Engagement =>
  events.reduce((engagement, event) => recordEvent(engagement, event).engagement, NO_ENGAGEMENT);

/** Rules that give a role in Data, and only there. */
const inData: LostRole['givesRole'] = (engagements) =>
  standingAt(engagements, [], NOW).engagements.some(({ attributes }) => attributes.department === 'Data');

const isLost = (engagements: LostRole['engagements'], more: Partial<LostRole> = {}) =>
  isLostByMove({ engagements, at: NOW, givesRole: inData, isReceivedUnderRules: () => true, ...more });

const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: { department: 'Data' } });
const toSales = lifecycleEvent(2, 'moved', { date: '2026-03-01', attributes: { department: 'Sales' } });

describe('a role is lost by a move', () => {
  it.each<[string, LifecycleEvent[], boolean]>([
    ['out of where the rules give it', [joined, toSales], true],
    [
      'that later ones changed nothing about',
      [joined, toSales, lifecycleEvent(3, 'moved', { date: '2026-04-01', attributes: { jobTitle: 'Seller' } })],
      true,
    ],
    [
      'stated for the day of the start',
      [joined, lifecycleEvent(2, 'moved', { date: '2026-01-01', attributes: { department: 'Sales' } })],
      true,
    ],
    [
      'of two on one day, the one that came later',
      [joined, toSales, lifecycleEvent(3, 'moved', { date: '2026-03-01', attributes: { department: 'Legal' } })],
      true,
    ],
    [
      'of those in effect: not by one that is yet to come',
      [joined, { ...toSales, effective: { ...toSales.effective!, date: '2026-07-01' } }],
      false,
    ],
    ['but not by a join that says so itself', [{ ...joined, attributes: { department: 'Sales' } }], false],
    [
      'but not where the rules gave no role before it either',
      [{ ...joined, attributes: { department: 'Legal' } }, toSales],
      false,
    ],
    [
      'but not by what was corrected about the start',
      [
        joined,
        {
          ...lifecycleEvent(3, 'joined', { date: '2026-01-01', attributes: { department: 'Sales' } }),
          phase: 'corrected',
        },
      ],
      false,
    ],
  ])('%s', (_name, events, lost) => {
    expect(isLost({ 'hr:1': recorded(...events) })).toBe(lost);
  });

  it('that was received under the rules of today', () => {
    const engagements = { 'hr:1': recorded(joined, toSales) };
    expect(isLost(engagements, { isReceivedUnderRules: (id) => id === joined.id })).toBe(false);
    expect(isLost(engagements, { isReceivedUnderRules: (id) => id === toSales.id })).toBe(true);
  });

  it('whichever came after it, and whatever those were received under', () => {
    const later = lifecycleEvent(3, 'moved', { date: '2026-04-01', attributes: { department: 'Legal' } });
    const engagements = { 'hr:1': recorded(joined, toSales, later) };
    expect(isLost(engagements, { isReceivedUnderRules: (id) => id !== toSales.id })).toBe(false);
  });

  it('and not where another engagement gave it and has ended', () => {
    const other = recorded(
      lifecycleEvent(11, 'joined', { date: '2026-01-01', attributes: { department: 'Data' } }),
      lifecycleEvent(12, 'left', { date: '2026-05-31' }),
    );
    const here = recorded({ ...joined, attributes: { department: 'Legal' } }, toSales);
    expect(isLost({ 'hr:1': here, 'hr:2': other })).toBe(false);
  });
});

describe('the newest change that a move made', () => {
  const atOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
  const change = (events: readonly LifecycleEvent[], at = NOW) => lastChange({ 'hr:1': recorded(...events) }, at)?.id;
  const toLegal = lifecycleEvent(3, 'moved', { date: '2026-04-01', attributes: { department: 'Legal' } });
  const again = lifecycleEvent(4, 'moved', { date: '2026-05-01', attributes: { department: 'Legal' } });

  it('is the newest move in effect', () => {
    expect(change([joined, toSales, toLegal])).toBe(toLegal.id);
    expect(change([joined, toSales, toLegal], atOf('2026-04-01') - 1)).toBe(toSales.id);
    expect(change([joined, toSales, toLegal], atOf('2026-04-01'))).toBe(toLegal.id);
  });

  it('is no move that HR only repeated', () => {
    expect(change([joined, toSales, toLegal, again])).toBe(toLegal.id);
  });

  it('is the newest of all engagements', () => {
    const engagements = { 'hr:1': recorded(joined, toLegal, again), 'hr:2': recorded(joined, toSales) };
    expect(lastChange(engagements, NOW)?.id).toBe(toLegal.id);
  });

  it('is none where HR stated no move, or the first one is yet to come', () => {
    expect(change([joined])).toBeUndefined();
    expect(change([joined, toSales], atOf('2026-02-01'))).toBeUndefined();
  });
});
