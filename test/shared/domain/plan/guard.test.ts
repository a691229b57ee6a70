import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';

import type { Action } from '../../../../shared/domain/plan/action.ts';
import {
  isWorkingAdministrator,
  limitKind,
  limitOf,
  makesAdministrator,
  unmakesAdministrator,
} from '../../../../shared/domain/plan/guard.ts';

const on = { accountId: 'u1', rule: 'r' };
const setRole = (role: string, from?: string): Action => ({
  kind: 'set-role',
  ...on,
  role,
  ...(from !== undefined && { from }),
});
const EVERY_KIND: readonly (readonly [string, Action, ReturnType<typeof limitKind>])[] = [
  ['an invitation', { kind: 'invite', email: 'ada@example.com', role: '$guest', rule: 'r' }, 'grants'],
  ['an account that is enabled', { kind: 'enable', ...on }, 'grants'],
  ['a membership that is taken away', { kind: 'remove-from-group', ...on, groupId: 'g' }, 'removals'],
  ['a lower role', setRole('$guest', '$member'), 'removals'],
  ['a higher role', setRole('$member', '$guest'), 'elevations'],
  ['a role where none was known', setRole('$guest'), 'elevations'],
  ['the role that it has', setRole('$member', '$member'), undefined],
  ['an account that is taken over', { kind: 'adopt', ...on, email: 'ada@example.com' }, undefined],
  ['memberships that are given', { kind: 'add-to-groups', ...on, groupIds: ['g'] }, undefined],
  ['an account that is deleted', { kind: 'delete', ...on, groupIds: ['g'] }, 'removals'],
  ['a disable of a worker who stays, for want of a role', { kind: 'disable', ...on }, 'removals'],
];

describe('the limit that an action counts against', () => {
  it('of an account that came of the same plan: its first role is part of the grant', () => {
    const counting = { isLeaver: false, traits: ATLAN_TRAITS, isNew: (id: string) => id === 'u1' };
    expect(limitKind(setRole('$member', '$guest'), counting)).toBeUndefined();
    expect(limitKind({ ...setRole('$member', '$guest'), accountId: 'u2' } as Action, counting)).toBe('elevations');
    expect(limitKind(setRole('$guest', '$member'), counting)).toBe('removals');
  });

  it.each(EVERY_KIND)('of a worker who stays: %s', (_name, action, kind) => {
    expect(limitKind(action, { isLeaver: false, traits: ATLAN_TRAITS })).toBe(kind);
  });

  it.each(EVERY_KIND)('of a leaver is always that of leavers: %s', (_name, action) => {
    expect(limitKind(action, { isLeaver: true, traits: ATLAN_TRAITS })).toBe('leavers');
  });
});

describe('how many workers a window may touch', () => {
  it.each([
    [0, 3],
    [149, 3],
    [199, 3],
    [200, 4],
    [1_000, 20],
  ])('is the larger of the least and the percentage, rounded down (%i managed: %i)', (managed, most) => {
    expect(limitOf({ min: 3, percent: 2 }, managed)).toBe(most);
  });
});

describe('an administrator', () => {
  it('is made by an invitation or a role, and by nothing else', () => {
    expect(
      makesAdministrator({ kind: 'invite', email: 'ada@example.com', role: '$admin', rule: 'r' }, ATLAN_TRAITS),
    ).toBe(true);
    expect(
      makesAdministrator({ kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'r' }, ATLAN_TRAITS),
    ).toBe(false);
    expect(makesAdministrator(setRole('$admin'), ATLAN_TRAITS)).toBe(true);
    expect(makesAdministrator(setRole('$member', '$admin'), ATLAN_TRAITS)).toBe(false);
    expect(makesAdministrator({ kind: 'enable', ...on }, ATLAN_TRAITS)).toBe(false);
  });

  it('is unmade by a disable and by any other role', () => {
    const administrator = { id: 'u1', role: '$admin' };
    expect(unmakesAdministrator({ kind: 'disable', ...on }, administrator, ATLAN_TRAITS)).toBe(true);
    expect(unmakesAdministrator(setRole('$guest', '$admin'), administrator, ATLAN_TRAITS)).toBe(true);
    expect(unmakesAdministrator(setRole('$admin', '$admin'), administrator, ATLAN_TRAITS)).toBe(false);
    expect(unmakesAdministrator({ kind: 'enable', ...on }, administrator, ATLAN_TRAITS)).toBe(false);
    expect(unmakesAdministrator({ kind: 'disable', ...on }, { id: 'u1', role: '$member' }, ATLAN_TRAITS)).toBe(false);
    expect(unmakesAdministrator({ kind: 'disable', ...on }, undefined, ATLAN_TRAITS)).toBe(false);
  });

  it.each([
    ['is active', { enabled: true, state: 'active' }, true],
    ['has signed in, whatever the state says', { enabled: true, lastLoginAt: 1 }, true],
    ['was created and never signed in', { enabled: true, state: 'provisioned' }, false],
    ['is disabled', { enabled: false, state: 'disabled', lastLoginAt: 1 }, false],
    ['is not known to be enabled', { state: 'active' }, false],
  ] as const)('who %s can act for the company: %o', (_name, fields, isWorking) => {
    expect(isWorkingAdministrator({ id: 'u1', role: '$admin', ...fields }, ATLAN_TRAITS)).toBe(isWorking);
    expect(isWorkingAdministrator({ id: 'u1', role: '$member', ...fields }, ATLAN_TRAITS)).toBe(false);
  });
});
