import type { Account } from '../../../domain/account/account.ts';
import { isAdministrator, roleRank } from '../../../domain/provider/traits.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import { MAX_CANDIDATES } from '../../../domain/worker/hold.ts';
import type { Guarded } from './guarded.ts';

/** Of how many accounts it is asked whose they are. */
const ASKED = 50;

/**
 * Keys of workers who could be made administrator in place of the one who leaves, at most five: they work here, and have an active account
 * by the last sweep. Those with a higher role come first.
 */
export async function candidatesFor({ run, setup: { target }, deps }: Guarded): Promise<readonly string[]> {
  const { ledger, clock, policy } = deps;
  const { name, traits } = target;
  const rank = ({ role }: Account) => roleRank(role, traits);
  let accounts: readonly Account[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await ledger.inventory.list(name, cursor);
    const active = page.records
      .filter(({ removedAt, account }) => removedAt === undefined && isActive(account))
      .map(({ account }) => account)
      .filter(({ role }) => !isAdministrator(role, traits));
    accounts = [...accounts, ...active].toSorted((a, b) => rank(b) - rank(a)).slice(0, ASKED);
    cursor = page.next;
  }
  const candidates = new Set<string>();
  for (const { id } of accounts) {
    const workerKey = await ledger.claims.holderOf(name, id);
    const worker = workerKey === undefined ? undefined : await ledger.workers.load(workerKey);
    if (!worker || worker.key === run.worker.key) continue;
    if (accessAt(worker, clock.now(), policy.access).kind === 'active') candidates.add(worker.key);
    if (candidates.size === MAX_CANDIDATES) break;
  }
  return [...candidates];
}

const isActive = ({ state, enabled }: Account): boolean => state === 'active' && enabled === true;
