import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import type { Account, Sighting } from '../../../../shared/domain/account/account.ts';
import type { Action } from '../../../../shared/domain/plan/action.ts';
import { afterAction, foresee } from '../../../../shared/domain/plan/foresee.ts';
import type { GrantIntent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { NOTHING_ELSE } from '../../../../shared/domain/worker/access-over.ts';

const rules: TargetRules = { traits: ATLAN_TRAITS, adopt: 'exact-email', idpGroupIds: [], isProtected: () => false };
const ada: Account = { id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' };
const bea: Account = { ...ada, id: 'u2', email: 'bea@example.com' };

const seen = (account: Account, groupIds?: readonly string[], ownedGroups: readonly string[] = ['g1']) => ({
  record: { id: account.id, how: 'invited' as const, ownedGroups },
  sighting: { kind: 'present', account } as const,
  ...(groupIds && { groupIds }),
});
const observed = (...managed: Observed['managed']): Observed => ({ managed, refusals: [], leaver: NOTHING_ELSE });
const withEmail = (byEmail: Sighting): Observed => ({ ...observed(), byEmail });
const rule = 'r';

describe('what a faithful target shows after one step', () => {
  it('is an open invitation with the role that it was sent with', () => {
    const before = withEmail({ kind: 'absent' });
    expect(afterAction(before, { kind: 'invite', email: 'ada@example.com', role: '$guest', rule })).toEqual({
      refusals: [],
      leaver: NOTHING_ELSE,
      managed: [
        {
          record: { id: 'invited', how: 'invited', ownedGroups: [] },
          sighting: {
            kind: 'present',
            account: { id: 'invited', email: 'ada@example.com', state: 'invited', enabled: true, role: '$guest' },
          },
          groupIds: [],
        },
      ],
    });
  });

  it.each([
    ['without groups where none are known', undefined, []],
    ['with the groups that it has', ['g1'], ['g1']],
  ])('is the account that was taken over, %s, none of them ours', (_, adopted, groupIds) => {
    const before = { ...observed(seen(bea, [])), byEmail: { kind: 'present', account: ada } as const };
    const adopt: Action = { kind: 'adopt', accountId: 'u1', email: 'ada@example.com', rule };
    expect(afterAction(before, adopt, adopted)).toEqual(
      observed(seen(bea, []), {
        record: { id: 'u1', how: 'adopted', ownedGroups: [] },
        sighting: { kind: 'present', account: ada },
        groupIds,
      }),
    );
  });

  it.each<[string, Observed]>([
    ['nothing was asked by address', observed()],
    ['the address has no account', withEmail({ kind: 'absent' })],
    ['several accounts have the address', withEmail({ kind: 'several', accounts: [ada, bea] })],
  ])('is as before where an account is taken over and %s', (_, before) => {
    expect(afterAction(before, { kind: 'adopt', accountId: 'u1', email: 'ada@example.com', rule }, ['g1'])).toEqual(
      before,
    );
  });

  const disabled: Account = { ...ada, enabled: false, state: 'disabled' };
  const record = seen(ada).record;
  it.each<[string, Observed['managed'][number], Action, Observed['managed'][number]]>([
    ['an enabled account', seen(disabled, ['g1']), { kind: 'enable', accountId: 'u1', rule }, seen(ada, ['g1'])],
    [
      'a disabled account, which keeps its groups and is remembered as disabled by us',
      seen(ada, ['g1', 'g9']),
      { kind: 'disable', accountId: 'u1', rule },
      { ...seen(disabled, ['g1', 'g9']), record: { ...record, left: { enabled: false } } },
    ],
    [
      'a disabled account, of whose role is known what was known before',
      { ...seen(ada, []), record: { ...record, left: { enabled: true, role: '$member' } } },
      { kind: 'disable', accountId: 'u1', rule },
      { ...seen(disabled, []), record: { ...record, left: { enabled: false, role: '$member' } } },
    ],
    [
      'a disabled account in the groups that we gave, where none were read',
      seen(ada),
      { kind: 'disable', accountId: 'u1', rule },
      { ...seen(disabled, ['g1']), record: { ...record, left: { enabled: false } } },
    ],
    [
      'an account with another role',
      seen(ada, []),
      { kind: 'set-role', accountId: 'u1', role: '$guest', rule },
      seen({ ...ada, role: '$guest' }, []),
    ],
    [
      'an account in more groups, which are ours now',
      seen(ada, ['g1', 'g9']),
      { kind: 'add-to-groups', accountId: 'u1', groupIds: ['g2', 'g3'], rule },
      seen(ada, ['g1', 'g9', 'g2', 'g3'], ['g1', 'g2', 'g3']),
    ],
    [
      'an account in one group less',
      seen(ada, ['g1', 'g9']),
      { kind: 'remove-from-group', accountId: 'u1', groupId: 'g1', rule },
      seen(ada, ['g9']),
    ],
  ])('is %s, and others as they were', (_, before, action, after) => {
    expect(afterAction(observed(before, seen(bea, ['g1'])), action)).toEqual(observed(after, seen(bea, ['g1'])));
  });

  it('is as before of an account that it did not show', () => {
    const absent = { record, sighting: { kind: 'absent' } as const, groupIds: [] };
    expect(afterAction(observed(absent), { kind: 'enable', accountId: 'u1', rule })).toEqual(observed(absent));
  });
});

describe('what will be done', () => {
  const grant: GrantIntent = {
    kind: 'grant',
    email: 'ada@example.com',
    role: { name: '$member', rule: 'members' },
    groups: [{ id: 'g1', rule: 'members' }],
    undecidedGroupIds: [],
    missingGroups: [],
  };

  it('is every step of the plans that follow from each other', () => {
    expect(foresee(grant, withEmail({ kind: 'absent' }), rules)).toEqual([
      { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'members' },
      { kind: 'add-to-groups', accountId: 'invited', groupIds: ['g1'], rule: 'members' },
    ]);
  });

  it('takes nothing out of groups where none are known of an account that is taken over to be ended', () => {
    const sighting = { kind: 'present', account: ada } as const;
    const before = {
      ...withEmail(sighting),
      leaver: { ...NOTHING_ELSE, byAddress: new Map([['ada@example.com', sighting]]) },
    };
    expect(foresee({ kind: 'end', rule: 'left', byOperator: true }, before, rules)).toEqual([
      { kind: 'adopt', accountId: 'u1', email: 'ada@example.com', rule: 'left' },
      { kind: 'disable', accountId: 'u1', rule: 'left' },
    ]);
  });

  it('is nothing where all is as it should be', () => {
    expect(foresee(grant, observed(seen(ada, ['g1'])), rules)).toEqual([]);
  });

  it('ends after six plans where a target shows an account under an id that is not its own', () => {
    const strange = {
      ...seen({ ...ada, role: '$guest' }, ['g1']),
      record: { id: 'u9', how: 'invited' as const, ownedGroups: [] },
    };
    const again: Action = { kind: 'set-role', accountId: 'u1', role: '$member', from: '$guest', rule: 'members' };
    expect(foresee(grant, observed(strange), rules)).toEqual(Array.from({ length: 6 }, () => again));
  });
});
