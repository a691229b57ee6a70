import { describe, expect, it } from 'vitest';

import { type Reply, tenantUnderTest } from './tenant-under-test.ts';

type Tenant = Awaited<ReturnType<typeof tenantUnderTest>>;

const create = async (tenant: Tenant, more: Record<string, unknown> = {}): Promise<Reply['json']> =>
  (await tenant.api('POST', '/oauth-clients', { displayName: 'svc', description: '', role: '$admin', ...more })).json;

/** The request for a bearer carries none itself. */
const issue = async ({ send, url }: Tenant, client: object): Promise<Reply> =>
  send('POST', `${url}/api/service/oauth-clients/token`, {}, client);

async function bearerOf(tenant: Tenant, { clientId, clientSecret }: Reply['json']): Promise<string> {
  return (await issue(tenant, { clientId, clientSecret })).json.accessToken;
}

describe('OAuth clients', () => {
  it('show their secret once, and are listed, read, changed and deleted by their client id', async () => {
    await using tenant = await tenantUnderTest();
    const made = await create(tenant, { personaQNs: ['default/abc'] });
    expect(made).toMatchObject({
      clientId: expect.stringMatching(/^oauth-client-/),
      clientSecret: expect.any(String),
      role: '$admin',
      personaQNs: ['default/abc'],
      tokenExpirySeconds: 600,
      createdAt: expect.stringMatching(/^\d{13}$/),
      createdBy: expect.stringMatching(/^service-account-apikey-/),
    });
    await create(tenant);
    const listed = await tenant.api('GET', '/oauth-clients?count=true&offset=0&limit=1&sort=createdAt');
    expect(listed.json).toMatchObject({ totalRecord: 2, filterRecord: 2, records: [{ id: made.id }] });

    const path = `/oauth-clients/${made.clientId}`;
    expect((await tenant.api('PUT', path, { displayName: 'other' })).json).toMatchObject({ displayName: 'other' });
    const read = await tenant.api('GET', path);
    expect(read.json).toMatchObject({ id: made.id, displayName: 'other', role: '$admin' });
    const state = await tenant.control('GET', 'state');
    expect(listed.text + read.text + state.text).not.toContain(made.clientSecret);
    expect((await tenant.api('DELETE', path)).text).toBe('');
    expect((await tenant.api('GET', path)).status).toBe(404);
  });

  it('give bearers that act as a service account of their own, until they end or the client is deleted', async () => {
    await using tenant = await tenantUnderTest();
    const client = await create(tenant);
    const [short, other] = [await bearerOf(tenant, client), await bearerOf(tenant, client)];
    const status = async (bearer: string) => (await tenant.api('GET', '/users/current', undefined, bearer)).status;
    const me = await tenant.api('GET', '/users/current', undefined, short);
    expect(me.json).toMatchObject({ id: client.id, username: `service-account-${client.clientId}` });
    await tenant.advance(595_000);
    expect(await status(short)).toBe(200);
    await tenant.advance(5000);
    expect([await status(short), await status(other)]).toEqual([401, 401]);

    const last = await bearerOf(tenant, client);
    expect(await status(last)).toBe(200);
    await tenant.api('DELETE', `/oauth-clients/${client.clientId}`);
    expect(await status(last)).toBe(401);
    expect((await issue(tenant, client)).status).toBe(401);
  });

  it('may do what their role may', async () => {
    await using tenant = await tenantUnderTest();
    const member = await bearerOf(tenant, await create(tenant, { role: '$member' }));
    expect((await tenant.api('GET', '/users', undefined, member)).status).toBe(200);
    expect((await tenant.api('GET', '/oauth-clients', undefined, member)).status).toBe(403);
    expect((await tenant.api('POST', '/groups', { group: { name: 'g' } }, member)).status).toBe(403);
    expect((await tenant.api('POST', '/oauth-clients', { displayName: 'x', role: '$owner' })).status).toBe(400);
  });

  it('answer a wrong secret as Keycloak does, count towards the limit, and are named as the options say', async () => {
    await using tenant = await tenantUnderTest({
      options: { clientBearerNames: 'snake', clientBearerSeconds: 20, requestsPerMinute: 4 },
    });
    const { clientId, clientSecret } = await create(tenant);
    const wrong = await issue(tenant, { clientId, clientSecret: 'wrong' });
    expect([wrong.status, wrong.json.error]).toEqual([401, 'invalid_client']);
    const half = await issue(tenant, { clientId });
    expect([half.status, half.json.error]).toEqual([400, 'invalid_request']);
    const { json } = await issue(tenant, { clientId, clientSecret });
    expect(json).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 20 });
    expect((await issue(tenant, { clientId, clientSecret })).status).toBe(429);
  });

  it('are unknown to a tenant without them', async () => {
    await using tenant = await tenantUnderTest({ options: { oauthClients: false } });
    expect((await tenant.api('GET', '/oauth-clients')).status).toBe(404);
    expect((await issue(tenant, { clientId: 'a', clientSecret: 'b' })).status).toBe(404);
  });
});
