import * as z from 'zod/mini';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import { rejection } from '../../http/rejection.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { ScimError } from './error-body.ts';
import { readPage } from './pages.ts';
import { type GroupRecord, groupRecord, type UserRecord, userRecord } from './records.ts';
import type { Server } from './server.ts';

/** One user; undefined when the user is proven not to be there. */
export const getUser = (server: Server, id: string, call: Call): Promise<Outcome<UserRecord | undefined>> =>
  getOne(server, { operation: 'users.get', path: userPath(id), record: userRecord }, call);

/** One group with its members; undefined when it is proven not to be there. */
export const getGroup = (
  server: Server,
  id: string,
  call: Call,
  query?: readonly (readonly [name: string, value: string])[],
): Promise<Outcome<GroupRecord | undefined>> =>
  getOne(server, { operation: 'groups.get', path: groupPath(id), record: groupRecord, query }, call);

export const userPath = (id: string): string => `/Users/${encodeURIComponent(id)}`;
export const groupPath = (id: string): string => `/Groups/${encodeURIComponent(id)}`;

/** Of the members of a group, who can be 35,000, no more than is needed. */
export const WITHOUT_MEMBERS = [['excludedAttributes', 'members']] as const;

interface One<T> {
  readonly operation: string;
  readonly path: string;
  readonly record: z.ZodMiniType<T>;
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
}

async function getOne<T extends { readonly id: string }>(
  server: Server,
  { operation, path, record, query }: One<T>,
  call: Call,
): Promise<Outcome<T | undefined>> {
  const reply = await server.ask({ operation, method: 'GET', path, query }, call);
  if (reply.kind === 'rejected' && reply.status === 404) return believed(server, reply, call);
  const answered = { ...server, ask: async () => reply };
  const found = await read(answered, { operation, method: 'GET', path, about: 'thing' }, record, call);
  if (found.kind !== 'done' || path.endsWith(`/${encodeURIComponent(found.value.id)}`)) return found;
  return { kind: 'retryable', because: `${server.name} answered ${operation} with another resource` };
}

/**
 * Whether a 404 is about the resource. Behind a wrong base URL everything is 404, and a leaver would seem to be gone: so users must have been
 * listed before it is believed, and where the SCIM service did not write the answer, they are listed once more now.
 */
export async function believed(
  server: Server,
  { error }: Pick<Rejected<ScimError>, 'error'>,
  call: Call,
): Promise<Outcome<undefined>> {
  if (error.isScim && server.learnt.listsUsers) return done(undefined);
  const listing = { operation: 'users.list', path: '/Users', record: z.unknown() } as const;
  const page = await readPage(server, listing, { startIndex: 1 }, 1, call);
  return mapOutcome(page, () => undefined);
}

/** What a no to a change of one resource means; a 404 may be about the base URL instead. */
export async function rejectedFor(
  server: Server,
  operation: string,
  reply: Rejected<ScimError>,
  call: Call,
): Promise<Outcome<never>> {
  if (reply.status === 404) {
    const gone = await believed(server, reply, call);
    if (gone.kind !== 'done') return gone;
    return {
      kind: 'refused',
      reason: 'not-found',
      because: `${server.name} answered 404 to ${operation}`,
      status: 404,
    };
  }
  return rejection({ tenant: server, operation, about: 'thing' }, reply);
}
