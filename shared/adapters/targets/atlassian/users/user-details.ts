import { mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import { type UserRecord, userDetailsShape } from '../http/records.ts';
import type { Organisation } from '../organisation/organisation.ts';

/** One member by id, without groups. Refused as `not-found` for a person who is not in the directory. */
export async function userDetails(
  organisation: Organisation,
  accountId: string,
  call: Call,
): Promise<Outcome<UserRecord>> {
  const path = organisation.paths.user(accountId);
  const request = { operation: 'users.get', method: 'GET', path, about: 'thing' } as const;
  return mapOutcome(await read(organisation, request, userDetailsShape, call), ({ data }) => data);
}
