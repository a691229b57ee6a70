import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Statement, statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { takenBack } from '../../../../shared/domain/timeline/taking-back.ts';
import { lifecycleEvent } from '../../../support/events.ts';

/** A statement, with what was settled of it before older ones went to the history. */
function statement(event: LifecycleEvent, settled: Partial<Statement> = {}): Statement {
  const one = statementOf(event);
  if (!one) throw new Error('It changes no engagement');
  return { ...one, ...settled };
}
const move = lifecycleEvent(1, 'moved');
const cancellation = lifecycleEvent(3, 'moved', { phase: 'cancelled' });

describe('what was settled before older statements went to the history', () => {
  it('stays taken back where only the history has what took it back', () => {
    expect(takenBack([statement(move)], [move.id])).toEqual({ by: new Map([[move.id, undefined]]), idle: [] });
    expect(takenBack([statement(move, { takenBackBy: 'evt_gone' })], [])).toEqual({
      by: new Map([[move.id, undefined]]),
      idle: [],
    });
  });

  it('stays taken back by the statement that did so, while that is kept', () => {
    const word = statement(cancellation, { isSettled: true, hasTakenBack: true });
    expect(takenBack([statement(move, { takenBackBy: word.id }), word], [])).toEqual({
      by: new Map([[move.id, word]]),
      idle: [],
    });
  });

  it('takes back nothing more, and is not open', () => {
    const word = statement(cancellation, { isSettled: true });
    expect(takenBack([statement(move), word], [])).toEqual({ by: new Map(), idle: [] });
  });

  it.each([
    ['says nothing new where a cancellation had taken it back', true, []],
    ['finds nothing where a correction had', false, [cancellation.id]],
  ])('once more cancelled, the new word %s', (_name, wasCancelled, idle) => {
    const known = statement(move, { takenBackBy: 'evt_gone', wasCancelled });
    expect(takenBack([known, statement(cancellation)], []).idle.map(({ id }) => id)).toEqual(idle);
  });

  it('is known by the contract of the cancellation, too, where that one is kept', () => {
    const ofContract = statement({ ...move, engagementId: 'A' }, { takenBackBy: cancellation.id, wasCancelled: true });
    const word = statement(cancellation, { isSettled: true, hasTakenBack: true });
    const since = statement(lifecycleEvent(4, 'moved', { date: '2026-06-01' }));
    const again = statement({ ...cancellation, id: 'evt_5', order: lifecycleEvent(5, 'moved').order });
    expect(takenBack([ofContract, word, since, again], [])).toEqual({ by: new Map([[move.id, word]]), idle: [] });
  });

  it('counts for a name, too: what it names is taken back, also before it arrives', () => {
    const word = statement({ ...cancellation, supersedes: move.id });
    expect(takenBack([statement(move), word], []).by).toEqual(new Map([[move.id, word]]));
    expect(takenBack([word], []).by).toEqual(new Map([[move.id, word]]));
  });
});
