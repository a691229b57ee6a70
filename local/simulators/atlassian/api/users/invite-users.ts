import { fieldsOf, flag, InvalidInput, listOf, text } from '../../../kit/decode.ts';
import { json } from '../../../kit/http/answer.ts';
import { refuse } from '../../http/answer.ts';
import { hasSeat, userByEmail } from '../../organisation/organisation.ts';
import type { Group, User } from '../../organisation/records.ts';
import type { ApiHandler, ApiRequest } from '../api-request.ts';
import { textsUpTo } from '../page.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** Makes accounts, or puts known ones into a directory: because of the groups in the invitation, and without any nowhere. */
export const inviteUsers: ApiHandler = (request) => {
  const { options, body, params } = request;
  if (params.get('orgId') !== options.orgId) throw refuse(options, 404, 'ADMIN-404-2', 'Organization not found');
  const fields = fieldsOf(body, 'body', [
    'emails',
    'permissionRules',
    'additionalGroups',
    'sendNotification',
    'notificationText',
  ]);
  const emails = fields.required('emails', textsUpTo(25));
  const groups = (fields.optional('additionalGroups', listOf(text)) ?? []).map((id) => groupIn(request, id));
  fields.optional('sendNotification', flag);
  fields.optional('notificationText', text);
  for (const email of emails) if (!ADDRESS.test(email)) throw new InvalidInput('body.emails', 'must be addresses');
  if (!options.isPaid) throw refuse(options, 402, 'ADMIN-UAM-402-1', 'Payment required');
  const results = emails.map((email) => invite(request, email, groups));
  const status = results.every(({ isDone }) => isDone) ? 200 : 206;
  return json(status, { data: results.map(({ shown }) => shown) });
};

function groupIn({ organisation, options }: ApiRequest, id: string): Group {
  const group = organisation.groups.get(id);
  if (group === undefined) throw refuse(options, 404, 'ADMIN-404-10', 'Group not found');
  return group;
}

interface Result {
  readonly isDone: boolean;
  readonly shown: unknown;
}

function invite(request: ApiRequest, email: string, groups: readonly Group[]): Result {
  const { organisation, options, now } = request;
  const known = userByEmail(organisation.users, email);
  const isMember =
    known !== undefined && groups.some(({ directoryId }) => known.memberships[directoryId] !== undefined);
  if (isMember && options.inviteMember !== 200) return ofMember(request, known, groups);
  if (!isMember && !hasSeat(organisation, options))
    throw refuse(options, 409, options.seatCode ?? '', 'User limit exceeded');
  const joins = options.inviteGroupFails ? [] : groups.map(({ id }) => id);
  const user: User = {
    id: known?.id ?? organisation.accountId(),
    sequence: known?.sequence ?? organisation.nextSequence(),
    email: known?.email ?? email,
    name: known?.name ?? email.slice(0, email.indexOf('@')),
    accountType: 'atlassian',
    accountStatus: known?.accountStatus ?? 'active',
    memberships: {
      ...Object.fromEntries(groups.map(({ directoryId }) => [directoryId, 'active'])),
      ...known?.memberships,
    },
    managementSource: known?.managementSource ?? 'invited',
    platformRoles: known?.platformRoles ?? [],
    groupIds: [...new Set([...(known?.groupIds ?? []), ...joins])],
    addedAt: known?.addedAt ?? now,
    isForDeletion: known?.isForDeletion ?? false,
  };
  organisation.users.put(user, now);
  return resultOf(user, email, groups, options.inviteGroupFails ? 'The group could not be assigned' : null);
}

function ofMember({ options }: ApiRequest, user: User, groups: readonly Group[]): Result {
  if (options.inviteMember === 409) throw refuse(options, 409, 'ADMIN-UAM-409-2', 'Conflict');
  return resultOf(user, user.email, groups, 'The user is a member already');
}

const resultOf = (user: User, email: string, groups: readonly Group[], error: string | null): Result => ({
  isDone: error === null,
  shown: {
    id: user.id,
    email,
    results: [
      {
        roleAssignmentResult: [],
        groupAssignmentResult: groups.map(({ id }) => ({
          group: id,
          status: error === null ? 'INVITED' : 'ERROR',
          statusReason: error,
        })),
      },
    ],
  },
});
