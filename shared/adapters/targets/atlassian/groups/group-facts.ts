import * as z from 'zod/mini';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { GroupDetails } from '../../../../ports/target/group-administration.ts';
import { read } from '../../http/decode.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';
import type { Organisation } from '../organisation/organisation.ts';

/** Who may change a group does not change from one minute to the next. */
const FRESH_MS = 10 * 60_000;

export interface GroupFacts {
  /** Reads the group anew. */
  details(groupId: string, call: Call): Promise<Outcome<GroupRecord>>;
  /** Refused for a group that is not ours to write. What was read lately is believed. */
  mayWrite(groupId: string, call: Call): Promise<Outcome<void>>;
  /** Takes in what a listing showed. */
  keep(groups: readonly GroupRecord[]): void;
  forget(groupId: string): void;
}

const detailsShape = z.looseObject({ data: groupRecord });

/** What a write must know of a group, kept for the life of a process. */
export function groupFacts(organisation: Organisation): GroupFacts {
  const { clock, paths, name } = organisation;
  const known = new Map<string, { readonly group: GroupRecord; readonly readAt: number }>();
  const keep = (groups: readonly GroupRecord[]): void => {
    for (const group of groups) known.set(group.id, { group, readAt: clock.now() });
  };

  async function details(groupId: string, call: Call): Promise<Outcome<GroupRecord>> {
    const request = { operation: 'groups.get', method: 'GET', path: paths.group(groupId), about: 'thing' } as const;
    const group = await read(organisation, request, detailsShape, call);
    if (group.kind !== 'done') return group;
    keep([group.value.data]);
    return done(group.value.data);
  }

  return {
    details,
    keep,
    forget: (groupId) => void known.delete(groupId),
    mayWrite: async (groupId, call) => {
      const last = known.get(groupId);
      const group = last && clock.now() - last.readAt < FRESH_MS ? done(last.group) : await details(groupId, call);
      if (group.kind !== 'done') return group;
      return notOurs(name, group.value) ?? done(undefined);
    },
  };
}

/** Who decides who is in a group. Teams are the product's; a group that may not be changed has an owner whom we do not know. */
export function managerOf({ externalSynced, managedBy, managementAccess }: GroupRecord): GroupDetails['managedBy'] {
  if (externalSynced === true || managedBy === 'external') return 'identity-provider';
  const isTeam = managedBy === 'team-members' || managedBy === 'open';
  return isTeam || managementAccess?.modifiable !== true ? 'product' : 'us';
}

/** Why a group is not written; undefined where it may be. */
export function notOurs(name: string, group: GroupRecord): NotDone | undefined {
  const manager = managerOf(group);
  if (manager === 'us') return undefined;
  const who =
    manager === 'identity-provider'
      ? 'the identity provider decides who is in it: change it there, and name it in idpGroups'
      : 'it is a team of Atlassian, or one that this key may not change';
  return { kind: 'refused', reason: 'not-allowed', because: `${name} does not write group ${group.id}: ${who}` };
}
