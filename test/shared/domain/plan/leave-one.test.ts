import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { type Ladder, leaveOne } from '../../../../shared/domain/plan/plan-leaving.ts';
import { breakGlass, disabled, invitee, lookAt, lookWithout, member, present, rules } from './looks.ts';

const rule = 'left';
const disable = { kind: 'disable', accountId: 'u1', rule } as const;
const removal = { kind: 'remove-from-group', accountId: 'u1', groupId: 'g1', rule } as const;
const demote = { kind: 'set-role', accountId: 'u1', role: '$guest', from: '$member', rule } as const;

describe('the end of one account', () => {
  const groupIds = ['g1', 'idp'];
  const steps = (account: Account, more: Partial<Ladder> = {}) =>
    leaveOne(rule, lookAt(account, { groupIds }), { rules, isRefused: false, ...more });

  it('is to disable it and to take its groups, but those of the identity provider', () => {
    expect(steps(member)).toEqual([disable, removal]);
    expect(steps({ ...member, role: '$admin' })).toEqual([{ ...demote, from: '$admin' }, disable, removal]);
  });

  it('is to take role and groups where it cannot be disabled', () => {
    expect(steps(invitee)).toEqual([demote, removal]);
    expect(steps(member, { isRefused: true })).toEqual([demote, removal]);
    expect(steps({ ...invitee, role: '$guest' })).toEqual([removal]);
  });

  it('names no role before where the target shows none', () => {
    const { from: _, ...bare } = demote;
    expect(steps({ ...invitee, role: undefined })).toStrictEqual([bare, removal]);
  });

  it('leaves the groups of a worker who comes back within days, once sign-in has ended', () => {
    expect(steps(member, { isComingBack: true })).toEqual([disable]);
    expect(steps(disabled, { isComingBack: true })).toEqual([]);
    expect(steps(invitee, { isComingBack: true })).toEqual([demote, removal]);
  });

  it('goes on beyond the target until that was refused, whatever was refused here before', () => {
    const beyond: Account = { ...disabled, endsBeyond: true };
    expect(steps(beyond)).toEqual([disable, removal]);
    expect(steps(beyond, { isRefused: true })).toEqual([disable, removal]);
    expect(steps(beyond, { isBeyondRefused: true })).toEqual([removal]);
    expect(steps(beyond, { isComingBack: true })).toEqual([disable]);
    expect(steps(member, { isBeyondRefused: true })).toEqual([disable, removal]);
  });

  it('is nothing for a protected one, for one that is gone, and for one whose groups were not read', () => {
    expect(steps(breakGlass)).toEqual([]);
    for (const kind of ['absent', 'unknown'] as const)
      expect(leaveOne(rule, lookWithout({ kind }), { rules, isRefused: false })).toEqual([]);
    expect(leaveOne(rule, { sighting: present(disabled) }, { rules, isRefused: false })).toEqual([]);
  });
});
