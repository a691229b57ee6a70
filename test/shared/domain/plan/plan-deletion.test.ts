import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { proves } from '../../../../shared/domain/plan/action.ts';
import { actionOf } from '../../../../shared/domain/plan/action-of.ts';
import { foresee } from '../../../../shared/domain/plan/foresee.ts';
import type { TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { leaveOne } from '../../../../shared/domain/plan/plan-leaving.ts';
import type { ProviderTraits } from '../../../../shared/domain/provider/traits.ts';
import type { Receipt } from '../../../../shared/domain/receipt.ts';

const TRAITS: ProviderTraits = {
  roles: ['viewer', 'editor', 'admin'],
  administrators: ['admin'],
  ending: { by: 'delete', administrators: 'like-others' },
  invitees: 'can-be-ended',
  requestsPerMinute: 60,
  groupOwners: 'us',
};
const rules: TargetRules = { traits: TRAITS, adopt: 'never', idpGroupIds: [], isProtected: () => false };
const account: Account = { id: 'u1', state: 'active', enabled: true, role: 'admin', email: 'ada@example.com' };
const present = (changes: Partial<Account> = {}) => ({ kind: 'present', account: { ...account, ...changes } }) as const;
const ladder = { rules, isRefused: false };
const deleted = { kind: 'delete', accountId: 'u1', role: 'admin', groupIds: ['g1'], rule: 'left' } as const;

describe('where accounts end by deletion, a leaver', () => {
  it('is deleted at once, administrators too, and what the account had is in the step', () => {
    expect(leaveOne('left', { sighting: present(), groupIds: ['g1'] }, ladder)).toEqual([deleted]);
  });

  it('is deleted without a word of a role, where the target shows none', () => {
    const { role: _, ...bare } = account;
    const [step] = leaveOne('left', { sighting: { kind: 'present', account: bare }, groupIds: [] }, ladder);
    expect(step).toStrictEqual({ kind: 'delete', accountId: 'u1', groupIds: [], rule: 'left' });
  });

  it('is deleted before the invitation is accepted, where the provider can', () => {
    const look = { sighting: present({ state: 'invited' }), groupIds: [] };
    expect(leaveOne('left', look, ladder)).toMatchObject([{ kind: 'delete' }]);
    const cannot: TargetRules = { ...rules, traits: { ...TRAITS, invitees: 'cannot-be-ended' } };
    expect(leaveOne('left', look, { ...ladder, rules: cannot })).toMatchObject([{ kind: 'set-role', role: 'viewer' }]);
  });

  it('loses the role first, where the provider deletes no administrator', () => {
    const careful: TargetRules = {
      ...rules,
      traits: { ...TRAITS, ending: { by: 'leave-directory', administrators: 'after-another-role' } },
    };
    const steps = leaveOne('left', { sighting: present(), groupIds: ['g1'] }, { ...ladder, rules: careful });
    expect(steps.map(({ kind }) => kind)).toEqual(['set-role', 'delete']);
  });

  it('keeps the account with the least role and in no group, where deletion was refused', () => {
    const steps = leaveOne('left', { sighting: present(), groupIds: ['g1'] }, { rules, isRefused: true });
    expect(steps.map(({ kind }) => kind)).toEqual(['set-role', 'remove-from-group']);
  });

  it('has ended once the account is seen absent, and not while it is only disabled', () => {
    expect(proves(deleted, { sighting: { kind: 'absent' } })).toBe(true);
    expect(proves(deleted, { sighting: present({ enabled: false, state: 'disabled' }) })).toBe(false);
  });

  it('needs no second step', () => {
    const managed = [
      { record: { id: 'u1', how: 'invited', ownedGroups: ['g1'] } as const, sighting: present(), groupIds: ['g1'] },
    ];
    const leaver = { byAddress: new Map(), foreign: new Map(), claimedBy: new Map(), statedFor: new Map() };
    const steps = foresee({ kind: 'end', rule: 'left' }, { managed, refusals: [], leaver }, rules);
    expect(steps).toEqual([deleted]);
  });

  it('is read back from its receipt with what the account had', () => {
    const receipt = (payload: Receipt['payload']) =>
      ({ header: { action: 'delete', accountId: 'u1', rule: 'left' }, payload }) as Receipt;
    expect(actionOf(receipt({ role: 'admin', groupIds: ['g1'] }))).toEqual(deleted);
    expect(actionOf(receipt({}))).toEqual({ kind: 'delete', accountId: 'u1', groupIds: [], rule: 'left' });
    expect(actionOf(receipt(undefined))).toBeUndefined();
  });
});
