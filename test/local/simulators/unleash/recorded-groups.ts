import { expect } from 'vitest';

import type { Exchange } from './exchange.ts';

const member = (name: string) => ({ user: { id: `{${name}}` } });
const team = { name: 'DX team', description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 3, scimId: null };
const said = (name: string, message: string) => ({ name, details: [{ message }] });
const ofTeam = '/groups/{team}';

/**
 * What the code of unleash-server 8.2.0 for groups does, which only the Enterprise edition serves: on an instance with the group DX team, whose
 * members are ada and bob, the group Payments without any, and the group Synced with ada, which SCIM keeps.
 */
export const RECORDED_GROUPS: readonly Exchange[] = [
  {
    name: 'one group',
    method: 'GET',
    path: ofTeam,
    status: 200,
    answer: {
      ...team,
      createdBy: expect.any(String),
      users: [
        {
          user: { isAPI: false, accountType: 'User', email: 'ada.lovelace@example.com' },
          joinedAt: expect.stringMatching(/Z$/),
          createdBy: expect.any(String),
        },
        { user: { email: 'bob@example.com' } },
      ],
    },
  },
  {
    name: 'all groups, each with its members',
    method: 'GET',
    path: '/groups',
    status: 200,
    answer: {
      groups: [
        { ...team, projects: [], users: [{}, {}] },
        { name: 'Payments', users: [] },
        { name: 'Synced', scimId: expect.any(String) },
      ],
    },
  },
  {
    name: 'a group there is not',
    method: 'GET',
    path: '/groups/999',
    status: 404,
    answer: said('NotFoundError', 'No group found'),
  },
  // creating
  {
    name: 'a new group as the vendor’s example has it',
    method: 'POST',
    path: '/groups',
    body: {
      name: 'New',
      description: 'Current members',
      mappingsSSO: ['SSOGroup1', 'SSOGroup2'],
      rootRole: 3,
      users: [member('ada')],
    },
    status: 201,
    answer: {
      name: 'New',
      description: 'Current members',
      mappingsSSO: ['SSOGroup1', 'SSOGroup2'],
      rootRole: 3,
      scimId: null,
    },
    lacks: ['users', 'projects', 'userCount'],
  },
  {
    name: 'a new group of which nothing but the name is said',
    method: 'POST',
    path: '/groups',
    body: { name: 'New' },
    status: 201,
    answer: { name: 'New', rootRole: null, description: null },
  },
  {
    name: 'a new group without a name',
    method: 'POST',
    path: '/groups',
    body: { name: '' },
    status: 400,
    answer: said('BadDataError', 'Group name cannot be empty'),
  },
  {
    name: 'a name that is taken',
    method: 'POST',
    path: '/groups',
    body: { name: 'DX team' },
    status: 409,
    answer: said('NameExistsError', 'Group name already exists'),
  },
  {
    name: 'a name that is taken, in other letters',
    method: 'POST',
    path: '/groups',
    body: { name: 'dx TEAM' },
    status: 201,
    answer: { name: 'dx TEAM' },
  },
  {
    name: 'a new group with a user there is not, which is left behind',
    method: 'POST',
    path: '/groups',
    body: { name: 'New', users: [{ user: { id: 999 } }] },
    status: 400,
    answer: said('BadDataError', 'Incorrect user id in the users group'),
    afterwards: {
      path: '/groups',
      status: 200,
      answer: { groups: expect.arrayContaining([expect.objectContaining({ name: 'New', users: [] })]) },
    },
  },
  {
    name: 'a new group with one user twice, which is left behind',
    method: 'POST',
    path: '/groups',
    body: { name: 'New', users: [member('ada'), member('ada')] },
    status: 500,
    answer: { name: 'UnknownError', message: expect.stringContaining('group_user_pkey') },
    afterwards: {
      path: '/groups',
      status: 200,
      answer: { groups: expect.arrayContaining([expect.objectContaining({ name: 'New', users: [] })]) },
    },
  },
  {
    name: 'a new group of a role there is not',
    method: 'POST',
    path: '/groups',
    body: { name: 'New', rootRole: 999 },
    status: 400,
    answer: said('BadDataError', 'Incorrect role id 999'),
  },
  // changing
  {
    name: 'the whole group',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, users: [member('bob'), member('eve')] },
    status: 200,
    answer: team,
    lacks: ['users'],
    afterwards: {
      path: ofTeam,
      status: 200,
      answer: { ...team, users: [{ user: { email: 'bob@example.com' } }, { user: { email: 'eve@example.com' } }] },
    },
  },
  {
    name: 'a group without its members: refused, and the role is gone',
    method: 'PUT',
    path: ofTeam,
    body: { name: 'DX team' },
    status: 500,
    answer: { name: 'UnknownError', message: "Cannot read properties of undefined (reading 'some')" },
    afterwards: { path: ofTeam, status: 200, answer: { rootRole: null, users: [{}, {}] } },
  },
  {
    name: 'a group without its role, which is gone',
    method: 'PUT',
    path: ofTeam,
    body: { name: 'DX team', users: [member('ada')] },
    status: 200,
    answer: { rootRole: null, description: 'Squad', mappingsSSO: ['sso-dx'] },
  },
  {
    name: 'a group without members',
    method: 'PUT',
    path: ofTeam,
    body: { name: 'DX team', rootRole: 3, users: [] },
    status: 200,
    answer: team,
    afterwards: { path: ofTeam, status: 200, answer: { users: [] } },
  },
  {
    name: 'a group with a new member twice',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, users: [member('eve'), member('eve')] },
    status: 500,
    answer: { message: expect.stringContaining('group_user_pkey') },
    afterwards: { path: ofTeam, status: 200, answer: { users: [{}, {}] } },
  },
  {
    name: 'a group with a user there is not',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, users: [{ user: { id: 999 } }] },
    status: 400,
    answer: said('BadDataError', 'Incorrect user id in the users group'),
    afterwards: { path: ofTeam, status: 200, answer: { users: [{}, {}] } },
  },
  {
    name: 'a group of a role there is not',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, rootRole: 999, users: [] },
    status: 400,
    answer: said('BadDataError', 'Incorrect role id 999'),
  },
  {
    name: 'a group with the name of another',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, name: 'Payments', users: [] },
    status: 409,
    answer: said('NameExistsError', 'Group name already exists'),
  },
  {
    name: 'a group without a name',
    method: 'PUT',
    path: ofTeam,
    body: { ...team, name: '', users: [] },
    status: 400,
    answer: said('BadDataError', 'Group name cannot be empty'),
  },
  {
    name: 'another group there is not',
    method: 'PUT',
    path: '/groups/999',
    body: { ...team, users: [] },
    status: 404,
    answer: said('NotFoundError', 'No group found'),
  },
  {
    name: 'a group that SCIM keeps, with another name',
    method: 'PUT',
    path: '/groups/{synced}',
    body: { name: 'Other', users: [member('ada')] },
    status: 400,
    answer: said('BadDataError', 'Cannot update the name of a SCIM group'),
  },
  {
    name: 'a group that SCIM keeps, with other members',
    method: 'PUT',
    path: '/groups/{synced}',
    body: { name: 'Synced', users: [] },
    status: 400,
    answer: said('BadDataError', 'Cannot update users of a SCIM group'),
  },
  {
    name: 'a group that SCIM keeps, with another role',
    method: 'PUT',
    path: '/groups/{synced}',
    body: { name: 'Synced', rootRole: 2, users: [member('ada')] },
    status: 200,
    answer: { rootRole: 2 },
  },
  // deleting
  {
    name: 'the end of a group',
    method: 'DELETE',
    path: ofTeam,
    status: 200,
    afterwards: { path: ofTeam, status: 404 },
  },
  {
    name: 'the end of a group there is not',
    method: 'DELETE',
    path: '/groups/999',
    status: 404,
    answer: { name: 'NotFoundError' },
  },
  {
    name: 'the end of a member',
    method: 'DELETE',
    path: '/user-admin/{ada}',
    status: 200,
    afterwards: { path: ofTeam, status: 200, answer: { users: [{ user: { email: 'bob@example.com' } }] } },
  },
];
