import { describe, expect, it } from 'vitest';

import type { LeftChange } from '../../../shared/domain/worker/left.ts';
import type { LeftAccount, LeftAccounts } from '../../../shared/ports/ledger/per-target/left.ts';
import type { LedgerUnderTest } from './ledger.ts';

const TARGET = 'atlan-prod';
const change = (accountId: string, version: number, more: Partial<LeftChange> = {}): LeftChange => ({
  accountId,
  workerKey: 'w-1',
  version,
  left: { enabled: true, role: '$member', hasEnded: false },
  ...more,
});
const ended = { left: { enabled: false, hasEnded: true } };

async function all(left: LeftAccounts, target = TARGET): Promise<readonly LeftAccount[]> {
  const accounts: LeftAccount[] = [];
  let cursor: string | undefined;
  do {
    const page = await left.list(target, cursor);
    accounts.push(...page.accounts);
    cursor = page.next;
  } while (cursor !== undefined);
  return accounts.sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

export function describeLeft(start: () => Promise<LedgerUnderTest>): void {
  describe('what our last receipt left', () => {
    it('lists what was written, each target on its own', async () => {
      const { left } = (await start()).ledger;
      expect(await all(left)).toEqual([]);
      await left.write(TARGET, [change('a-1', 3), change('a#2', 4, { workerKey: 'w#2', left: { hasEnded: true } })]);
      await left.write('atlan-sandbox', [change('a-1', 9)]);
      expect(await all(left)).toEqual([
        change('a#2', 4, { workerKey: 'w#2', left: { hasEnded: true } }),
        change('a-1', 3),
      ]);
      expect(await all(left, 'atlan-sandbox')).toEqual([change('a-1', 9)]);
    });

    it('is what the same worker said at the greatest version, whatever comes last', async () => {
      const { left } = (await start()).ledger;
      await left.write(TARGET, [change('a-1', 5, ended)]);
      await left.write(TARGET, [change('a-1', 4), change('a-1', 5)]);
      expect(await all(left)).toEqual([change('a-1', 5, ended)]);
      await left.write(TARGET, [change('a-1', 6)]);
      expect(await all(left)).toEqual([change('a-1', 6)]);
    });

    it('is removed only by the worker who no longer manages the account', async () => {
      const { left } = (await start()).ledger;
      await left.write(TARGET, [change('a-1', 5)]);
      await left.write(TARGET, [{ accountId: 'a-1', workerKey: 'w-1', version: 4 }]);
      await left.write(TARGET, [{ accountId: 'a-1', workerKey: 'w-2', version: 9 }]);
      await left.write(TARGET, [{ accountId: 'a-2', workerKey: 'w-1', version: 9 }]);
      expect(await all(left)).toEqual([change('a-1', 5)]);
      await left.write(TARGET, [{ accountId: 'a-1', workerKey: 'w-1', version: 6 }]);
      expect(await all(left)).toEqual([]);
    });

    it('goes over to the worker who has the account now, whose versions are counted anew', async () => {
      const { left } = (await start()).ledger;
      await left.write(TARGET, [change('a-1', 50)]);
      await left.write(TARGET, [change('a-1', 2, { workerKey: 'w-2' })]);
      expect(await all(left)).toEqual([change('a-1', 2, { workerKey: 'w-2' })]);
    });

    it('keeps what is not ours beside what is, and never instead of it', async () => {
      const { left } = (await start()).ledger;
      const foreign = (version: number, workerKey: string) =>
        change('a-1', version, { workerKey, left: { hasEnded: true }, isForeign: true });
      await left.write(TARGET, [foreign(3, 'w-1')]);
      expect(await all(left)).toEqual([foreign(3, 'w-1')]);
      await left.write(TARGET, [foreign(1, 'w-2')]);
      expect(await all(left)).toEqual([foreign(1, 'w-2')]);
      await left.write(TARGET, [change('a-1', 2, { workerKey: 'w-3' })]);
      await left.write(TARGET, [foreign(9, 'w-1')]);
      expect(await all(left)).toEqual([change('a-1', 2, { workerKey: 'w-3' })]);
      await left.write(TARGET, [foreign(5, 'w-3')]);
      expect(await all(left)).toEqual([foreign(5, 'w-3')]);
    });

    it('loses none of many that are written at once', async () => {
      const { inRealTime } = await start();
      const changes = Array.from({ length: 600 }, (_, n) => change(`a-${String(n).padStart(4, '0')}`, n + 1));
      await Promise.all(
        Array.from({ length: 12 }, (_, at) => inRealTime.left.write(TARGET, changes.slice(at * 50, at * 50 + 50))),
      );
      expect(await all(inRealTime.left)).toEqual(changes);
    });

    it('leaves out what does not fit, and never keeps what is out of date', async () => {
      const { left } = (await start()).ledger;
      const role = `$${'r'.repeat(200_000)}`;
      await left.write(TARGET, [change('a-1', 1, { left: { role, hasEnded: false } })]);
      expect(await all(left)).toHaveLength(1);
      await left.write(TARGET, [change('a-1', 2, { left: { role: role + role, hasEnded: true } })]);
      expect(await all(left)).toEqual([]);
      await left.write(TARGET, [change('a-1', 3, { left: { role: role + role, hasEnded: true } })]);
      expect(await all(left)).toEqual([]);
    });
  });
}
