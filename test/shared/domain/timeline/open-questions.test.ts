import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordAll, recordEvent } from '../../../../shared/domain/timeline/engagement.ts';
import { isAhead, type OpenQuestion, openQuestions } from '../../../../shared/domain/timeline/open-questions.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const cancelled = { phase: 'cancelled' } as const;
const undated = (n: number) => lifecycleEvent(n, 'left', { effective: null });
/** A cancellation for a day for which HR said nothing. */
const idle = (n: number, kind: LifecycleEvent['kind'], date = '2026-05-01') =>
  lifecycleEvent(n, kind, { date, ...cancelled });
const asked = (
  kind: OpenQuestion['kind'],
  of: OpenQuestion['of'],
  { id, occurredAt }: LifecycleEvent,
): OpenQuestion => ({
  kind,
  of,
  id,
  at: occurredAt,
});

/** What is open, and the ids of the statements that are kept for it. */
function open(...events: readonly LifecycleEvent[]) {
  const { questions, statements } = openQuestions(recordAll(events).engagement);
  return { questions, kept: statements.map((one) => one?.id) };
}
const NOTHING = { questions: [], kept: [] };

const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01' });

describe('an ending without a date', () => {
  const one = undated(2);
  const question = asked('undated-ending', 'left', one);

  it('opens a hold, and the statement is kept', () => {
    expect(open(joined, one)).toEqual({ questions: [question], kept: [one.id] });
  });

  it('opens one hold, however often HR says it: the first and the last statement are kept', () => {
    expect(open(joined, one, undated(3), undated(4))).toEqual({ questions: [question], kept: ['evt_2', 'evt_4'] });
  });

  const end = lifecycleEvent(3, 'left', { date: '2026-04-30' });
  it.each<[string, LifecycleEvent[]]>([
    ['a last day', [end]],
    ['a start', [lifecycleEvent(3, 'joined', { date: '2026-04-01' })]],
    ['a rehire', [lifecycleEvent(3, 'rehired', { date: '2026-04-01' })]],
    ['the word that the worker does not leave', [idle(3, 'left')]],
    [
      'the word that another end was wrong',
      [
        lifecycleEvent(1, 'left', { id: 'evt_x', date: '2026-03-31' }),
        lifecycleEvent(3, 'left', { ...cancelled, supersedes: 'evt_x' }),
      ],
    ],
  ])('is answered by %s', (_name, answer) => {
    expect(open(joined, one, ...answer)).toEqual(NOTHING);
  });

  it.each<[string, LifecycleEvent[]]>([
    ['a move', [lifecycleEvent(3, 'moved')]],
    ['a new address', [lifecycleEvent(3, 'identity_changed')]],
    ['a last day that was said before', [{ ...end, id: 'evt_0', order: '0' }]],
    ['a start that was taken back', [lifecycleEvent(3, 'joined'), lifecycleEvent(4, 'joined', cancelled)]],
    ['the word that a move was wrong', [lifecycleEvent(3, 'moved'), lifecycleEvent(4, 'moved', cancelled)]],
  ])('is not answered by %s', (_name, more) => {
    expect(open(joined, one, ...more)).toEqual({ questions: [question], kept: [one.id] });
  });
});

describe('a cancellation that finds nothing', () => {
  const one = idle(2, 'moved');
  const question = asked('idle-cancellation', 'moved', one);

  it('opens a hold, and the statement is kept', () => {
    expect(open(joined, one)).toEqual({ questions: [question], kept: [one.id] });
  });

  it('opens one hold, whatever it was of: of each kind the first and the last statement are kept', () => {
    const later = [idle(3, 'moved', '2026-05-02'), idle(4, 'moved', '2026-05-03'), idle(5, 'left')];
    expect(open(joined, one, ...later)).toEqual({ questions: [question], kept: ['evt_2', 'evt_4', 'evt_5'] });
  });

  it('is no ending, also where it names no date', () => {
    for (const kind of ['left', 'moved'] as const) {
      const bare = lifecycleEvent(2, kind, { effective: null, ...cancelled });
      expect(open(joined, bare).questions).toEqual([asked('idle-cancellation', kind, bare)]);
    }
  });

  it('opens a hold beside an ending without a date', () => {
    const ending = undated(3);
    expect(open(joined, one, ending)).toEqual({
      questions: [asked('undated-ending', 'left', ending), question],
      kept: ['evt_3', 'evt_2'],
    });
  });

  it.each<[string, LifecycleEvent]>([
    ['a start', lifecycleEvent(3, 'joined', { date: '2026-04-01' })],
    ['a last day', lifecycleEvent(3, 'left', { date: '2026-04-30' })],
    ['another move', lifecycleEvent(3, 'moved', { date: '2026-04-01' })],
  ])('is answered by %s', (_name, answer) => {
    expect(open(joined, one, answer)).toEqual(NOTHING);
  });

  it.each<[string, LifecycleEvent]>([
    ['a new address', lifecycleEvent(3, 'identity_changed')],
    ['a move that was said before', lifecycleEvent(0, 'moved', { date: '2026-01-02' })],
  ])('is not answered by %s', (_name, more) => {
    expect(open(joined, one, more).questions).toEqual([question]);
  });
});

it('nothing is open where every statement is in force, or one that took another back is in the history only', () => {
  expect(open(joined)).toEqual(NOTHING);
  const behind = { ...NO_ENGAGEMENT, replacedIds: [joined.id] };
  const { engagement } = recordEvent(behind, joined);
  expect(engagement.others).toHaveLength(1);
  expect(openQuestions(engagement)).toEqual({ questions: [], statements: [] });
});

it('a question is ahead before the instant from which access depends on it', () => {
  const question: OpenQuestion = { kind: 'unclear-ending', of: 'left', id: 'evt_1', at: 0, from: 100 };
  const { from: _, ...atOnce } = question;
  expect([99, 100, 101].map((at) => isAhead(question, at))).toEqual([true, false, false]);
  expect(isAhead(atOnce, 99)).toBe(false);
});
