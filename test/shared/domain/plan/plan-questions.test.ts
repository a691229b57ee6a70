import { describe, expect, it } from 'vitest';
import type { PersonDoubt } from '../../../../shared/domain/identity/person-doubt.ts';
import type { GrantIntent, Intent } from '../../../../shared/domain/plan/intent.ts';
import type { Next } from '../../../../shared/domain/plan/plan.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import type { OpenQuestion } from '../../../../shared/domain/timeline/open-questions.ts';
import { breakGlass, disabled, invitee, lookAt, lookWithout, member, rules, seen, wanted } from './looks.ts';

const question: OpenQuestion = { kind: 'undated-ending', of: 'left', id: 'evt_2', at: 0 };
const asked: Next = {
  kind: 'hold',
  hold: 'undated-ending',
  because:
    'HR said that this worker leaves, but sent no date that can be read: access stays as it is. Have HR send the date, or decide yourself',
  about: ['evt_2'],
};
const notVisible: Next = { kind: 'waiting', because: 'The target does not show the invitation yet', isSoon: true };
const withoutAccount = seen([], { byEmail: { kind: 'absent' } });
const invite = { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'members' } as const;

describe('a worker who is left alone', () => {
  const alone = { kind: 'leave-alone', because: 'Not known yet' } as const;

  it('waits, and nothing is done, whatever there is', () => {
    for (const observed of [withoutAccount, seen([lookAt(member)])])
      expect(planFor(alone, observed, rules)).toEqual({
        actions: [],
        next: { kind: 'waiting', because: 'Not known yet', isAnnounced: true },
      });
  });

  it('is a question to a person where HR left one open', () => {
    expect(planFor({ ...alone, question }, withoutAccount, rules)).toEqual({ actions: [], next: asked });
  });

  const doubt: PersonDoubt = {
    kind: 'same-person',
    workerKey: 'w2',
    other: 'w1',
    agrees: ['workEmail'],
    differs: [],
    goesOnBeside: false,
    isTransfer: false,
  };
  it.each<[string, PersonDoubt, string[], string, { readonly ending?: boolean }]>([
    ['who may be another one', doubt, ['w1'], '', {}],
    [
      'whose contract may move to another id: access ends unless it is answered',
      { ...doubt, isTransfer: true },
      ['w1', 'transfer'],
      'Worker w2 starts when worker w1 leaves: if no operator has decided by then, sign-in ends and the rest stays. ',
      { ending: true },
    ],
  ])('is a question about a worker %s', (_name, about, ids, more, ending) => {
    const next: Next = {
      kind: 'hold',
      hold: 'same-person',
      because:
        'Are worker w2 and worker w1 the same person? For it: they agree in workEmail. Against it: nothing that HR says. ' +
        `${more}Nothing is granted until an operator decides: approve to link them, reject to keep them apart`,
      about: ids,
      other: 'w1',
      ...ending,
    };
    expect(planFor({ ...alone, question: about }, withoutAccount, rules)).toEqual({ actions: [], next });
  });
});

describe('while an invitation of ours may still show', () => {
  it.each<[string, Intent]>([
    ['a worker is not invited again', wanted],
    ['a worker who is left alone is checked soon', { kind: 'leave-alone', because: 'Not known yet' }],
    ['a worker without a role is not at rest', { kind: 'no-role' }],
  ])('%s', (_name, intent) => {
    const observed = { ...withoutAccount, isInvitationOpen: true };
    expect(planFor(intent, observed, rules)).toEqual({ actions: [], next: notVisible });
  });

  it('all other steps of a plan are done', () => {
    const observed = seen([lookAt({ ...member, role: '$guest' })], { isInvitationOpen: true });
    expect(planFor(wanted, observed, rules)).toEqual({
      actions: [{ kind: 'set-role', accountId: 'u1', role: '$member', from: '$guest', rule: 'members' }],
      next: notVisible,
    });
  });

  it('a question to a person stays one', () => {
    const observed = seen([lookAt(breakGlass)], { isInvitationOpen: true });
    expect(planFor(wanted, observed, rules)).toMatchObject({ actions: [], next: { kind: 'hold', hold: 'protected' } });
  });

  it('and not before one was sent: then the worker is invited', () => {
    expect(planFor(wanted, withoutAccount, rules).actions).toEqual([invite]);
  });
});

describe('what HR left open of a worker', () => {
  const asking: GrantIntent = { ...wanted, question };
  const leaving: Intent = { kind: 'end', rule: 'left', question };

  it('who works here is asked while access goes on as policy says', () => {
    expect(planFor(asking, withoutAccount, rules)).toEqual({ actions: [invite], next: asked });
    expect(planFor(asking, seen([lookAt(member)]), rules)).toEqual({ actions: [], next: asked });
  });

  it('who works here is asked after what shows within minutes', () => {
    expect(planFor(asking, { ...withoutAccount, isInvitationOpen: true }, rules)).toEqual({
      actions: [],
      next: notVisible,
    });
  });

  it('who works here is asked after another question to a person', () => {
    expect(planFor(asking, seen([lookAt(breakGlass)]), rules).next).toMatchObject({ hold: 'protected' });
  });

  it('who leaves is asked once the access is over', () => {
    expect(planFor(leaving, seen([lookAt(member)]), rules)).toMatchObject({
      actions: [{ kind: 'disable' }],
      next: asked,
    });
    expect(planFor(leaving, seen([lookAt(disabled)]), rules)).toMatchObject({ actions: [], next: asked });
  });

  it.each([
    ['waits', seen([lookAt(invitee)]), { kind: 'waiting', pendingDisable: true }],
    ['has an account that does not show', seen([lookWithout({ kind: 'unknown' })]), { kind: 'waiting', isSoon: true }],
    ['is another question', seen([lookAt(breakGlass)]), { kind: 'hold', hold: 'protected' }],
  ])('who leaves is not asked while the end %s', (_name, observed, next) => {
    expect(planFor(leaving, observed, rules).next).toMatchObject(next);
  });

  it('is asked in the words of its kind', () => {
    const because = (kind: OpenQuestion['kind']) =>
      planFor({ ...asking, question: { ...question, kind } }, seen([lookAt(member)]), rules).next.because;
    expect(because('idle-cancellation')).toMatch(/^HR cancelled a statement that cannot be found/);
    expect(because('unclear-ending')).toMatch(/^HR sent a last day that can mean two things\. One: it ends one/);
    expect(because('no-show')).toMatch(/^HR sent a last day before the first day of a contract/);
  });
});
