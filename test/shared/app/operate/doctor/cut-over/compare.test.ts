import { describe, expect, it } from 'vitest';
import { compareSides } from '../../../../../../shared/app/operate/doctor/cut-over/compare.ts';
import { accountFindings } from '../../../../../../shared/app/operate/doctor/cut-over/cut-over-findings.ts';
import type { Account } from '../../../../../../shared/domain/account/account.ts';

const ada: Account = { id: 'a', username: 'ada', email: 'ada@example.com' };
const bob: Account = { id: 'b', username: 'bob', email: 'bob@example.com' };

describe('the accounts of both sides', () => {
  it.each<[string, Account[], Account[], object[]]>([
    ['are the same by id', [ada], [ada], []],
    ['are the same by username in any case, where ids differ', [ada], [{ ...ada, id: 's', username: 'ADA' }], []],
    ['differ in username', [ada], [{ ...ada, username: 'a.l' }], [{ kind: 'username', accountId: 'a', scimId: 'a' }]],
    [
      'differ in username, and are found by address where ids differ',
      [ada],
      [{ ...ada, id: 's', username: 'a.l' }],
      [{ kind: 'username', accountId: 'a', scimId: 's' }],
    ],
    [
      'would be matched to another person by username',
      [ada],
      [{ ...bob, id: 's', username: 'ada' }],
      [{ kind: 'another', accountId: 'a', scimId: 's' }],
    ],
    [
      'are another person under the same id',
      [ada],
      [{ ...bob, id: 'a' }],
      [{ kind: 'another', accountId: 'a', scimId: 'a' }],
    ],
    ['are not in SCIM', [ada, bob], [bob], [{ kind: 'not-in-scim', accountId: 'a' }]],
    ['are only in SCIM', [bob], [ada, bob], [{ kind: 'only-in-scim', scimId: 'a' }]],
    ['show too little', [{ id: 'a' }], [ada], [{ kind: 'unclear', accountId: 'a' }]],
  ])('%s', (_, own, scim, differences) => {
    expect(compareSides(own, scim).differences).toEqual(differences);
  });

  it('are named by id and never by address, the first ten of them', () => {
    const own = Array.from(
      { length: 12 },
      (_, n): Account => ({ id: `acc-${n}`, username: `p${n}`, email: `p${n}@example.com` }),
    );
    const compared = compareSides(own, []);
    const findings = accountFindings({ own: { accounts: own }, scim: { accounts: [] }, ...compared });
    expect(findings[0]).toMatchObject({ level: 'wrong', what: 'SCIM does not show 12 accounts' });
    expect(findings[0]?.because).toContain('acc-9 and 2 more');
    expect(JSON.stringify(findings)).not.toContain('@');
  });
});
