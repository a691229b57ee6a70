import { describe, expect, it } from 'vitest';

import { type AtlassianUnderTest, atlassianOnSimulator } from '../../../../support/atlassian.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const INVITE = 'POST /admin/v2/orgs/{orgId}/users/invite';

const invite = async ({ target, call }: AtlassianUnderTest, email = ada, role = 'user') =>
  (await target.invite([{ email, role }], call)).get(email);

const invitations = ({ exchanges }: AtlassianUnderTest) =>
  exchanges.filter(({ path }) => path.endsWith('/invite')).map(({ body }) => JSON.parse(body));

describe('an invitation', () => {
  it('is for one person, with the group of the role and nothing else', async () => {
    await using atlassian = await atlassianOnSimulator();
    expect(await invite(atlassian)).toMatchObject({
      value: { how: 'invited', account: { role: 'user', state: 'active' } },
    });
    expect(invitations(atlassian)).toEqual([
      { emails: [ada], additionalGroups: [atlassian.roleGroups.user], sendNotification: false },
    ]);
  });

  it('sends the mail that the configuration asks for', async () => {
    const own = { sendNotification: true, notificationText: 'Welcome' };
    await using atlassian = await atlassianOnSimulator({}, own);
    await invite(atlassian);
    expect(invitations(atlassian)).toMatchObject([own]);
  });

  it('is sent once although searches do not show the person for a while', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { visibilityMs: 10_000 } });
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'invited' } });
    expect(invitations(atlassian)).toHaveLength(1);
    expect(atlassian.clock.pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('is sent once although its answer was lost, and searches do not show the person for a while', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { visibilityMs: 10_000 } });
    await atlassian.control('PUT', 'faults', [{ kind: 'lost-response', endpoint: INVITE }]);
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'invited' } });
    expect(invitations(atlassian)).toHaveLength(1);
  });

  it('is accepted and unseen when the person is not shown in time', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { visibilityMs: 60_000 } });
    expect(await invite(atlassian)).toEqual({ kind: 'done', value: { how: 'unseen' } });
    expect(atlassian.clock.pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
  });

  it('waits for no longer than its caller', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { visibilityMs: 60_000 } });
    const call = { deadline: atlassian.clock.now() + 5_000 };
    await atlassian.target.invite([{ email: ada, role: 'user' }], call);
    expect(atlassian.clock.now()).toBeLessThanOrEqual(call.deadline);
  });

  it('puts into the group whom an answer of 206 left out of it', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { inviteGroupFails: true } });
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'invited', account: { role: 'user' } } });
    expect(invitations(atlassian)).toHaveLength(1);
    expect(atlassian.sent.map(({ operation }) => operation)).toContain('groups.add-member');
  });

  it.each([200, 206, 409] as const)(
    'is not sent to a member, whom Atlassian may answer with %i',
    async (inviteMember) => {
      await using atlassian = await atlassianOnSimulator({ options: { inviteMember } });
      await atlassian.person(ada, { state: 'suspended' });
      expect(await invite(atlassian)).toMatchObject({ value: { how: 'existed', account: { state: 'disabled' } } });
      expect(invitations(atlassian)).toEqual([]);
    },
  );

  it('finds the member whom searches did not show when it was answered 409', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { inviteMember: 409, visibilityMs: 10_000 } });
    const id = await atlassian.person(ada);
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'existed', account: { id } } });
  });

  it('goes to a person whom Atlassian knows and who is in no directory', async () => {
    await using atlassian = await atlassianOnSimulator();
    const id = await atlassian.person(ada, { state: 'not-a-member' });
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'invited', account: { id, state: 'active' } } });
  });

  it('is not sent when a search does not show whether the person is there', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    await atlassian.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['accountType'] }]);
    expect(await invite(atlassian)).toMatchObject({ kind: 'retryable' });
    expect(invitations(atlassian)).toEqual([]);
  });
});

describe('an invitation for which there is no seat', () => {
  it.each([
    ['402', { isPaid: false }],
    ['409 with a code', { seats: 0 }],
    ['409 without a code', { seats: 0, seatCode: null }],
  ])('waits for one, and stops those behind it (%s)', async (_answer, options) => {
    await using atlassian = await atlassianOnSimulator({ options });
    const results = await atlassian.target.invite(
      [ada, bob].map((email) => ({ email, role: 'user' })),
      atlassian.call,
    );
    for (const email of [ada, bob])
      expect(results.get(email)).toMatchObject({
        kind: 'wait',
        cause: 'seat',
        because: expect.stringContaining('has no free seat (users.invite was answered'),
      });
    expect(invitations(atlassian)).toHaveLength(1);
  });
});

describe('an invitation that cannot be sent', () => {
  it.each([
    ['the role has no group', { roleGroups: { user: 'atlassian-users' } }, 'guest', 'no group gives the role guest'],
    ['the group of the role is not there', { roleGroups: { user: 'everyone' } }, 'user', 'has no group "everyone"'],
    ['the directory is not there', { directoryId: '11111111-1a3c-4d5e-8f70-a1b2c3d4e5f6' }, 'user', 'has no directory'],
    ['the directory is all of them', { directoryId: '-' }, 'user', 'which only reads may name'],
    [
      'the organisation is another one',
      { orgId: '11111111-1a3c-4d5e-8f70-a1b2c3d4e5f6' },
      'user',
      'check atlassian.orgId',
    ],
  ])('says so: %s', async (_why, own, role, because) => {
    await using atlassian = await atlassianOnSimulator({}, own);
    expect(await invite(atlassian, ada, role)).toMatchObject({
      kind: 'permanent',
      because: expect.stringContaining(because),
    });
    expect(invitations(atlassian)).toEqual([]);
  });

  it('stops those behind it when no answer comes', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.control('PUT', 'faults', [{ kind: 'bad-gateway-502', endpoint: INVITE }]);
    const results = await atlassian.target.invite(
      [ada, bob].map((email) => ({ email, role: 'user' })),
      atlassian.call,
    );
    expect([results.get(ada), results.get(bob)]).toMatchObject([
      { kind: 'wait', cause: 'down' },
      { kind: 'wait', cause: 'down', because: expect.stringContaining('this one was not sent') },
    ]);
    expect(atlassian.sent.filter(({ operation }) => operation === 'users.invite')).toHaveLength(1);
  });

  it('looks the groups of the roles up again when one was made anew', async () => {
    await using atlassian = await atlassianOnSimulator();
    await invite(atlassian, bob);
    await atlassian.control('DELETE', `groups/${atlassian.roleGroups.user}`);
    expect(await invite(atlassian)).toMatchObject({ kind: 'permanent' });
    await atlassian.group('atlassian-users');
    expect(await invite(atlassian)).toMatchObject({ value: { how: 'invited' } });
  });
});
