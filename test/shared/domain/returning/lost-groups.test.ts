import { describe, expect, it } from 'vitest';

import {
  lostToDeletion,
  stillReturned,
  withLostGroups,
  withReturned,
} from '../../../../shared/domain/returning/lost-groups.ts';
import type { ManagedAccount } from '../../../../shared/domain/worker/worker.ts';

const account = (changes: Partial<ManagedAccount> = {}): ManagedAccount => ({
  id: 'u1',
  how: 'invited',
  ownedGroups: [],
  ...changes,
});

describe('what is remembered when an account is deleted', () => {
  it.each([
    ['those that others gave', account({ ownedGroups: ['policy'] }), ['policy', 'a', 'b'], ['a', 'b']],
    ['those that we only gave again', account({ ownedGroups: ['a', 'policy'], returnedGroups: ['a'] }), ['a'], ['a']],
    ['what was lost before too, once', account({ lostGroups: ['a'] }), ['a', 'b'], ['a', 'b']],
    ['nothing, where all of them are ours', account({ ownedGroups: ['policy'] }), ['policy'], undefined],
    ['nothing of an account at a wrong address', account({ isMisaddressed: true }), ['a'], undefined],
  ] as const)('is %s', (_what, before, groupIds, lost) => {
    expect(withLostGroups(before, groupIds).lostGroups).toEqual(lost);
    expect(lostToDeletion([withLostGroups(before, groupIds)])).toEqual(lost ?? []);
  });

  it('is at most a hundred', () => {
    const many = Array.from({ length: 300 }, (_, n) => `g${n}`);
    expect(withLostGroups(account(), many).lostGroups).toHaveLength(100);
  });
});

describe('a worker who is back', () => {
  const accounts = [
    account({ lostGroups: ['a', 'b'], returnedGroups: ['b'] }),
    account({ id: 'u2', ownedGroups: ['policy', 'a'] }),
  ];

  it('has lost nothing any more, and has of us what we gave again', () => {
    expect(withReturned(accounts, { id: 'u2', given: ['a', 'b'] })).toEqual([
      account(),
      account({ id: 'u2', ownedGroups: ['policy', 'a'], returnedGroups: ['a'] }),
    ]);
  });

  it('keeps no membership of which a person took them out', () => {
    const one = account({ ownedGroups: ['b'], returnedGroups: ['a', 'b'] });
    expect(stillReturned(one).returnedGroups).toEqual(['b']);
    expect(stillReturned({ ...one, ownedGroups: [] })).toEqual(account());
  });
});
