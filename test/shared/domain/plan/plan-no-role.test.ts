import { describe, expect, it } from 'vitest';
import type { Observed } from '../../../../shared/domain/plan/observed.ts';

import type { Next } from '../../../../shared/domain/plan/plan.ts';
import { planNoRole, wasDisabledByOthers } from '../../../../shared/domain/plan/plan-no-role.ts';
import { breakGlass, disabled, invitee, lookAt, lookWithout, member, refused, rules, seen } from './looks.ts';

const rule = 'no-rule';
const plan = (observed: Observed) => planNoRole({ kind: 'no-role' }, observed, rules);

const demote = { kind: 'set-role', accountId: 'u1', role: '$guest', from: '$member', rule } as const;
const disable = { kind: 'disable', accountId: 'u1', rule } as const;
const removal = { kind: 'remove-from-group', accountId: 'u1', groupId: 'g1', rule } as const;

const converged = (because: string): Next => ({ kind: 'converged', because });
const ENDED = converged('No rule gives access here: access ended');
const NOTHING = converged('No rule gives access here');
const PENDING: Next = {
  kind: 'waiting',
  because: 'No rule gives access here. Pending disable: the invitation is open, and an invitee cannot be disabled',
  pendingDisable: true,
};
const HAND_OFF: Next = {
  kind: 'hold',
  hold: 'hand-off',
  because:
    'No rule gives access here, and the target refuses to disable the account: its role and groups are removed, but it can still sign in. ' +
    'Disable it by hand',
};
const own = { ownedGroups: ['g1', 'idp'], groupIds: ['g1', 'theirs', 'idp'] };
const gone = lookWithout({ kind: 'absent' });
const leftEnabled = { ...own, left: { enabled: true } };

describe('the access of a worker to whom no rule gives a role', () => {
  it.each<[string, Observed, object[], Next]>([
    ['ends with the memberships that are ours', seen([lookAt(member, own)]), [disable, removal], ENDED],
    [
      'ends where the target refused another step only',
      seen([lookAt(member)], { refusals: [refused('scim')] }),
      [disable],
      ENDED,
    ],
    ['is reduced while the invitation is open', seen([lookAt(invitee, own)]), [demote, removal], PENDING],
    ['has ended where the account is gone', seen([gone]), [], ENDED],
    ['has ended where we disabled the account: it loses its groups', seen([lookAt(disabled, own)]), [removal], ENDED],
    [
      'has ended where a person disabled the account: it stays as it is',
      seen([lookAt(disabled, leftEnabled)]),
      [],
      ENDED,
    ],
    ['is none without an account', seen([]), [], NOTHING],
    [
      'is handed over where the target refuses to disable the account',
      seen([lookAt(member, own)], { refusals: [refused('scim'), refused('disable')] }),
      [demote, removal],
      HAND_OFF,
    ],
    [
      'is handed over so beside an open invitation',
      seen([lookAt({ ...invitee, id: 'u2', role: '$guest' }), lookAt(member)], { refusals: [refused('disable')] }),
      [demote],
      HAND_OFF,
    ],
    [
      'is not handed over where only an invitation is open',
      seen([lookAt(invitee)], { refusals: [refused('disable')] }),
      [demote],
      PENDING,
    ],
    [
      'stays while one of the accounts does not show',
      seen([lookAt(member), lookWithout({ kind: 'unknown' })]),
      [],
      { kind: 'waiting', because: 'The target does not show enough of the account to act' },
    ],
    [
      'stays while an account is there twice: a person must look',
      seen([lookAt(member), lookWithout({ kind: 'several', accounts: [member, member] })]),
      [],
      {
        kind: 'hold',
        hold: 'conflict',
        because: 'Several accounts have the same id; find out by hand which one is right',
      },
    ],
    [
      'stays with a protected account',
      seen([lookAt(member), lookAt(breakGlass)]),
      [],
      {
        kind: 'hold',
        hold: 'protected',
        because: 'No rule gives access here, and the account is protected: nothing is written to it',
      },
    ],
  ])('%s', (_name, observed, actions, next) => {
    expect(plan(observed)).toEqual({ actions, next });
  });

  it('names the person who is asked in each step, and the question, where an account can sign in', () => {
    const asks = { kind: 'no-role', because: 'No rule gives a role', about: ['members'] } as const;
    const asked = (observed: Observed) => planNoRole({ kind: 'no-role', asks }, observed, rules);
    const step = { ...disable, rule: 'no-rule (a person decides)' };
    expect(asked(seen([lookAt(member)]))).toEqual({ actions: [step], next: ENDED, asks });
    expect(asked(seen([lookAt(disabled)]))).toEqual({ actions: [], next: ENDED });
  });
});

describe('a person disabled an account in the target', () => {
  it('where our last receipt left it enabled', () => {
    expect(wasDisabledByOthers(lookAt(disabled, { left: { enabled: true } }))).toBe(true);
  });

  it('but not where we disabled it, where it is enabled, or gone', () => {
    expect(wasDisabledByOthers(lookAt(disabled, { left: { enabled: false } }))).toBe(false);
    expect(wasDisabledByOthers(lookAt(disabled))).toBe(false);
    expect(wasDisabledByOthers(lookAt(member, { left: { enabled: true } }))).toBe(false);
    expect(wasDisabledByOthers({ ...gone, record: { ...gone.record, left: { enabled: true } } })).toBe(false);
  });
});
