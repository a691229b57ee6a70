import type { Account } from '../../../domain/account/account.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { SeenAccounts } from '../../converge/difference-at.ts';

/** The inventory of a target, by id and by address; accounts whose absence was proven are left out. */
export async function seenAccounts(target: string, { inventory }: Pick<Ledger, 'inventory'>): Promise<SeenAccounts> {
  const byId = new Map<string, Account>();
  const byEmail = new Map<string, Account>();
  for (let cursor: string | undefined; ; ) {
    const { records, next } = await inventory.list(target, cursor);
    for (const { account, removedAt } of records) {
      if (removedAt !== undefined) continue;
      byId.set(account.id, account);
      if (account.email !== undefined) byEmail.set(normaliseEmail(account.email), account);
    }
    if (next === undefined) return { byId, byEmail };
    cursor = next;
  }
}
