import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { orderOf, placeByTime } from '../../../../shared/domain/event/order.ts';
import { contradict } from '../../../../shared/domain/timeline/contradiction.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import { receiptAt } from '../../../support/receipt.ts';

const AT = Date.parse('2026-03-02T01:00:00Z');
let turn = 0;
const said = (
  kind: LifecycleEvent['kind'],
  more: Partial<LifecycleEvent> & { readonly date?: string } = {},
): LifecycleEvent =>
  lifecycleEvent(++turn, kind, { occurredAt: AT, order: orderOf(placeByTime(AT), receiptAt(AT, turn), 0), ...more });

const inData = { attributes: { department: 'Data' } };
const inSales = { attributes: { department: 'Sales' } };
const late = { order: orderOf(placeByTime(AT + 1), receiptAt(AT), 0) };
const first = said('left', { id: 'evt_first' });

describe('two statements of one time', () => {
  it.each<[string, LifecycleEvent, LifecycleEvent]>([
    ['give one attribute two values from one day', said('moved', inData), said('moved', inSales)],
    ['do so in two kinds', said('joined', inData), said('moved', inSales)],
    ['name two ends', said('left'), said('left', { date: '2026-04-01' })],
    ['name an end with a date and one without', said('left'), said('left', { effective: null })],
    ['state an end and take one back', said('left'), said('left', { phase: 'cancelled' })],
    [
      'correct a start and state another',
      said('joined', { phase: 'corrected' }),
      said('joined', { date: '2026-03-05' }),
    ],
  ])('contradict each other when they %s', (_what, one, other) => {
    expect([contradict(one, other), contradict(other, one)]).toEqual([true, true]);
  });

  it.each<[string, LifecycleEvent, LifecycleEvent]>([
    ['say the same', said('left'), said('left')],
    ['say the same of an attribute', said('moved', inData), said('moved', inData)],
    ['are one statement', said('moved', { ...inData, id: 'evt_one' }), said('moved', { ...inSales, id: 'evt_one' })],
    [
      'take two ends back',
      said('left', { phase: 'cancelled' }),
      said('left', { phase: 'cancelled', date: '2026-04-01' }),
    ],
    ['take an end back and state a move', said('left', { phase: 'cancelled' }), said('moved', inData)],
    ['are of two times', said('left'), said('left', { phase: 'cancelled', ...late })],
    ['are about two workers', said('moved', inData), said('moved', { ...inSales, sourceKey: 'hr:2' })],
    [
      'name the ends of two contracts',
      said('left', { engagementId: 'A' }),
      said('left', { engagementId: 'B', date: '2026-04-01' }),
    ],
    ['speak of different attributes', said('moved', inData), said('moved', { attributes: { location: 'Berlin' } })],
    ['take effect on two days', said('moved', inData), said('moved', { ...inSales, date: '2026-04-01' })],
    ['are a start and an end', said('joined'), said('left', { date: '2026-03-31' })],
    ['name what they replace', first, said('left', { phase: 'cancelled', supersedes: 'evt_first' })],
    ['are two leaves that begin', said('leave_started'), said('leave_started')],
  ])('do not when they %s', (_what, one, other) => {
    expect([contradict(one, other), contradict(other, one)]).toEqual([false, false]);
  });
});
