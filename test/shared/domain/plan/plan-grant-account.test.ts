import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../shared/domain/account/account.ts';
import type { GrantIntent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import type { Next } from '../../../../shared/domain/plan/plan.ts';
import { planGrant } from '../../../../shared/domain/plan/plan-grant.ts';
import {
  breakGlass,
  disabled,
  invitee,
  lookAt,
  lookWithout,
  type Managed,
  member,
  rules,
  seen,
  wanted,
} from './looks.ts';

const { role: _, ...undecided } = wanted;

const plan = (more: Partial<GrantIntent>, observed: Observed, configured: Partial<TargetRules> = {}) =>
  planGrant({ ...wanted, ...more }, observed, { ...rules, ...configured });
const waiting = (because: string): Next => ({ kind: 'waiting', because });
const hold = (kind: 'protected' | 'conflict', because: string): Next => ({ kind: 'hold', hold: kind, because });

const UNDECIDED = 'A rule could not be decided: HR has not sent every attribute that the rule needs';
const NOT_ACCEPTED = waiting('The invitation has not been accepted yet');
const AS_WANTED: Next = { kind: 'converged', because: 'Matches policy' };
const PROTECTED = hold('protected', 'The account is protected: nothing is written to it');
const UNCLEAR = waiting('The target does not show enough of the account to act');

describe('a role that only people in the target give', () => {
  it('is left alone, and everything else is as policy wants', () => {
    const traits = { ...rules.traits, neverGranted: ['$admin'] };
    const look = lookAt({ ...member, role: '$admin' }, { groupIds: [] });
    const groups = [{ id: 'g1', rule: 'r' }];
    expect(plan({ groups }, seen([look]), { traits }).actions).toEqual([
      { kind: 'add-to-groups', accountId: 'u1', groupIds: ['g1'], rule: 'r' },
    ]);
    expect(plan({}, seen([look])).actions).toMatchObject([{ kind: 'set-role', role: '$member' }]);
  });
});

describe('a worker with an account', () => {
  it.each<[string, Partial<GrantIntent>, Managed, Next]>([
    ['has all that policy wants', {}, lookAt(member), AS_WANTED],
    ['has not accepted the invitation', {}, lookAt(invitee), NOT_ACCEPTED],
    [
      'waits for groups that the target does not have',
      { missingGroups: ['Data', 'Legal'] },
      lookAt(invitee),
      waiting('The target has no group Data, Legal; create it, or set create: true in the catalogue'),
    ],
    ['has a protected one', {}, lookAt(breakGlass), PROTECTED],
    ['has one that does not show', {}, lookWithout({ kind: 'unknown' }), UNCLEAR],
    [
      'has one that a person disabled in the target',
      { groups: [{ id: 'g1', rule: 'r' }] },
      lookAt(disabled, { left: { enabled: true } }),
      waiting(
        'The account is disabled, and no record here says why: if the worker has left, have HR say so; otherwise enable it in the target',
      ),
    ],
  ])('%s, and nothing is done', (_name, more, look, next) => {
    expect(plan(more, seen([look]))).toEqual({ actions: [], next });
  });

  it('is enabled first, then raised, then put into groups, and taken out of groups last', () => {
    const groups = ['g1', 'g2', 'g3'].map((id) => ({ id, rule: id === 'g3' ? 'data' : 'all' }));
    const look = lookAt({ ...disabled, role: '$guest' }, { ownedGroups: ['old', 'gone'], groupIds: ['old', 'others'] });
    const accountId = 'u1';
    expect(plan({ groups }, seen([look]))).toEqual({
      actions: [
        { kind: 'enable', accountId, rule: 'members' },
        { kind: 'set-role', accountId, role: '$member', from: '$guest', rule: 'members' },
        { kind: 'add-to-groups', accountId, groupIds: ['g1', 'g2', 'g3'], rule: 'all, data' },
        { kind: 'remove-from-group', accountId, groupId: 'old', rule: 'no rule gives it any more' },
      ],
      next: AS_WANTED,
    });
  });

  it('is put into no group while their groups were not read', () => {
    const { groupIds: _unread, ...look } = lookAt(member, { ownedGroups: ['old'] });
    expect(plan({ groups: [{ id: 'g1', rule: 'r' }] }, seen([look])).actions).toEqual([]);
  });

  describe('while a rule that may give the role is undecided', () => {
    const inGroup: GrantIntent = { ...undecided, groups: [{ id: 'g1', rule: 'r' }] };

    it('gets their groups', () => {
      expect(planGrant(inGroup, seen([lookAt(member, { groupIds: [] })]), rules)).toEqual({
        actions: [{ kind: 'add-to-groups', accountId: 'u1', groupIds: ['g1'], rule: 'r' }],
        next: waiting(UNDECIDED),
      });
    });

    it('is not enabled again, and gets nothing', () => {
      const look = lookAt(disabled, { groupIds: [] });
      expect(planGrant(inGroup, seen([look]), rules)).toEqual({ actions: [], next: waiting(UNDECIDED) });
    });
  });
});

describe('the role of an account', () => {
  const roles = (more: Partial<GrantIntent>, role: Account['role']) =>
    plan(more, seen([lookAt({ ...member, role })])).actions.flatMap((one) => ('role' in one ? [one.role] : []));
  const perhaps = (name: string) => ({ undecidedRole: { name, rule: 'u' } });

  it.each<[string, Partial<GrantIntent>, string | undefined, string[]]>([
    ['is raised to the one policy gives', {}, '$guest', ['$member']],
    ['is lowered to it', {}, '$admin', ['$member']],
    ['stays where it is the one policy gives', {}, '$member', []],
    ['stays where it does not show', {}, undefined, []],
    ['is not raised to one that is perhaps due', perhaps('$admin'), '$member', []],
    [
      'is lowered to what is perhaps due, and no further',
      { role: undefined, ...perhaps('$member') },
      '$admin',
      ['$member'],
    ],
    ['is not lowered below what is perhaps due', perhaps('$admin'), '$admin', []],
    ['stays where neither it nor the one policy gives is known', { role: { name: 'x', rule: 'r' } }, 'y', []],
  ])('%s', (_name, more, has, changes) => {
    expect(roles(more, has)).toEqual(changes);
  });
});
