import { describe, expect, it } from 'vitest';
import { letGoOfEnded } from '../../../../shared/domain/condense/let-go-of-ended.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Engagement, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { newWorker, type Worker } from '../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const now = Date.parse('2026-10-01T12:00:00Z');
const engagementOf = (...events: LifecycleEvent[]): Engagement => recordAll(events).engagement;
const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01' });
const left = (date: string) => lifecycleEvent(2, 'left', { date });

/** Over since that day. */
const over = (lastDay: string) => engagementOf(joined, left(lastDay));
/** The same, and HR stated the work e-mail as the n-th word. */
const withEmail = (lastDay: string, n: number) =>
  engagementOf(
    joined,
    left(lastDay),
    lifecycleEvent(n, 'moved', { date: '2026-02-01', attributes: { workEmail: 'ada@example.com' } }),
  );
const beginsAgain = engagementOf(joined, left('2026-02-28'), lifecycleEvent(3, 'rehired', { date: '2026-12-01' }));
/** HR took back a move that was never said: a person is asked which. */
const isAsked = engagementOf(joined, left('2026-02-28'), lifecycleEvent(3, 'moved', { phase: 'cancelled' }));
const goesOn = engagementOf(joined);
/** HR ended a record that it never started. */
const neverStarted = engagementOf(lifecycleEvent(9, 'left', { date: '2026-04-30' }));
const inMay = over('2026-05-31');
const inJune = over('2026-06-30');
const inJuly = over('2026-07-31');
const inAugust = over('2026-08-31');

const workerOf = (engagements: Worker['engagements']): Worker => ({ ...newWorker('w1', 'salt'), engagements });

describe('of engagements that are over', () => {
  it.each<[string, Worker['engagements'], number, Worker['engagements']]>([
    [
      'those stay that ended last, in the order in which they were known',
      { 'hr:1': inJune, 'hr:2': inAugust, 'hr:3': inMay, 'hr:4': inJuly },
      2,
      { 'hr:2': inAugust, 'hr:4': inJuly },
    ],
    [
      'the last one of each connection stays, however early it ended',
      { 'hr:1': inMay, 'hr:2': inJune, 'payroll:1': inAugust, 'payroll:2': inJuly },
      1,
      { 'hr:2': inJune, 'payroll:1': inAugust },
    ],
    [
      'the ones that go leave those that go on',
      { 'hr:1': goesOn, 'hr:2': inMay, 'hr:3': inJune, 'hr:4': goesOn },
      1,
      { 'hr:1': goesOn, 'hr:3': inJune, 'hr:4': goesOn },
    ],
    [
      'the one stays that stated the work e-mail last, however early it ended',
      {
        'hr:1': withEmail('2026-04-30', 5),
        'hr:2': withEmail('2026-02-28', 6),
        'hr:3': withEmail('2026-03-31', 4),
        'hr:4': inJune,
      },
      1,
      { 'hr:2': withEmail('2026-02-28', 6), 'hr:4': inJune },
    ],
    [
      'the one that stated a work e-mail goes where one that goes on stated it later',
      { 'hr:1': withEmail('2026-04-30', 5), 'hr:2': inJune, 'hr:3': withEmail('2027-12-31', 6) },
      1,
      { 'hr:2': inJune, 'hr:3': withEmail('2027-12-31', 6) },
    ],
    [
      'the one stays of whose end an operator is asked, because the worker goes on under another id',
      { 'hr:1': goesOn, 'hr:2': neverStarted, 'hr:3': inJune, 'hr:4': inJuly },
      1,
      { 'hr:1': goesOn, 'hr:2': neverStarted },
    ],
    ['none stays for a work e-mail that HR never stated', { 'hr:1': inMay, 'hr:2': inJune }, 1, { 'hr:2': inJune }],
    [
      'one stays that is to begin again',
      {
        'hr:1': beginsAgain,
        'hr:2': inMay,
        'hr:3': inJune,
      },
      1,
      {
        'hr:1': beginsAgain,
        'hr:3': inJune,
      },
    ],
    [
      'one stays about which a person is asked',
      {
        'hr:1': isAsked,
        'hr:2': inMay,
        'hr:3': inJune,
      },
      1,
      {
        'hr:1': isAsked,
        'hr:3': inJune,
      },
    ],
  ])('%s', (_name, engagements, most, kept) => {
    const worker = workerOf(engagements);
    expect(letGoOfEnded(worker, { now, most })).toEqual({
      ...worker,
      engagements: kept,
      hasEngagementsInHistory: true,
    });
  });

  it.each<[string, Worker['engagements']]>([
    ['as many as may be kept', { 'hr:1': inMay, 'hr:2': inJune }],
    ['no more than may be kept, beside others that go on', { 'hr:1': inMay, 'hr:2': inJune, 'hr:3': goesOn }],
    [
      'only one more, and that one stated the work e-mail',
      { 'hr:1': withEmail('2026-02-28', 3), 'hr:2': inMay, 'hr:3': inJune },
    ],
  ])('nothing goes where there are %s', (_name, engagements) => {
    const worker = workerOf(engagements);
    expect(letGoOfEnded(worker, { now, most: 2 })).toBe(worker);
  });
});
