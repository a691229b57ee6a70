import { describe, expect, it } from 'vitest';

import { KINDS, type LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { saidKind, statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (date: string) => Date.parse(`${date}T12:00:00Z`);
const joined = lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: { department: 'Sales' } });

/** How a worker stands by events of one source key, or of several. */
function standing(date: string, ...events: readonly LifecycleEvent[]) {
  const byKey = Map.groupBy(events, ({ sourceKey }) => sourceKey);
  const engagements = Object.fromEntries([...byKey].map(([key, some]) => [key, recordAll(some).engagement]));
  return standingAt(engagements, [], at(date));
}

it('each kind is known again by its name', () => {
  const names = KINDS.map((kind) => {
    const statement = statementOf(lifecycleEvent(1, kind));
    return statement && saidKind(statement);
  });
  expect(names).toEqual(KINDS);
});

describe('a leave of absence', () => {
  const leave = lifecycleEvent(2, 'leave_started', { date: '2026-03-01', attributes: { department: 'Data' } });

  it('goes on until HR says that it is over', () => {
    const back = lifecycleEvent(3, 'leave_ended', { date: '2026-05-01' });
    const isOnLeave = (date: string) => standing(date, joined, leave, back).isOnLeave === true;
    expect(['2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01'].map(isOnLeave)).toEqual([false, true, true, false]);
  });

  it('is no attribute of the worker, and brings those that HR sent with it', () => {
    const [engagement] = standing('2026-03-02', joined, leave).engagements;
    expect(engagement?.attributes).toEqual({ department: 'Data' });
  });

  it('is over with the next start', () => {
    const left = lifecycleEvent(3, 'left', { date: '2026-03-31' });
    const again = lifecycleEvent(4, 'rehired', { date: '2026-06-01' });
    expect(standing('2026-06-02', joined, leave, left, again)).toMatchObject({ kind: 'active' });
    expect(standing('2026-06-02', joined, leave, left, again).isOnLeave).toBeUndefined();
  });

  it('of one engagement is none while another one goes on', () => {
    const second = lifecycleEvent(5, 'joined', { date: '2026-01-01', sourceKey: 'hr:2' });
    expect(standing('2026-03-02', joined, leave, second).isOnLeave).toBeUndefined();
    const both = lifecycleEvent(6, 'leave_started', { date: '2026-03-01', sourceKey: 'hr:2' });
    expect(standing('2026-03-02', joined, leave, second, both).isOnLeave).toBe(true);
  });
});

describe('a conversion', () => {
  const converted = lifecycleEvent(3, 'converted', { date: '2026-03-01', attributes: { workerType: 'employee' } });

  it('changes what a worker is, and begins nothing that a last day would not end', () => {
    const left = lifecycleEvent(4, 'left', { date: '2026-05-31' });
    expect(standing('2026-03-02', joined, converted).engagements[0]?.attributes).toEqual({
      department: 'Sales',
      workerType: 'employee',
    });
    expect(standing('2026-06-01', joined, converted, left)).toMatchObject({ kind: 'ended' });
    expect(standing('2026-06-01', joined, converted, left).questions).toBeUndefined();
  });

  it('keeps access for a day after the end of the former record, while the new one is on its way', () => {
    const left = lifecycleEvent(4, 'left', { date: '2026-02-28' });
    const kinds = ['2026-02-28', '2026-03-01', '2026-03-02'].map(
      (date) => standing(date, joined, converted, left).kind,
    );
    expect(kinds).toEqual(['active', 'active', 'ended']);
  });

  it('puts off no end that is to act at once', () => {
    const { effective, ...left } = lifecycleEvent(4, 'left', { date: '2026-02-28' });
    const atOnce = { ...left, effective: effective && { ...effective, immediate: true } };
    expect(standing('2026-03-01', joined, converted, atOnce).kind).toBe('ended');
  });

  it('hands over to the record of another id without a break', () => {
    const left = lifecycleEvent(4, 'left', { date: '2026-02-28' });
    const second = lifecycleEvent(5, 'joined', { date: '2026-03-02', sourceKey: 'hr:2' });
    const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'];
    expect(days.map((date) => standing(date, joined, converted, left, second).kind)).toEqual(Array(4).fill('active'));
  });

  it('is the start of a record for which HR stated none', () => {
    expect(standing('2026-02-28', converted).kind).toBe('expected');
    expect(standing('2026-03-02', converted).kind).toBe('active');
  });

  it('that was the only start and is taken back is a rescinded offer', () => {
    const back = lifecycleEvent(5, 'converted', { date: '2026-03-01', phase: 'cancelled' });
    expect(standing('2026-03-02', converted, back)).toMatchObject({ kind: 'ended', isRescinded: true });
  });
});

describe('a deleted record', () => {
  const deleted = lifecycleEvent(2, 'record_deleted', { effective: null });
  const asks = [{ kind: 'undated-ending', of: 'record_deleted', id: 'evt_2' }];

  it('ends nothing, and a person is asked', () => {
    expect(standing('2026-03-01', joined, deleted)).toMatchObject({ kind: 'active', questions: asks });
  });

  it('asks nothing once HR says something of the record again, or restores it', () => {
    const seen = lifecycleEvent(3, 'observed', { effective: null });
    const restored = lifecycleEvent(3, 'record_deleted', { effective: null, phase: 'cancelled' });
    for (const word of [seen, restored])
      expect(standing('2026-03-01', joined, deleted, word).questions).toBeUndefined();
  });

  it('asks nothing of a worker who goes on under another id, nor of one who has left', () => {
    const second = lifecycleEvent(4, 'joined', { date: '2026-01-01', sourceKey: 'hr:2' });
    const left = lifecycleEvent(1, 'left', { date: '2026-01-31' });
    expect(standing('2026-03-01', joined, deleted, second).questions).toBeUndefined();
    expect(standing('2026-03-01', { ...joined, order: '0', id: 'evt_0' }, left, deleted).questions).toBeUndefined();
  });
});

describe('a look at a record', () => {
  const seen = lifecycleEvent(2, 'observed', { effective: null, attributes: { department: 'Data' } });

  it('says what the worker is from then on, and nothing of whether they work here', () => {
    expect(standing('2026-03-01', joined, seen).engagements[0]?.attributes).toEqual({ department: 'Data' });
    expect(standing('2026-03-01', seen).kind).toBe('none');
  });
});
