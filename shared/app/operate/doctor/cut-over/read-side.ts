import type { Account } from '../../../../domain/account/account.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Target } from '../../../../ports/target/target.ts';

export interface Side {
  readonly accounts: readonly Account[];
  /** Why the list may be short; absent where it was read to its end. Nothing is concluded from an account that a short list lacks. */
  readonly short?: string;
}

/** Of one side; enough for 20,000 accounts, a hundred to a page. */
const MOST_PAGES = 200;

/** All accounts that one interface lists, as far as the pages and the time go. */
export async function readSide({ listAccounts }: Pick<Target, 'listAccounts'>, call: Call): Promise<Side> {
  const accounts: Account[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await listAccounts(cursor, call);
    if (read.kind !== 'done') return { accounts, short: read.because };
    accounts.push(...read.value.accounts);
    cursor = read.value.next;
    if (cursor === undefined) return { accounts };
  }
  return { accounts, short: `Only the first ${accounts.length} accounts were read` };
}

/** How many accounts that a list lacks are asked for one by one. */
const CHECKED = 20;

/** The side, marked as short where it shows one of the accounts that its list lacked, or does not say clearly that they are absent. */
export async function checkAbsence(
  side: Side,
  absent: readonly string[],
  { findByIds }: Pick<Target, 'findByIds'>,
  call: Call,
): Promise<Side> {
  if (side.short !== undefined || absent.length === 0) return side;
  const looked = await findByIds(absent.slice(0, CHECKED), call);
  if (looked.kind !== 'done') return { ...side, short: looked.because };
  const isProven = [...looked.value.values()].every(({ kind }) => kind === 'absent');
  return isProven ? side : { ...side, short: 'The list lacks accounts that are there when they are asked for by id' };
}
