import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** What is asked at noon of a day about a worker of whose engagements HR said this; in the order in which they are kept. */
function asked(date: string, ...jobs: readonly (readonly LifecycleEvent[])[]) {
  const engagements = Object.fromEntries(jobs.map((events, n) => [`hr:${n}`, recordAll(events).engagement]));
  const { kind, questions } = standingAt(engagements, [], Date.parse(`${date}T12:00:00Z`));
  return { kind, questions: questions?.map((one) => `${one.kind} ${one.id}`) };
}

const joined = lifecycleEvent(1, 'joined');
const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
const overlapping = [
  joined,
  lifecycleEvent(2, 'joined', { date: '2026-03-10' }),
  lifecycleEvent(3, 'left', { date: '2026-03-31' }),
];
const otherJob = [lifecycleEvent(9, 'joined')];

describe('an end that may mean one contract or both', () => {
  const question = ['unclear-ending evt_3'];

  it('is asked about before, also while another engagement goes on', () => {
    expect(asked('2026-03-20', overlapping)).toEqual({ kind: 'active', questions: question });
    expect(asked('2026-03-20', overlapping, otherJob)).toEqual({ kind: 'active', questions: question });
  });

  it('is asked about afterwards, where access depends on it, and not while another engagement is sure to go on', () => {
    expect(asked('2026-04-02', overlapping)).toEqual({ kind: 'active', questions: question });
    expect(asked('2026-04-02', overlapping, otherJob)).toEqual({ kind: 'active', questions: undefined });
  });

  it('is not asked about while the worker is gone and both are to come', () => {
    const toCome = [
      lifecycleEvent(3, 'joined', { date: '2026-05-01' }),
      lifecycleEvent(4, 'joined', { date: '2026-05-02' }),
      lifecycleEvent(5, 'left', { date: '2026-05-10' }),
    ];
    expect(asked('2026-04-15', [joined, left, ...toCome])).toEqual({ kind: 'ended', questions: undefined });
    expect(asked('2026-05-05', [joined, left, ...toCome]).questions).toEqual(['unclear-ending evt_5']);
  });
});

describe('a worker who has left', () => {
  const idle = (kind: LifecycleEvent['kind']) =>
    lifecycleEvent(3, kind, {
      date: '2026-04-03',
      phase: 'cancelled',
      occurredAt: Date.parse('2026-04-03T09:00:00Z'),
      order: '9',
    });
  const ofOther = { engagementId: 'B' };

  it.each<[string, LifecycleEvent[], string[] | undefined]>([
    ['is asked about an end that was taken back in vain', [idle('left')], ['idle-cancellation evt_3']],
    ['is not asked about a move that was', [idle('moved')], undefined],
    ['is not asked about another end, without a date', [lifecycleEvent(3, 'left', { effective: null })], undefined],
    [
      'is asked about a spell to come whose end lies before it',
      [
        lifecycleEvent(3, 'joined', { date: '2026-05-10', ...ofOther }),
        lifecycleEvent(4, 'left', { date: '2026-05-08', ...ofOther }),
      ],
      ['no-show evt_4'],
    ],
  ])('%s', (_name, more, questions) => {
    expect(asked('2026-04-15', [joined, left, ...more])).toEqual({ kind: 'ended', questions });
  });
});

it('what access depends on now is asked first, then what it will depend on, the oldest first', () => {
  const undated = (n: number) => [lifecycleEvent(n, 'joined'), lifecycleEvent(n + 1, 'left', { effective: null })];
  const [early, late] = [undated(11), undated(21)];
  const questions = ['undated-ending evt_12', 'undated-ending evt_22', 'unclear-ending evt_3'];
  for (const jobs of [
    [early, late, overlapping],
    [early, overlapping, late],
    [late, early, overlapping],
    [late, overlapping, early],
    [overlapping, early, late],
    [overlapping, late, early],
  ])
    expect(asked('2026-03-20', ...jobs)).toEqual({ kind: 'active', questions });
});
