import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import {
  changeId,
  changesBetween,
  isSameAccount,
  mergeKnown,
} from '../../../../shared/domain/account/account-change.ts';

const invited: Account = {
  id: 'u1',
  state: 'invited',
  username: 'ada@example.com',
  email: 'ada@example.com',
  role: '$guest',
  enabled: true,
  emailVerified: false,
  createdAt: 1,
};
const active: Account = {
  ...invited,
  state: 'active',
  firstName: 'Ada',
  lastName: 'Example',
  emailVerified: true,
  lastLoginAt: 5_000,
};

const kinds = (before: Account | undefined, now: Account) => changesBetween(before, now).map(({ kind }) => kind);

describe('the changes between two looks', () => {
  it('are a discovery at first sight, whatever the account is', () => {
    expect(changesBetween(undefined, active)).toEqual([{ kind: 'AccountDiscovered', state: 'active', role: '$guest' }]);
    expect(changesBetween(undefined, { id: 'u1' })).toStrictEqual([{ kind: 'AccountDiscovered' }]);
  });

  it('are an acceptance and a first sign-in when an invitee comes in', () => {
    expect(kinds(invited, active)).toEqual(['InvitationAccepted', 'FirstLogin']);
    expect(kinds(invited, { ...active, state: 'provisioned', lastLoginAt: undefined })).toEqual(['InvitationAccepted']);
  });

  it('are no first sign-in when a person signs in again, or may have before', () => {
    expect(kinds(active, { ...active, lastLoginAt: 6_000 })).toEqual([]);
    expect(kinds({ ...active, lastLoginAt: undefined }, active)).toEqual([]);
    expect(kinds({ ...active, state: 'provisioned' }, { ...active, lastLoginAt: 6_000 })).toEqual([]);
    expect(kinds({ ...active, state: undefined, lastLoginAt: undefined }, active)).toEqual([]);
  });

  it('say when access was turned off and on', () => {
    const disabled: Account = { ...active, enabled: false, state: 'disabled' };
    expect(kinds(active, disabled)).toEqual(['AccountDisabled']);
    expect(kinds(disabled, active)).toEqual(['AccountEnabled']);
    expect(kinds({ ...disabled, enabled: undefined }, active)).toEqual(['AccountEnabled']);
  });

  it('carry both roles, and of a profile only which fields', () => {
    const moved: Account = { ...active, role: '$member', email: 'ada.new@example.com', lastName: 'Lovelace' };
    expect(changesBetween(active, moved)).toEqual([
      { kind: 'RoleChanged', from: '$guest', to: '$member' },
      { kind: 'ProfileChanged', fields: ['email', 'lastName'] },
    ]);
    expect(JSON.stringify(changesBetween(active, moved))).not.toMatch(/ada|lovelace/i);
  });
});

describe('what is known after a look', () => {
  it('keeps what the look left out', () => {
    expect(mergeKnown(active, { id: 'u1', role: '$member', enabled: undefined })).toEqual({
      ...active,
      role: '$member',
    });
  });

  it('does not end an invitation on a look that does not show it', () => {
    const { emailVerified: _, ...unverified } = invited;
    const known = mergeKnown(invited, { ...unverified, state: 'provisioned' });
    expect(known).toEqual(invited);
    expect(kinds(known, active)).toEqual(['InvitationAccepted', 'FirstLogin']);
  });

  it('drops a state that no longer follows from what is seen', () => {
    expect(mergeKnown(invited, { id: 'u1', emailVerified: true })).not.toHaveProperty('state');
    const disabled: Account = { ...active, enabled: false, state: 'disabled' };
    expect(mergeKnown(disabled, { id: 'u1', enabled: true })).not.toHaveProperty('state');
  });

  it.each<[Account['state'], Partial<Account>, Account['state']]>([
    ['invited', { role: '$member' }, 'invited'],
    ['invited', { emailVerified: false }, 'invited'],
    ['invited', { enabled: true }, 'invited'],
    ['invited', { state: 'active' }, 'active'],
    ['invited', { state: 'provisioned', emailVerified: true }, 'provisioned'],
    ['active', { state: 'provisioned' }, 'provisioned'],
    ['active', { emailVerified: true }, 'active'],
    ['active', { enabled: true }, 'active'],
    ['disabled', { role: '$member' }, 'disabled'],
    ['disabled', { enabled: false }, 'disabled'],
    ['disabled', { emailVerified: true }, 'disabled'],
  ])('of one that was %s and shows %o is that it is %s', (state, look, known) => {
    expect(mergeKnown({ id: 'u1', state }, { id: 'u1', ...look })).toEqual({ id: 'u1', ...look, state: known });
  });
});

