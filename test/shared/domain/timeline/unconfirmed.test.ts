import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const HOUR_MS = 60 * 60_000;
const at = (date: string) => Date.parse(`${date}T12:00:00Z`);
const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: { department: 'Sales' } });
const left = lifecycleEvent(2, 'left', { date: '2026-02-28' });
const toReview = { ...left, confidence: 'needs_review' } as const;
const inferred = { ...left, confidence: 'inferred' } as const;
/** A day on which the ending would count. */
const AFTER = at('2026-03-02');

const standing = (instant: number, events: readonly LifecycleEvent[], overrides: readonly Override[] = []) =>
  standingAt({ 'hr:1': recordAll(events).engagement }, overrides, instant);

const approved = (id: string): Override => ({
  id: 'ovr_1',
  kind: 'question_answered',
  actor: 'op',
  reason: 'asked HR',
  against: [id],
  from: 0,
  until: UNTIL_LIFTED,
});

describe('an ending that HR is not certain of', () => {
  it('ends nothing, and a person is asked', () => {
    expect(standing(AFTER, [joined, toReview])).toMatchObject({
      kind: 'active',
      questions: [{ kind: 'unconfirmed', of: 'left', id: 'evt_2', from: Date.parse('2026-03-01T00:00:00Z') }],
    });
  });

  it('is asked about only once HR has had an hour to confirm what it concluded', () => {
    const said = inferred.occurredAt;
    expect(standing(said + HOUR_MS - 1, [joined, inferred]).questions).toBeUndefined();
    expect(standing(said + HOUR_MS - 1, [joined, inferred]).changesAt).toBe(said + HOUR_MS);
    expect(standing(said + HOUR_MS, [joined, inferred]).questions).toHaveLength(1);
    expect(standing(said + HOUR_MS - 1, [joined, toReview]).questions).toHaveLength(1);
  });

  it('ends access once HR confirms it, or takes nothing once HR takes it back', () => {
    const confirmed = lifecycleEvent(3, 'left', { date: '2026-02-27' });
    const takenBack = lifecycleEvent(3, 'left', { date: '2026-02-28', phase: 'cancelled' });
    expect(standing(AFTER, [joined, toReview, confirmed])).toMatchObject({ kind: 'ended' });
    const after = standing(AFTER, [joined, toReview, takenBack]);
    expect(after.kind).toBe('active');
    expect(after.questions?.map(({ kind }) => kind) ?? []).not.toContain('unconfirmed');
  });

  it('ends access on its day once an operator approves it', () => {
    const word = [approved('evt_2')];
    expect(standing(AFTER, [joined, toReview], word)).toMatchObject({ kind: 'ended' });
    expect(standing(at('2026-02-27'), [joined, toReview], word)).toMatchObject({ kind: 'active' });
    expect(standing(AFTER, [joined, toReview], word).questions).toBeUndefined();
  });

  it('replaces no ending that HR is certain of', () => {
    const later = { ...lifecycleEvent(3, 'left', { date: '2026-06-30', phase: 'corrected' }), confidence: 'inferred' };
    expect(standing(AFTER, [joined, left, later as LifecycleEvent]).kind).toBe('ended');
  });
});

it('what only gives access counts although HR only concluded it, and waits where HR wants it checked', () => {
  const start = { ...joined, confidence: 'inferred' } as const;
  expect(standing(AFTER, [start])).toMatchObject({ kind: 'active' });
  const asked = standing(AFTER, [{ ...joined, confidence: 'needs_review' }]);
  expect(asked).toMatchObject({ kind: 'none', questions: [{ kind: 'unconfirmed', of: 'joined' }] });
});

it('a move that HR is not certain of changes nothing until it is approved', () => {
  const moved = lifecycleEvent(2, 'moved', { date: '2026-02-02', attributes: { department: 'Data' } });
  const events = [joined, { ...moved, confidence: 'inferred' } as const];
  const departments = [standing(AFTER, events), standing(AFTER, events, [approved('evt_2')])].map(
    ({ engagements }) => engagements[0]?.attributes.department,
  );
  expect(departments).toEqual(['Sales', 'Data']);
});

it('a cancelled start that HR is not certain of takes no offer back', () => {
  const back = lifecycleEvent(2, 'joined', { date: '2026-01-01', phase: 'cancelled' });
  expect(standing(AFTER, [joined, { ...back, confidence: 'inferred' }])).toMatchObject({
    kind: 'active',
    questions: [{ kind: 'unconfirmed', of: 'joined' }],
  });
});
