import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { CreatedGroup, Group, NewGroup } from '../../../../ports/target/group.ts';
import { misshapen } from '../../http/decode.ts';
import { rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import { WITHOUT_MEMBERS } from '../http/get-one.ts';
import { equals, type Listing, readAll, readPage } from '../http/pages.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';
import type { Server } from '../http/server.ts';

const LISTING: Listing<GroupRecord> = {
  operation: 'groups.list',
  path: '/Groups',
  record: groupRecord,
  query: WITHOUT_MEMBERS,
};
const OPERATION = 'groups.create';
const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** All groups, without their members. */
export const listGroups = async (server: Server, call: Call): Promise<Outcome<readonly Group[]>> =>
  mapOutcome(await readAll(server, LISTING, call), (groups) => groups.map(toGroup));

/** All groups with their members; for a server whose users do not show their groups. */
export const groupsWithMembers = (server: Server, call: Call): Promise<Outcome<readonly GroupRecord[]>> =>
  readAll(server, { ...LISTING, query: [] }, call);

/** A group without a name cannot be meant by any policy; its id stands for it. */
export const toGroup = ({ id, displayName }: GroupRecord): Group => ({ id, name: displayName ?? id });

/** Creates a group, or adopts the one that has its name. Refused where groups must be there before. Safe to repeat. */
export async function createGroup(server: Server, { alias }: NewGroup, call: Call): Promise<Outcome<CreatedGroup>> {
  const before = await groupsNamed(server, alias, call);
  if (before.kind !== 'done') return before;
  if (before.value.length > 0) return adopted(server, before.value);
  if (server.profile.manageGroups === 'existing-only') return mustExist(server, alias);

  const json = { schemas: [GROUP_SCHEMA], displayName: alias };
  const reply = await server.ask({ operation: OPERATION, method: 'POST', path: '/Groups', json }, call);
  switch (reply.kind) {
    case 'answered': {
      const group = groupRecord.safeParse(reply.body);
      if (group.success) return done({ group: { id: group.data.id, name: alias }, how: 'created' });
      return findAfter({ kind: 'retryable', because: misshapen(server.name, OPERATION, group.error) });
    }
    case 'rejected': {
      const no = rejection(
        { tenant: server, operation: OPERATION, about: reply.status === 409 ? 'thing' : 'request' },
        reply,
      );
      return reply.status === 409 || reply.status === 400 ? findAfter(no) : no;
    }
    case 'lost':
      return findAfter(notSeen({ tenant: server, operation: OPERATION }, reply), 'created');
    case 'wait':
    case 'retryable':
      return reply;
  }

  async function findAfter(
    otherwise: Outcome<never>,
    how: CreatedGroup['how'] = 'adopted',
  ): Promise<Outcome<CreatedGroup>> {
    const after = await groupsNamed(server, alias, call);
    if (after.kind !== 'done') return after;
    if (after.value.length === 0) return otherwise;
    return mapOutcome(adopted(server, after.value), ({ group }) => ({ group, how }));
  }
}

export const mustExist = ({ name }: Pick<Server, 'name'>, group: string): Outcome<never> => ({
  kind: 'permanent',
  because: `${name} takes only groups that exist already and are mapped to SCIM; an administrator must create and map the group ${group}`,
});

function adopted({ name }: Server, [first, ...others]: readonly GroupRecord[]): Outcome<CreatedGroup> {
  if (first && others.length === 0) return done({ group: toGroup(first), how: 'adopted' });
  const ids = [first, ...others].map((group) => group?.id).join(', ');
  return {
    kind: 'refused',
    reason: 'conflict',
    because: `${name} has several groups of one name (${ids}); rename all but one`,
  };
}

/** By the server's filter where it has one that can be trusted; else all groups are compared here. Names do not mind case. */
async function groupsNamed(server: Server, name: string, call: Call): Promise<Outcome<readonly GroupRecord[]>> {
  const isNamed = ({ displayName }: GroupRecord) => displayName !== undefined && sameText(displayName, name);
  const all = async () => mapOutcome(await readAll(server, LISTING, call), (groups) => groups.filter(isNamed));
  if (!server.profile.canFilterGroups) return all();
  const listing = { ...LISTING, operation: 'groups.find', filter: equals('displayName', name) };
  const page = await readPage(server, listing, { startIndex: 1 }, 10, call);
  // a filter that was refused or ignored has proven nothing, and neither has a 404
  if (page.kind === 'permanent') return all();
  if (page.kind !== 'done') return page;
  const { records, total = records.length } = page.value;
  const isHonoured = records.every(isNamed) && total === records.length;
  return isHonoured ? done(records) : all();
}

const sameText = (a: string, b: string): boolean =>
  a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase();
