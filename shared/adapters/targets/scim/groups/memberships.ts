import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Group } from '../../../../ports/target/group.ts';
import { getGroup, getUser, WITHOUT_MEMBERS } from '../http/get-one.ts';
import type { UserRecord } from '../http/records.ts';
import type { Server } from '../http/server.ts';
import { groupsWithMembers, toGroup } from './groups.ts';

/**
 * The groups a user is in. Servers may show them on the user, and RFC 7643 lets an empty list be left out: until this process has seen
 * groups on a user of this server, a user without any is looked for in all groups.
 */
export async function groupsOfUser(server: Server, id: string, call: Call): Promise<Outcome<readonly Group[]>> {
  const user = await getUser(server, id, call);
  if (user.kind !== 'done') return user;
  if (user.value === undefined)
    return { kind: 'refused', reason: 'not-found', because: `${server.name} answered 404 to users.get`, status: 404 };
  const shown = directGroups(user.value);
  const { learnt } = server;
  if (shown.length > 0) learnt.userShowsGroups = true;
  if (learnt.userShowsGroups) return named(server, shown, call);
  return mapOutcome(await groupsWithMembers(server, call), (groups) => {
    const joined = groups.filter(({ members }) => members?.some(({ value }) => value === id));
    if (joined.length > 0) learnt.userShowsGroups = false;
    return joined.map(toGroup);
  });
}

/** Who is in a group only because another group is in it cannot be taken out of it. */
const directGroups = ({ groups }: UserRecord) =>
  (groups ?? []).filter(({ type }) => type?.toLowerCase() !== 'indirect');

/** The names that the user shows; where one is missing, the group is read. */
async function named(
  server: Server,
  shown: ReturnType<typeof directGroups>,
  call: Call,
): Promise<Outcome<readonly Group[]>> {
  const groups: Group[] = [];
  for (const { value: id, display } of shown) {
    if (display !== undefined) {
      groups.push({ id, name: display });
      continue;
    }
    const group = await getGroup(server, id, call, WITHOUT_MEMBERS);
    if (group.kind !== 'done') return group;
    if (group.value) groups.push(toGroup(group.value));
  }
  return done(groups);
}