describe('two looks at an account', () => {
  it('know the same only where neither knows more than the other', () => {
    const bare: Account = { id: 'u1', state: 'active' };
    expect(isSameAccount(bare, { ...bare })).toBe(true);
    expect(isSameAccount(bare, { ...bare, role: '$admin' })).toBe(false);
    expect(isSameAccount({ ...bare, role: '$admin' }, bare)).toBe(false);
    expect(isSameAccount({ ...bare, role: '$admin' }, { ...bare, role: '$guest' })).toBe(false);
  });
});

describe('the id of a change', () => {
  const change = { target: 'atlan-prod', accountId: 'u1', inventoryVersion: 3, kind: 'RoleChanged' };

  it('is the same for the same change, and for no other', () => {
    expect(changeId({ ...change })).toBe(changeId(change));
    const others = [
      { ...change, target: 'atlan-sandbox' },
      { ...change, accountId: 'u2' },
      { ...change, inventoryVersion: 4 },
      { ...change, kind: 'FirstLogin' },
    ];
    expect(new Set([change, ...others].map(changeId)).size).toBe(5);
  });

  // a subscriber of the bus tells a repetition by it
  it('stays what it was', () => {
    expect(changeId(change)).toBe('chg_c03f2d3a335789abad83a067dc61291986751a09');
  });
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** An account as a target shows one when it shows everything. */
const whole: fc.Arbitrary<Account> = fc
  .record({
    state: fc.constantFrom('invited', 'provisioned', 'active', 'disabled', 'locked'),
    role: fc.constantFrom('$guest', '$member', '$admin'),
    email: fc.constantFrom('a@example.com', 'b@example.com'),
    lastLoginAt: maybe(fc.integer({ min: 2_000, max: 9_000 })),
    lastName: fc.constantFrom('One', 'Two'),
  })
  .map(({ lastLoginAt = 2_000, ...fields }) => ({
    id: 'u1',
    ...fields,
    enabled: fields.state !== 'disabled',
    emailVerified: fields.state !== 'invited',
    ...(fields.state !== 'invited' && fields.state !== 'provisioned' && { lastLoginAt }),
  }));

const FIELDS = ['state', 'role', 'email', 'enabled', 'emailVerified', 'lastLoginAt', 'lastName'] as const;

/** The same account, of which a look shows less. */
const less = (account: Account, hidden: readonly (typeof FIELDS)[number][]): Account => {
  const shown = Object.entries(account).filter(([field]) => !hidden.some((one) => one === field));
  return { id: account.id, ...Object.fromEntries(shown) };
};

describe('a missing field', () => {
  const hidden = fc.subarray([...FIELDS]);

  it('is never a change of an account against itself', () => {
    fc.assert(
      fc.property(whole, hidden, hidden, (account, one, other) => {
        expect(changesBetween(less(account, one), less(account, other))).toEqual([]);
      }),
    );
  });

  it('never adds a change that both whole looks do not show', () => {
    fc.assert(
      fc.property(whole, whole, hidden, hidden, (before, now, one, other) => {
        const all = kinds(before, now);
        const found = kinds(less(before, one), less(now, other));
        expect(found.filter((kind) => !all.includes(kind))).toEqual([]);
      }),
    );
  });

  it('erases nothing that was known', () => {
    fc.assert(
      fc.property(whole, whole, hidden, (before, now, gone) => {
        const known = mergeKnown(before, less(now, gone));
        for (const field of ['role', 'email', 'enabled', 'emailVerified', 'lastName'] as const)
          expect(known[field]).toBe(gone.includes(field) ? before[field] : now[field]);
        expect(isSameAccount(mergeKnown(known, known), known)).toBe(true);
      }),
    );
  });
});

describe('what happens once', () => {
  /** The ways on from each state; nobody comes back from having accepted, or from having signed in. */
  const path = fc
    .constantFrom(
      ['invited', 'active', 'disabled', 'active'],
      ['invited', 'provisioned', 'active', 'locked', 'active'],
      ['provisioned', 'active', 'disabled'],
    )
    .map((states) =>
      states.map(
        (state): Account => ({
          id: 'u1',
          state: state as Account['state'],
          enabled: state !== 'disabled',
          emailVerified: state !== 'invited',
          ...(state !== 'invited' && state !== 'provisioned' && { lastLoginAt: 5_000 }),
        }),
      ),
    );

  it('is found once, however many looks there were in between', () => {
    fc.assert(
      fc.property(path, fc.infiniteStream(fc.boolean()), (states, skip) => {
        const found = (looks: readonly Account[]) => {
          let known: Account | undefined;
          return looks.flatMap((look) => {
            const changes = kinds(known, look);
            known = mergeKnown(known, look);
            return changes.filter((kind) => kind === 'InvitationAccepted' || kind === 'FirstLogin');
          });
        };
        const some = states.filter((_, at) => at === 0 || at === states.length - 1 || !skip.next().value);
        expect(found(some).sort()).toEqual(found(states).sort());
      }),
    );
  });
});
