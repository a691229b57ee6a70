import { describe, expect, it } from 'vitest';

import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import {
  type Ending,
  isAdministrator,
  isNeverGranted,
  keepsAccount,
  leastRole,
  roleRank,
} from '../../../../shared/domain/provider/traits.ts';

describe('the roles of a provider', () => {
  it('rank from the least to the most, and one that it does not have below all', () => {
    const ranks = [undefined, '$other', '$guest', '$member', '$admin'].map((role) => roleRank(role, ATLAN_TRAITS));
    expect(ranks).toEqual([0, 0, 1, 2, 3]);
    expect(leastRole(ATLAN_TRAITS)).toBe('$guest');
  });

  it('make an administrator where the provider says so, and no role makes none', () => {
    const traits = { administrators: ['owner', 'admin'] };
    expect(['owner', 'admin', 'editor', undefined].map((role) => isAdministrator(role, traits))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a role that only a person in the target gives', () => {
  it.each<[string | undefined, boolean]>([
    ['owner', true],
    ['admin', false],
    [undefined, false],
  ])('is named by the provider: %s, %s', (role, isNever) => {
    expect(isNeverGranted(role, { neverGranted: ['owner'] })).toBe(isNever);
  });

  it('is none where the provider names none', () => {
    expect(isNeverGranted('owner', {})).toBe(false);
  });
});

describe('an account whose sign-in has ended', () => {
  it.each<[Ending['by'], boolean]>([
    ['disable', true],
    ['suspend', true],
    ['delete', false],
    ['leave-directory', false],
  ])('by %s is still there: %s', (by, isThere) => {
    expect(keepsAccount({ ending: { by, administrators: 'like-others' } })).toBe(isThere);
  });
});
