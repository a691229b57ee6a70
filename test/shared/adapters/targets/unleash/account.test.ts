import { describe, expect, it } from 'vitest';
import { UNLEASH_TRAITS } from '../../../../../shared/adapters/targets/unleash/traits.ts';
import { toAccount } from '../../../../../shared/adapters/targets/unleash/users/account.ts';
import { roleRank } from '../../../../../shared/domain/provider/traits.ts';

describe('a user of Unleash as an account', () => {
  it('works from its creation on', () => {
    const user = {
      id: 7,
      email: 'Ada@Example.com',
      rootRole: 3,
      createdAt: '2026-11-20T13:58:14.548Z',
      seenAt: '2026-11-21T08:00:00.000Z',
    };
    expect(toAccount(user)).toEqual({
      id: '7',
      state: 'active',
      enabled: true,
      email: 'ada@example.com',
      role: 'viewer',
      createdAt: Date.parse('2026-11-20T13:58:14.548Z'),
      lastLoginAt: Date.parse('2026-11-21T08:00:00.000Z'),
    });
  });

  it('has a role below the least where the instance made the role itself', () => {
    const { role } = toAccount({ id: 7, rootRole: 12 });
    expect(role).toBe('root role 12');
    expect(roleRank(role, UNLEASH_TRAITS)).toBe(0);
  });

  it('has no role, and no dates, where none is shown', () => {
    expect(toAccount({ id: 7, rootRole: null, createdAt: 'long ago' })).toEqual({
      id: '7',
      state: 'active',
      enabled: true,
    });
  });
});
