import { createHash } from 'node:crypto';

import * as z from 'zod/mini';

import type { LeftChange } from '../../../domain/worker/left.ts';
import type { LeftAccount, LeftAccounts } from '../../../ports/ledger/per-target/left.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

/** Account id, worker key, the worker's version, enabled, role, whether access has ended, and whether it is not ours. */
type Packed = [string, string, number, boolean | null, string | null, boolean, boolean];

interface Shard {
  readonly accounts: Packed[];
}

const KIND: ItemKind<Shard> = {
  name: 'left',
  schema: 1,
  shape: z.object({
    accounts: z.array(
      z.tuple([
        z.string(),
        z.string(),
        z.number(),
        z.nullable(z.boolean()),
        z.nullable(z.string()),
        z.boolean(),
        z.boolean(),
      ]),
    ),
  } satisfies Fields<Shard>),
};

/** Some 2,400 accounts with ids and keys of 36 letters. */
const MAX_BYTES = 256 * 1024;
const PAGE = 256;

/** One of 256 shards has the account, by its id. What does not fit into its shard any more is left out. */
export function ledgerLeft(parts: LedgerParts): LeftAccounts {
  const partition = (target: string) => keyText('left', target);
  const shardOf = (accountId: string) => createHash('sha256').update(accountId).digest('hex').slice(0, 2);

  return {
    write: async (target, changes) => {
      for (const [shard, some] of Map.groupBy(changes, ({ accountId }) => shardOf(accountId)))
        await changeItem<Shard, void>(parts, {
          kind: KIND,
          key: { pk: partition(target), sk: shard },
          decide: (current) => {
            const before = current?.accounts ?? [];
            const accounts = some.reduce(take, before);
            return { answer: undefined, ...(accounts !== before && { write: { accounts } }) };
          },
        });
    },
    list: async (target, cursor) => {
      const { items, next } = await parts.items.query({ pk: partition(target), limit: PAGE, cursor });
      const accounts = items.flatMap((item) => decode(KIND, item).accounts.map(unpacked));
      return { accounts, ...(next !== undefined && { next }) };
    },
  };
}

/** The same list where the change says nothing that is newer. */
function take(accounts: Packed[], change: LeftChange): Packed[] {
  const { accountId, workerKey, version, left, isForeign = false } = change;
  const known = accounts.find(([id]) => id === accountId);
  const [, holder, knownVersion, , , , isKnownForeign = true] = known ?? [];
  if (holder === workerKey && knownVersion !== undefined && knownVersion >= version) return accounts;
  const isTheirs = holder === undefined || holder === workerKey;
  if (!isTheirs && (!left || (isForeign && !isKnownForeign))) return accounts;
  if (!left && !known) return accounts;
  const others = accounts.filter(([id]) => id !== accountId);
  if (!left) return others;
  const { enabled = null, role = null, hasEnded } = left;
  const packed: Packed = [accountId, workerKey, version, enabled, role, hasEnded, isForeign];
  const more = [...others, packed];
  if (Buffer.byteLength(JSON.stringify(more)) <= MAX_BYTES) return more;
  // an entry that is out of date would be worse than none
  return known ? others : accounts;
}

const unpacked = ([accountId, workerKey, version, enabled, role, hasEnded, isForeign]: Packed): LeftAccount => ({
  accountId,
  workerKey,
  version,
  left: { ...(enabled !== null && { enabled }), ...(role !== null && { role }), hasEnded },
  ...(isForeign && { isForeign }),
});
