import { expect, it } from 'vitest';

import { createEventLog, EVENTS_KEPT } from '../../../../local/simulators/atlan/tenant/events/event-log.ts';
import { tenantUnderTest } from './tenant-under-test.ts';

it('the feed of sign-ins is a bare list, the newest first, by user, type, day and page', async () => {
  await using tenant = await tenantUnderTest({ startAt: Date.parse('2026-03-02T09:00:00Z') });
  const { id } = await tenant.person('ada@example.com');
  await tenant.person('bob@example.com');
  for (const name of ['ada', 'bob', 'ada']) {
    await tenant.advance(60_000);
    await tenant.signIn(`${name}@example.com`);
  }
  const feed = async (query: string) => (await tenant.api('GET', `/events/login?${query}`)).json;
  const all = await feed('');
  const times = all.map(({ time }: { time: number }) => time);
  expect(times).toEqual(times.toSorted((a: number, b: number) => b - a));
  expect(all[0]).toMatchObject({ type: 'LOGIN', realmId: 'default', userId: id, details: { username: 'ada' } });

  const hers = await feed(`user=${id}`);
  expect(hers.every(({ userId }: { userId: string }) => userId === id)).toBe(true);
  expect(hers.length).toBeLessThan(all.length);
  expect(await feed('first=1&max=1')).toEqual([all[1]]);
  expect(await feed('type=KeycloakEventType.LOGIN')).toEqual(all);
  expect(await feed('type=LOGOUT')).toEqual([]);
  expect(await feed('dateFrom=2026-03-03')).toEqual([]);
  expect(await feed('dateFrom=2026-03-02&dateTo=2026-03-02')).not.toEqual([]);
  expect(await feed('dateTo=2026-03-01')).not.toContainEqual(all[0]);
});

type Tenant = Awaited<ReturnType<typeof tenantUnderTest>>;

/** The feed of changes, the oldest first, each as one line: what, where, and what was sent. */
async function changes(tenant: Tenant, query = ''): Promise<readonly string[]> {
  const { json } = await tenant.api('GET', `/events/main?${query}`);
  return json
    .map(({ resourceType, operationType, resourcePath, representation = '' }: Record<string, string>) =>
      `${resourceType} ${operationType} ${resourcePath} ${representation}`.trim(),
    )
    .toReversed();
}

const actors = async (tenant: Tenant, query: string): Promise<readonly string[]> => {
  const { json } = await tenant.api('GET', `/events/main?${query}`);
  return [...new Set<string>(json.map((event: { authDetails: { userId: string } }) => event.authDetails.userId))];
};

it('an accepted invitation is in the feed of sign-ins step by step, and a later sign-in alone', async () => {
  await using tenant = await tenantUnderTest();
  const id = await tenant.invite('ada@example.com');
  await tenant.control('POST', 'accept', { email: 'ada@example.com', username: 'ada.l' });
  const types = async (query: string) =>
    (await tenant.api('GET', `/events/login?${query}`)).json.map(({ type }: { type: string }) => type);
  const accepted = ['LOGIN', 'EXECUTE_ACTIONS', 'UPDATE_PASSWORD', 'VERIFY_EMAIL'];
  expect(await types(`user=${id}`)).toEqual(accepted);
  await tenant.signIn('ada@example.com');
  expect(await types(`user=${id}`)).toEqual(['LOGIN', ...accepted]);
  expect(await types('type=VERIFY_EMAIL&type=UPDATE_PASSWORD')).toEqual(['UPDATE_PASSWORD', 'VERIFY_EMAIL']);
  expect(await types('client=atlan-frontend&ipAddress=10.0.0.1')).toEqual([]);

  const sso = await tenant.person('bob@example.com', { state: 'provisioned' });
  await tenant.signIn('bob@example.com');
  await tenant.control('POST', `users/${sso.id}`, { isLocked: true });
  expect(await types(`user=${sso.id}`)).toEqual(['LOGIN_ERROR', 'LOGIN', 'IDENTITY_PROVIDER_FIRST_LOGIN']);

  await tenant.control('DELETE', `users/${id}`);
  expect(await types(`user=${id}`)).toHaveLength(5);
  // what people do themselves is no administrator's change
  expect(await changes(tenant, 'operationTypes=UPDATE')).toEqual([]);
});

