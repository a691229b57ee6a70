import { describe, expect, it } from 'vitest';

import { polling } from '../shared/app/poll/polling.ts';
import { recordWrites } from '../simulation/what-happened.ts';
import { company } from '../support/company.ts';
import { restorableItems } from '../support/restorable-items.ts';
import { accountOf, days, employ, hr, statesOf, WIDE } from './staff.ts';

const CALL = { deadline: Number.MAX_SAFE_INTEGER };

describe('what is not ours', () => {
  // exercises: ownership is per membership, and no rule can delete a group
  it('keeps its groups and their members, whatever happens to workers', async () => {
    const acme = await employ(await company(), 3);
    const { atlan } = acme;
    const made = await atlan.createGroup({ alias: 'Book Club' }, CALL);
    if (made.kind !== 'done') throw new Error('the group was not made');
    for (const n of [1, 2]) await atlan.addToGroups(accountOf(acme, n)?.id ?? '', [made.value.group.id], CALL);
    await acme.deliver(hr(1, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }), hr(3, 'left'));
    await days(acme, 3);
    const groups = await Promise.all([1, 2, 3].map((n) => acme.groupsOf(accountOf(acme, n)?.id ?? '')));
    expect(groups).toEqual([['all_staff', 'book_club'], ['all_staff', 'book_club', 'data_eng'], []]);
  });
});

describe('a ledger that lost a part', () => {
  // exercises: what the ledger does not know is looked up in the target, and absence ends nothing
  it.each(['worker', 'link', 'email', 'claim', 'inventory', 'left', 'directory', 'flag', 'checkpoint'])(
    'ends no access and invites no person twice: every item “%s” is missing',
    async (kind) => {
      const table = restorableItems();
      const acme = await employ(await polling({ items: table.items, target: WIDE }), 3);
      await acme.minute();
      const before = statesOf(acme);
      const kept = table.backup().filter(({ pk }) => pk.split('#')[0] !== kind);
      expect(kept.length).toBeLessThan(table.backup().length);
      await table.restore(kept);
      const writes = recordWrites(acme);
      await acme.sweep();
      await acme.follow();
      await days(acme, 2);
      await acme.deliver(...[1, 2, 3].map((n) => hr(n, 'joined', { date: '2026-02-01' })));
      await days(acme, 2);
      expect(statesOf(acme)).toEqual(before);
      expect(writes.filter(({ what }) => /^(?:invite|disable|remove)/.test(what))).toEqual([]);
    },
  );
});
