import { describe, expect, it } from 'vitest';
import type { Attributes, LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import {
  goesOnBeside,
  hasAddress,
  identityOf,
  isKnownByOperatorOnly,
} from '../../../../shared/domain/identity/known-person.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
import { newWorker, type Worker } from '../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const now = Date.parse('2026-03-15T12:00:00Z');
const engagementOf = (...events: LifecycleEvent[]) => recordAll(events).engagement;
const said = (n: number, kind: LifecycleEvent['kind'], date: string, attributes: Attributes = {}) =>
  lifecycleEvent(n, kind, { date, attributes });

const active = (attributes: Attributes = {}, n = 1) => engagementOf(said(n, 'joined', '2026-01-01', attributes));
const ended = (attributes: Attributes = {}, n = 1) =>
  engagementOf(said(n, 'joined', '2026-01-01', attributes), said(n + 1, 'left', '2026-01-31'));
const expected = (attributes: Attributes = {}) => engagementOf(said(1, 'joined', '2026-04-01', attributes));
/** HR spoke of the worker, and never of a start. */
const presumed = (attributes: Attributes = {}) => engagementOf(said(1, 'moved', '2026-01-01', attributes));

const workerOf = (engagements: Worker['engagements'], more: Partial<Worker> = {}): Worker => ({
  ...newWorker('w1', 'salt'),
  engagements,
  ...more,
});
const endedByOperator: Override = {
  id: 'o1',
  kind: 'access_ended',
  actor: 'operator',
  reason: 'Reported by the security team',
  from: now - 1,
  until: UNTIL_LIFTED,
};
const keptByOperator: Override = { ...endedByOperator, kind: 'access_kept' };

describe('who a worker is', () => {
  const ada = { workEmail: 'ada@example.com', displayName: 'Ada Example', employeeNumber: '1001' };
  const king = { displayName: 'Ada King', employeeNumber: '2002' };

  it.each<[string, Worker['engagements'], object]>([
    [
      'is what HR says, and nothing but address, name and number',
      { 'hr:1': active({ ...ada, department: 'Data' }) },
      ada,
    ],
    [
      'has what HR announced only',
      {
        'hr:1': engagementOf(
          said(1, 'joined', '2026-01-01', { displayName: 'Ada Example' }),
          said(2, 'moved', '2026-06-01', { employeeNumber: '1001' }),
        ),
      },
      { displayName: 'Ada Example', employeeNumber: '1001' },
    ],
    [
      'is by the name that holds now, and by none that was announced',
      {
        'hr:1': engagementOf(
          said(1, 'joined', '2026-01-01', { displayName: 'Ada Example' }),
          said(2, 'moved', '2026-06-01', king),
        ),
      },
      { ...king, displayName: 'Ada Example' },
    ],
    [
      'is by an engagement that goes on before one that is over',
      { 'hr:1': active(king), 'hr:2': ended(ada) },
      { ...ada, ...king },
    ],
    [
      'is by one that is to begin before one that is over',
      { 'hr:1': expected(king), 'hr:2': ended(ada) },
      { ...ada, ...king },
    ],
    [
      'is by one that is presumed before one that is over',
      { 'hr:1': presumed(king), 'hr:2': ended(ada) },
      { ...ada, ...king },
    ],
    [
      'has what only one that is over states',
      { 'hr:1': active({ displayName: 'Ada King' }), 'hr:2': ended(ada) },
      { ...ada, displayName: 'Ada King' },
    ],
    [
      'has the address that HR stated last, also of an engagement that is over',
      { 'hr:1': active({ workEmail: 'ada.k@example.com' }), 'hr:2': ended(ada, 5) },
      ada,
    ],
    [
      'is by an offer that was rescinded, before what HR says of them later',
      {
        'hr:1': engagementOf(
          said(1, 'joined', '2026-01-01', ada),
          { ...said(2, 'joined', '2026-01-01'), phase: 'cancelled' },
          said(3, 'identity_changed', '2026-02-01', { displayName: 'Ada King' }),
        ),
      },
      { ...ada, displayName: 'Ada King' },
    ],
    [
      'has no name that HR says there is none of',
      { 'hr:1': active({ displayName: null, employeeNumber: '1001' }) },
      { employeeNumber: '1001' },
    ],
  ])('%s', (_name, engagements, identity) => {
    expect(identityOf({ engagements, overrides: [] }, now)).toEqual(identity);
  });
});

describe('beside a source key the worker', () => {
  it.each<[string, Worker['engagements'], boolean]>([
    ['goes on under another one of the connection', { 'hr:1': active(), 'hr:2': active() }, true],
    ['goes on under another one, while a third is over', { 'hr:2': ended(), 'hr:3': active() }, true],
    ['is to begin under another one', { 'hr:2': expected() }, true],
    ['is presumed to work under another one', { 'hr:2': presumed() }, true],
    ['goes on under this one alone', { 'hr:1': active() }, false],
    ['has left under the other one', { 'hr:1': active(), 'hr:2': ended() }, false],
    ['goes on in another connection only', { 'payroll:2': active() }, false],
    ['is unknown', {}, false],
  ])('%s: %s', (_name, engagements, isBeside) => {
    expect(goesOnBeside({ engagements }, 'hr:1', now)).toBe(isBeside);
  });
});

describe('an address', () => {
  const ada = { workEmail: ' Ada@Example.com' };
  const other = { workEmail: 'ada.k@example.com' };
  /** HR announced an address, and no start. */
  const announced = engagementOf(
    said(1, 'moved', '2026-06-01', { department: 'Data' }),
    said(2, 'moved', '2026-06-02', ada),
  );
  const known = { addresses: ['ada@example.com'] };

  it.each<[string, Worker, boolean]>([
    ['is the worker’s who has it, however it is written', workerOf({ 'hr:1': active(ada) }), true],
    ['stays that of a worker who left', workerOf({ 'hr:1': ended(ada) }), true],
    ['is not that of a worker who has another one', workerOf({ 'hr:1': active(other) }), false],
    [
      'is no more that of a worker to whom HR gave another one',
      workerOf(
        { 'hr:1': engagementOf(said(1, 'joined', '2026-01-01', ada), said(2, 'moved', '2026-02-01', other)) },
        known,
      ),
      false,
    ],
    ['is that of a worker for whom it is announced only', workerOf({ 'hr:1': announced }), true],
    [
      'is not that of a worker for whom another one is announced',
      workerOf({ 'hr:1': engagementOf(said(2, 'moved', '2026-06-02', other)) }),
      false,
    ],
    ['is not that of a worker of whom HR states none', workerOf({ 'hr:1': active() }), false],
    [
      'stays that of a worker whom an operator ended, though HR took back all it said of it',
      workerOf({ 'hr:1': active() }, { ...known, overrides: [endedByOperator] }),
      true,
    ],
    [
      'stays that of a worker whose offer was rescinded',
      workerOf({
        'hr:1': engagementOf(said(1, 'joined', '2026-01-01', ada), {
          ...said(2, 'joined', '2026-01-01'),
          phase: 'cancelled',
        }),
      }),
      true,
    ],
    ['is free once HR took back all it said of it', workerOf({ 'hr:1': active() }, known), false],
    [
      'is free where the operator’s word is another one',
      workerOf({ 'hr:1': active() }, { ...known, overrides: [keptByOperator] }),
      false,
    ],
    [
      'is not that of a worker whom an operator ended, and who never had it',
      workerOf({ 'hr:1': active() }, { addresses: ['ada.k@example.com'], overrides: [endedByOperator] }),
      false,
    ],
  ])('%s', (_name, worker, isTheirs) => {
    expect(hasAddress(worker, 'ada@example.com', now)).toBe(isTheirs);
  });
});

describe('only an operator has spoken of a worker', () => {
  const overrides = [endedByOperator];
  const link = { kind: 'joined', sourceKey: 'hr:1', actor: 'hr', reason: 'The same address', at: 1 } as const;

  it.each<[string, Worker, boolean]>([
    ['where there is nothing but the operator’s word', workerOf({}, { overrides }), true],
    ['not where HR speaks of them, too', workerOf({ 'hr:1': active() }, { overrides }), false],
    ['not where the history has what HR said', workerOf({}, { overrides, hasEngagementsInHistory: true }), false],
    ['not where no operator has', workerOf({}), false],
    ['not where a source key was linked to them', workerOf({}, { overrides, links: [link] }), false],
  ])('%s', (_name, worker, isOnly) => {
    expect(isKnownByOperatorOnly(worker)).toBe(isOnly);
  });
});
