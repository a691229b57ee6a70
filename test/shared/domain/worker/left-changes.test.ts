import { describe, expect, it } from 'vitest';

import type { Action } from '../../../../shared/domain/plan/action.ts';
import {
  afterStep,
  type LeftSide,
  leftChanges,
  leftOf,
  withVersions,
} from '../../../../shared/domain/worker/left-changes.ts';
import type { ManagedAccount } from '../../../../shared/domain/worker/worker.ts';

const account = (more: Partial<ManagedAccount> = {}): ManagedAccount => ({
  id: 'u1',
  how: 'invited',
  ownedGroups: ['g1'],
  left: { enabled: true, role: '$member', version: 3 },
  ...more,
});
const committed = (now: readonly ManagedAccount[], before: readonly ManagedAccount[], version = 9) => {
  const kept = withVersions(now, before, version);
  return { kept, changes: leftChanges({ workerKey: 'w1', version }, { accounts: kept }, { accounts: before }) };
};

describe('what a commit changes of what was left', () => {
  it('is nothing where all is as it was', () => {
    expect(committed([account()], [account()])).toEqual({ kept: [account()], changes: [] });
  });

  it.each<[string, Partial<ManagedAccount>]>([
    ['sign-in', { left: { enabled: false, role: '$member', version: 3 } }],
    ['role', { left: { enabled: true, role: '$guest', version: 3 } }],
    ['the end of access', { endedAt: 5 }],
    ['nothing but a step of ours', { left: { enabled: true, role: '$member' } }],
    ['the end of access, of an account that is gone', { left: undefined, endedAt: 5 }],
  ])('is reported for an account that differs in %s', (_, more) => {
    const now = account(more);
    const { kept, changes } = committed([now], [account()]);
    expect(kept).toEqual([{ ...now, left: { ...now.left, version: 9 } }]);
    expect(changes).toEqual([{ accountId: 'u1', workerKey: 'w1', version: 9, left: leftOf(now) }]);
  });

  it('is reported for an account that was not reported to poll yet', () => {
    const never = account({ left: { enabled: true, role: '$member' } });
    expect(committed([never], [never]).changes).toHaveLength(1);
    expect(committed([account({ id: 'u2' })], []).changes).toMatchObject([{ accountId: 'u2', version: 9 }]);
    expect(committed([account(), account({ id: 'u2' })], [account()]).changes).toMatchObject([{ accountId: 'u2' }]);
  });

  it('is nothing as long as nothing is known of the account', () => {
    const unseen = account({ left: undefined });
    expect(committed([unseen], []).changes).toEqual([]);
  });

  it('names the accounts that are not managed any more', () => {
    expect(committed([], [account()]).changes).toEqual([{ accountId: 'u1', workerKey: 'w1', version: 9 }]);
  });
});

describe('an account that is not ours and answers to a leaver', () => {
  const changes = (now: Partial<LeftSide>, before: Partial<LeftSide>) =>
    leftChanges({ workerKey: 'w1', version: 9 }, { accounts: [], ...now }, { accounts: [], ...before });
  const about = (accountId: string) => ({ accountId, workerKey: 'w1', version: 9 });
  const foreign = (id: string, hasEnded: boolean) => ({ ...about(id), left: { hasEnded }, isForeign: true });

  it('is reported when it is found, when access is over, when it is not, and when it is gone', () => {
    expect(changes({ foreign: ['u9'] }, {})).toEqual([foreign('u9', false)]);
    expect(changes({ foreign: ['u9'] }, { foreign: ['u9'] })).toEqual([]);
    expect(changes({ foreign: ['u9'], overAt: 5 }, { foreign: ['u9'] })).toEqual([foreign('u9', true)]);
    expect(changes({ foreign: ['u8', 'u9'], overAt: 5 }, { foreign: ['u9'], overAt: 5 })).toEqual([
      foreign('u8', true),
    ]);
    expect(changes({ foreign: ['u9'] }, { foreign: ['u9'], overAt: 5 })).toEqual([foreign('u9', false)]);
    expect(changes({ overAt: 5 }, { foreign: ['u9'], overAt: 5 })).toEqual([about('u9')]);
  });

  it('is an account like any other once it is theirs', () => {
    const [theirs] = withVersions([account({ id: 'u9', left: { enabled: false } })], [], 9);
    expect(changes({ accounts: [theirs!] }, { foreign: ['u9'] })).toEqual([
      { ...about('u9'), left: { enabled: false, hasEnded: false } },
    ]);
  });
});

describe('a step that was read back', () => {
  const step = (more: object) => ({ accountId: 'u1', rule: 'r', ...more }) as Action;
  const drifted = account({ drift: ['role 1'] });

  it.each<[string, Action, Partial<ManagedAccount>]>([
    ['enable', step({ kind: 'enable' }), { left: { enabled: true, role: '$member' } }],
    ['disable', step({ kind: 'disable' }), { left: { enabled: false, role: '$member' } }],
    ['delete', step({ kind: 'delete', groupIds: ['g1'] }), { left: { enabled: false, role: '$member' } }],
    ['set-role', step({ kind: 'set-role', role: '$guest' }), { left: { enabled: true, role: '$guest' } }],
    ['add-to-groups', step({ kind: 'add-to-groups', groupIds: ['g1', 'g2'] }), { ownedGroups: ['g1', 'g2'] }],
    ['remove-from-group', step({ kind: 'remove-from-group', groupId: 'g1' }), { ownedGroups: [] }],
    ['adopt', step({ kind: 'adopt', email: 'ada@example.com' }), {}],
  ])('%s is what we left, and ends what others did', (_, action, expected) => {
    expect(afterStep(drifted, action)).toEqual(account(expected));
  });

  it('leaves the other groups ours where one is taken away', () => {
    const inThree = account({ ownedGroups: ['g1', 'g2', 'g3'] });
    const removed = afterStep(inThree, step({ kind: 'remove-from-group', groupId: 'g2' }));
    expect(removed).toMatchObject({ ownedGroups: ['g1', 'g3'] });
  });

  it('changes no other account', () => {
    expect(afterStep(drifted, step({ kind: 'disable', accountId: 'u2' }))).toEqual(drifted);
    const invite: Action = { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'r' };
    expect(afterStep(drifted, invite)).toEqual(drifted);
  });
});
