import { digestOf } from '../../../domain/text/digest-of.ts';

/** What was reviewed of one account. */
export interface ReviewedAccount {
  readonly account: string;
  readonly state: string;
  readonly workerKey?: string | undefined;
}

/**
 * Names what was reviewed: which accounts there are, of which class and of which worker. It does not depend on their order, and stays the
 * same while reviewed accounts are taken over.
 */
export function baselineDigest(accounts: readonly ReviewedAccount[]): string {
  const rows = accounts.map(({ account, state, workerKey = '' }) => [account, state, workerKey] as const);
  const sorted = rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(sorted);
}