it('every change of users, roles and groups is in the feed of changes, under the one who made it', async () => {
  await using tenant = await tenantUnderTest({ seedUsers: 5, startAt: Date.parse('2026-03-02T09:00:00Z') });
  expect(await changes(tenant)).toEqual([]);
  const [member, guest] = await Promise.all([tenant.roleId('$member'), tenant.roleId('$guest')]);
  const everyone = (await tenant.api('GET', '/groups?filter={"name":"everyone"}')).json.records[0].id;
  const user = `users/${await tenant.invite('ada@example.com')}`;
  const isDefault = JSON.stringify({ id: everyone, name: 'everyone', path: '/everyone' });
  const role = (id: string, name: string) => JSON.stringify([{ id, name }]);
  expect(await changes(tenant)).toEqual([
    expect.stringMatching(`^USER CREATE ${user} .*"email":"ada@example.com","emailVerified":false,"enabled":true`),
    `REALM_ROLE_MAPPING CREATE ${user}/role-mappings/realm ${role(member, '$member')}`,
    `GROUP_MEMBERSHIP CREATE ${user}/groups/${everyone} ${isDefault}`,
    `USER ACTION ${user}/execute-actions-email`,
  ]);
  await tenant.control('POST', 'accept', { email: 'ada@example.com' });

  await tenant.advance(86_400_000);
  const body = { group: { name: 'finance', attributes: { alias: ['Finance'] } } };
  const finance = (await tenant.api('POST', '/groups', body)).json.group;
  await tenant.api('POST', `/${user}/groups`, { groups: [finance] });
  await tenant.api('POST', `/groups/${everyone}/members/remove`, { users: [user.slice('users/'.length)] });
  await tenant.api('POST', `/${user}/roles/update`, { roleId: guest });
  await tenant.api('POST', `/${user}`, { enabled: false });
  await tenant.api('POST', `/${user}`, { enabled: false });
  await tenant.api('POST', `/groups/${finance}`, { attributes: { description: ['money'] } });
  await tenant.api('POST', `/groups/${finance}/delete`);
  expect(await changes(tenant, 'dateFrom=2026-03-03')).toEqual([
    expect.stringMatching(`^GROUP CREATE groups/${finance} {"name":"finance"`),
    `GROUP_MEMBERSHIP CREATE ${user}/groups/${finance} ${JSON.stringify({ id: finance, name: 'finance', path: '/finance' })}`,
    `GROUP_MEMBERSHIP DELETE ${user}/groups/${everyone} ${isDefault}`,
    `REALM_ROLE_MAPPING DELETE ${user}/role-mappings/realm ${role(member, '$member')}`,
    `REALM_ROLE_MAPPING CREATE ${user}/role-mappings/realm ${role(guest, '$guest')}`,
    `USER UPDATE ${user} {"enabled":false}`,
    expect.stringMatching(`^GROUP UPDATE groups/${finance} {"attributes":.*"description":\\["money"\\]`),
    `GROUP DELETE groups/${finance}`,
  ]);
  const own = (await tenant.api('GET', '/users/current')).json.id;
  expect(await actors(tenant, '')).toEqual([own]);

  await tenant.control('POST', user, { enabled: true, isLocked: true });
  await tenant.control('POST', user, { isLocked: false });
  await tenant.control('DELETE', user);
  const today = `resourcePath=*${user}&dateFrom=2026-03-03`;
  expect(await changes(tenant, `${today}&first=0&max=3`)).toEqual([
    `USER UPDATE ${user} {"enabled":true}`,
    `USER_LOGIN_FAILURE DELETE attack-detection/brute-force/${user}`,
    `USER DELETE ${user}`,
  ]);
  const [screens = '', ...others] = await actors(tenant, `${today}&operationTypes=AdminOperationType.DELETE`);
  expect([others, screens === own]).toEqual([[], false]);
  expect(await actors(tenant, `authUser=${screens}`)).toEqual([screens]);
  expect(await changes(tenant, 'resourceTypes=USER_LOGIN_FAILURE&authRealm=default')).toHaveLength(1);
  for (const none of ['authRealm=master', 'authClient=x', 'authIpAddress=10.0.0.1', 'dateTo=2026-03-01'])
    expect(await changes(tenant, none), none).toEqual([]);
});

