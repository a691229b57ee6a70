import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const word = (kind: Override['kind'], against?: readonly string[]): Override => ({
  id: 'o',
  kind,
  actor: 'ops',
  reason: 'because',
  from: Date.parse('2026-03-01T00:00:00Z'),
  until: UNTIL_LIFTED,
  ...(against && { against }),
});
const askedOf = (events: readonly LifecycleEvent[], stated: readonly Override[], date: string) =>
  standingAt({ 'hr:1': recordAll(events).engagement }, stated, Date.parse(`${date}T12:00:00Z`)).questions?.map(
    ({ kind, id }) => `${kind} ${id}`,
  );

const joined = lifecycleEvent(1, 'joined');

describe('a question that HR left open while the worker goes on', () => {
  const events = [joined, lifecycleEvent(2, 'left', { effective: null })];
  const question = ['undated-ending evt_2'];

  it.each<[string, Override[], string[] | undefined]>([
    ['is asked', [], question],
    ['is answered by an operator who keeps access', [word('access_kept')], undefined],
    ['is answered by one who keeps it against this word', [word('access_kept', ['evt_0', 'evt_2'])], undefined],
    ['is not answered by one who keeps it against other words', [word('access_kept', ['evt_0'])], question],
    ['is answered by one who says that it means nothing', [word('question_answered', ['evt_2'])], undefined],
    ['is not answered by one who says that of another one', [word('question_answered', ['evt_0'])], question],
    ['is not answered by an answer that names no question', [word('question_answered')], question],
    ['is not answered by an extra entitlement', [word('extra_entitlement')], question],
    ['is not answered by one, whatever it names', [word('extra_entitlement', ['evt_2'])], question],
    ['is answered by any word that does', [word('extra_entitlement'), word('access_kept')], undefined],
  ])('%s', (_, stated, asked) => {
    expect(askedOf(events, stated, '2026-03-15')).toEqual(asked);
  });

  it('is not asked before or after the word of the operator only', () => {
    const until = Date.parse('2026-04-01T00:00:00Z');
    const kept = { ...word('access_kept'), until };
    expect(askedOf(events, [kept], '2026-03-31')).toBeUndefined();
    expect(askedOf(events, [kept], '2026-04-01')).toEqual(question);
  });
});

describe('a question whether an end was taken back', () => {
  const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
  const cancelled = lifecycleEvent(3, 'left', {
    date: '2026-04-10',
    phase: 'cancelled',
    occurredAt: Date.parse('2026-04-10T09:00:00Z'),
    order: '9',
  });

  it('is asked of a worker who has left, and answered by the operator who says that access ends', () => {
    const events = [joined, left, cancelled];
    expect(askedOf(events, [], '2026-04-11')).toEqual(['idle-cancellation evt_3']);
    expect(askedOf(events, [word('access_ended')], '2026-04-11')).toBeUndefined();
  });
});
