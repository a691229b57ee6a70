import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { differencesFrom, groupDifference, isActiveAgain } from '../../../../shared/domain/account/drift.ts';
import type { Left } from '../../../../shared/domain/worker/left.ts';

const active: Account = { id: 'u1', state: 'active', enabled: true, role: '$member' };
const disabled: Account = { id: 'u1', state: 'disabled', enabled: false, role: '$member' };
const works: Left = { enabled: true, role: '$member', hasEnded: false };
const hasLeft: Left = { enabled: false, role: '$member', hasEnded: true };

const fields = (left: Left, now: Account) => differencesFrom(left, now).map(({ field }) => field);

describe('what an account differs in from what we left', () => {
  it.each<[string, Left, Account, readonly string[]]>([
    ['nothing', works, active, []],
    ['nothing, for one who has left', hasLeft, disabled, []],
    ['sign-in, by hand', works, disabled, ['enabled']],
    ['sign-in, of one who has left', hasLeft, active, ['enabled']],
    ['sign-in, where only the state says so', works, { id: 'u1', state: 'disabled' }, ['enabled']],
    ['role', works, { ...active, role: '$admin' }, ['role']],
    ['both', works, { ...disabled, role: '$admin' }, ['enabled', 'role']],
    ['sign-in, of one who was gone when access ended', { hasEnded: true }, active, ['enabled']],
    ['nothing that the look leaves out', works, { id: 'u1' }, []],
    ['nothing that was not known', { hasEnded: false }, disabled, []],
  ])('is %s', (_, left, now, expected) => {
    expect(fields(left, now)).toEqual(expected);
  });

  it('has one mark as long as it is the same, and another one after the next receipt', () => {
    const [one] = differencesFrom(works, disabled, 3);
    expect(differencesFrom(works, disabled, 3)).toEqual([one]);
    expect(differencesFrom(works, disabled, 4)).not.toEqual([one]);
    expect(differencesFrom(works, { ...active, role: '$admin' }, 3)).not.toEqual(
      differencesFrom(works, { ...active, role: '$guest' }, 3),
    );
  });

  // the ledger keeps the mark: by another one the same difference would be told again
  it('has the mark that it always had', () => {
    const [mark] = differencesFrom(works, { ...active, role: '$admin' }, 3);
    expect(mark).toEqual({ field: 'role', mark: 'role 172b2474b1a30b8a' });
    expect(groupDifference(['g2', 'g1'])).toEqual([{ field: 'groups', mark: 'groups 9ef9b58dcd059e7f' }]);
  });

  it('may be groups, in whatever order they were found', () => {
    expect(groupDifference([])).toEqual([]);
    expect(groupDifference(['g2', 'g1'])).toEqual(groupDifference(['g1', 'g2']));
    expect(groupDifference(['g1'])).not.toEqual(groupDifference(['g2']));
  });
});

describe('an account that is active again', () => {
  it('can sign in, and its worker’s access had ended', () => {
    expect(isActiveAgain(hasLeft, active)).toBe(true);
    expect(isActiveAgain(hasLeft, disabled)).toBe(false);
    expect(isActiveAgain(hasLeft, { id: 'u1' })).toBe(false);
    expect(isActiveAgain(works, active)).toBe(false);
  });
});