it('the removal of a user and what SCIM writes are changes of services, the latter only where the tenant says so', async () => {
  await using tenant = await tenantUnderTest({ seedUsers: 3, options: { scimTenant: true } });
  const admin = (await tenant.api('GET', '/users?filter={"workspaceRole":"$admin"}')).json.records[0];
  const bearer = await tenant.signIn(admin.email);
  const { id } = await tenant.person('ada@example.com');
  const { json } = await tenant.control('POST', 'scim-token');
  const scim = (active: boolean) =>
    tenant.send(
      'PATCH',
      `${tenant.url}/api/service/scim/Users/${id}`,
      { authorization: `Bearer ${json.token}`, 'content-type': 'application/scim+json' },
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'active', value: active }],
      },
    );
  await scim(false);
  await tenant.options({ scimEvents: false });
  await scim(true);
  expect(await changes(tenant, 'operationTypes=UPDATE')).toEqual([`USER UPDATE users/${id} {"enabled":false}`]);

  const parameters = Object.entries({ 'user-id': id, 'transfer-assets-to-user-id': admin.id });
  const task = {
    arguments: { parameters: parameters.map(([name, value]) => ({ name, value })) },
    templateRef: { name: 'atlan-delete-user' },
  };
  const workflow = { metadata: { name: 'removal' }, spec: { templates: [{ dag: { tasks: [task] } }] } };
  await tenant.api('POST', '/workflows?submit=true', workflow, bearer);
  await tenant.api('POST', `/users/${admin.id}`, { attributes: { skills: ['removal'] } }, bearer);
  expect(await changes(tenant, 'operationTypes=DELETE')).toEqual([`USER DELETE users/${id}`]);

  const own = (await tenant.api('GET', '/users/current')).json.id;
  const makers = await Promise.all(
    [`resourcePath=users/${id}&operationTypes=UPDATE`, 'operationTypes=DELETE'].map((query) => actors(tenant, query)),
  );
  expect(new Set([own, admin.id, ...makers.flat()]).size).toBe(4);
});

it('a tenant may refuse its feeds, lack them, leave the representation out, and show events late', async () => {
  const startAt = Date.parse('2026-03-02T09:00:00Z');
  await using tenant = await tenantUnderTest({ startAt });
  await tenant.advance(1000);
  await tenant.invite('ada@example.com');
  await tenant.control('POST', 'accept', { email: 'ada@example.com' });
  const feeds = () => Promise.all(['login', 'main'].map((feed) => tenant.api('GET', `/events/${feed}`)));
  const counts = async () => (await feeds()).map(({ json }) => json.length);

  await tenant.options({ events: 'forbidden' });
  for (const { status, json } of await feeds())
    expect([status, json]).toEqual([403, expect.objectContaining({ code: 4030, error: 'forbidden' })]);
  await tenant.options({ events: 'absent' });
  expect((await feeds()).map(({ status }) => status)).toEqual([404, 404]);

  await tenant.options({ events: 'on', eventRepresentations: false });
  expect((await feeds())[1]?.json.some((event: object) => 'representation' in event)).toBe(false);

  await tenant.options({ eventDelayMs: 60_000 });
  expect(await counts()).toEqual([0, 0]);
  await tenant.advance(60_000);
  expect(await counts()).toEqual([4, 3]);
  await tenant.options({ eventDelayMs: 0 });
  await tenant.faults({ kind: 'delayed-visibility', ms: 120_000 });
  expect(await counts()).toEqual([0, 0]);
  await tenant.faults();
  // events are still there after the clock is set back
  await tenant.control('POST', 'clock', { now: startAt });
  expect(await counts()).toEqual([4, 3]);
});

it('a log keeps its newest events', () => {
  const log = createEventLog<{ readonly time: number }>();
  for (let time = 0; time <= EVENTS_KEPT; time += 1) log.write({ time }, time);
  const kept = log.asOf(EVENTS_KEPT);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([EVENTS_KEPT, { time: EVENTS_KEPT }, { time: 1 }]);
});
