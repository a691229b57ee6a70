import * as z from 'zod/mini';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { AccountPage } from '../../../../ports/target/target.ts';
import { readPage } from '../http/pages.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { isMember, toAccount } from './account.ts';
import { usersBy } from './find-users.ts';

/** Suspended members may not be listed unless they are asked for. */
export const MEMBERS = ['active', 'suspended'] as const;

const placeShape = z.object({ cursor: z.string(), page: z.number(), anchor: z.string() });

/** One page of all members; `n` members take `n / 100` requests, rounded up. */
export async function listUsers(
  organisation: Organisation,
  text: string | undefined,
  call: Call,
): Promise<Outcome<AccountPage>> {
  const place = text === undefined ? undefined : placeShape.safeParse(jsonOrUndefined(text));
  if (place?.success === false) {
    const because = `The cursor for listing ${organisation.name} is not one of ours; start the listing again`;
    return { kind: 'permanent', because };
  }
  const listing = usersBy(organisation, 'users.list', { membershipStatus: MEMBERS });
  const page = await readPage(organisation, listing, place?.data, call);
  if (page.kind !== 'done') return page;
  const { records, next } = page.value;
  return done({
    accounts: records.filter(isMember).map((user) => toAccount(user, organisation.settings)),
    ...(next && { next: JSON.stringify(next) }),
  });
}
