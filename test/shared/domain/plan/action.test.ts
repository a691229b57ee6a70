import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';

import type { Account } from '../../../../shared/domain/account/account.ts';
import {
  type Action,
  hasEnded,
  isDisabled,
  isEnding,
  isGrant,
  type Look,
  proves,
} from '../../../../shared/domain/plan/action.ts';
import { disabled, invitee, member, present } from './looks.ts';

const rule = 'r';
const accountId = 'u1';
const email = 'ada@example.com';
const invite: Action = { kind: 'invite', email, role: '$member', rule };
const adopt: Action = { kind: 'adopt', accountId, email, rule };
const enable: Action = { kind: 'enable', accountId, rule };
const disable: Action = { kind: 'disable', accountId, rule };
const addToGroups: Action = { kind: 'add-to-groups', accountId, groupIds: ['g1', 'g2'], rule };
const removeFromGroup: Action = { kind: 'remove-from-group', accountId, groupId: 'g1', rule };
const setRole = (role: string, from?: string): Action => ({
  kind: 'set-role',
  accountId,
  role,
  ...(from !== undefined && { from }),
  rule,
});

describe('a step', () => {
  it.each<[string, Action]>([
    ['invites', invite],
    ['takes an account over', adopt],
    ['enables', enable],
    ['puts into groups', addToGroups],
    ['raises a role', setRole('$member', '$guest')],
    ['sets a role where none shows', setRole('$guest')],
  ])('that %s gives a worker more', (_name, action) => {
    expect(isGrant(action, ATLAN_TRAITS)).toBe(true);
  });

  it.each<[string, Action]>([
    ['disables', disable],
    ['deletes the account', { kind: 'delete', accountId, groupIds: ['g1'], rule }],
    ['takes out of a group', removeFromGroup],
    ['lowers a role', setRole('$guest', '$admin')],
    ['sets the role that is there', setRole('$member', '$member')],
    ['sets a role that is not known', setRole('$other', '$guest')],
  ])('that %s gives a worker nothing', (_name, action) => {
    expect(isGrant(action, ATLAN_TRAITS)).toBe(false);
  });
});

it('the sign-in of an account is ended by a disable or by a deletion, and by no other step', () => {
  const deletion: Action = { kind: 'delete', accountId, groupIds: ['g1'], rule };
  const steps = [invite, adopt, enable, disable, deletion, setRole('$guest'), addToGroups, removeFromGroup];
  expect(steps.filter(isEnding)).toEqual([disable, deletion]);
});

const shows = (account: Account, groupIds?: readonly string[]): Look => ({
  sighting: present(account),
  ...(groupIds && { groupIds }),
});
const absent: Look = { sighting: { kind: 'absent' } };
const unknown: Look = { sighting: { kind: 'unknown' } };
const several: Look = { sighting: { kind: 'several', accounts: [disabled, disabled] } };
const { enabled: _, email: _shown, ...bare } = member;

describe('a look afterwards', () => {
  it.each<[string, Action, Look]>([
    ['an invitation by the account, though its e-mail does not show', invite, shows({ ...bare, state: 'invited' })],
    ['that an account was taken over by its e-mail, also where it is disabled', adopt, shows(disabled)],
    ['that an account is enabled', enable, shows(member)],
    ['that an account is disabled', disable, shows(disabled)],
    ['that an account is disabled where it is gone', disable, absent],
    ['a role', setRole('$member'), shows(member)],
    ['the groups, where others are there too', addToGroups, shows(member, ['g0', 'g1', 'g2'])],
    ['that a group was left', removeFromGroup, shows(member, ['g2'])],
  ])('proves %s', (_name, action, look) => {
    expect(proves(action, look)).toBe(true);
  });

  it.each<[string, Action, Look[]]>([
    ['an invitation without an account', invite, [absent, unknown]],
    [
      'that an account with another e-mail was taken over',
      adopt,
      [shows({ ...member, email: 'b@example.com' }), absent],
    ],
    ['that an account is enabled that is not, or does not say so', enable, [shows(disabled), shows(bare), absent]],
    ['that an account is disabled that may sign in', disable, [shows(member), shows(invitee), unknown, several]],
    ['another role', setRole('$guest'), [shows(member), absent]],
    ['groups of which some are missing, or that were not read', addToGroups, [shows(member, ['g1']), shows(member)]],
    ['that a group was left that is there, or was not read', removeFromGroup, [shows(member, ['g1']), shows(member)]],
  ])('does not prove %s', (_name, action, looks) => {
    expect(looks.map((look) => proves(action, look))).toEqual(looks.map(() => false));
  });
});

describe('whether access has ended', () => {
  it('is shown by an account that is disabled or gone, and by nothing else', () => {
    const looks = [absent, shows(disabled), shows(member), shows(invitee), unknown, several];
    expect(looks.map(({ sighting }) => hasEnded(sighting))).toEqual([true, true, false, false, false, false]);
  });

  it('is shown by a state that says so or by an account that is not enabled, whichever shows', () => {
    const accounts: Account[] = [
      { id: 'u1', state: 'disabled' },
      { id: 'u1', enabled: false },
    ];
    expect(accounts.map(isDisabled)).toEqual([true, true]);
  });

  it('is not shown by a locked account, nor by one that shows neither', () => {
    const accounts: Account[] = [{ id: 'u1', state: 'locked', enabled: true }, { id: 'u1' }];
    expect(accounts.map(isDisabled)).toEqual([false, false]);
  });
});
