import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

describe('API tokens', () => {
  it('show their secret once, and read back as JSON text inside JSON', async () => {
    await using tenant = await tenantUnderTest();
    const body = {
      displayName: 'svc-1',
      description: '',
      personas: [],
      personaQualifiedNames: ['default/abc'],
      validitySeconds: 7_776_000,
    };

    const { status, json: made } = await tenant.api('POST', '/apikeys', body);

    expect(status).toBe(200);
    expect(made.attributes).toMatchObject({
      accessToken: expect.any(String),
      'access.token.lifespan': '7776000',
      createdAt: expect.stringMatching(/^\d{13}$/),
      createdBy: expect.stringMatching(/^service-account-apikey-/),
      personaQualifiedName: [{ personaQualifiedName: 'default/abc' }],
    });
    const filter = encodeURIComponent(JSON.stringify({ displayName: 'svc-1' }));
    const { json: listed } = await tenant.api(
      'GET',
      `/apikeys?count=true&offset=0&limit=20&sort=-createdAt&filter=${filter}`,
    );
    expect(listed.filterRecord).toBe(1);
    expect(listed.records[0]).toMatchObject({ id: made.id, clientId: made.clientId });
    expect(listed.records[0].attributes).toMatchObject({
      personas: '[]',
      personaQualifiedName: '["default/abc"]',
      workspacePermissions: '[]',
    });
    expect(JSON.stringify(listed)).not.toContain(made.attributes.accessToken);
  });

  it('act as their own service account', async () => {
    await using tenant = await tenantUnderTest();
    const { json: made } = await tenant.api('POST', '/apikeys', { displayName: 'svc-1' });

    const me = await tenant.api('GET', '/users/current', undefined, made.attributes.accessToken);
    const who = await tenant.api('GET', '/whoami', undefined, made.attributes.accessToken);

    expect(me.json.username).toBe(`service-account-${made.clientId}`);
    expect(who.json.roles).toEqual([{ name: '$api-token-default-access' }]);
  });

  it('stop working when their time is over', async () => {
    await using tenant = await tenantUnderTest();
    const { json: made } = await tenant.api('POST', '/apikeys', { displayName: 'short', validitySeconds: 60 });
    const status = async () => (await tenant.api('GET', '/users', undefined, made.attributes.accessToken)).status;

    await tenant.advance(58_000);
    expect(await status()).toBe(200);
    await tenant.advance(2000);
    expect(await status()).toBe(401);
  });

  it.each([
    [157_680_000, 200],
    [-1, 200],
    [409_968_000, 200],
    [0, 400],
    [1.5, 400],
    ['60', 400],
  ])('with a validity of %j are answered with %i', async (validitySeconds, status) => {
    await using tenant = await tenantUnderTest();

    const answer = await tenant.api('POST', '/apikeys', { displayName: 'svc', validitySeconds });

    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.json.attributes['access.token.lifespan']).toBe('157680000');
  });

  it('asked for longer than five years are refused by a tenant that minds', async () => {
    await using tenant = await tenantUnderTest({ options: { overlongValidity: 'reject' } });
    expect((await tenant.api('POST', '/apikeys', { displayName: 'svc', validitySeconds: 157_680_001 })).status).toBe(
      400,
    );
  });

  it('are counted by the filter, and roles are never null, as the SDKs want it', async () => {
    await using tenant = await tenantUnderTest();
    const filter = encodeURIComponent(JSON.stringify({ displayName: 'nobody' }));
    expect((await tenant.api('GET', `/apikeys?filter=${filter}`)).json).toMatchObject({
      totalRecord: 0,
      records: [],
    });
    const none = encodeURIComponent(JSON.stringify({ name: 'nobody' }));
    expect((await tenant.api('GET', `/roles?filter=${none}`)).json).toMatchObject({ filterRecord: 0, records: [] });
  });

  it('lose their personas by an update with none, keep them without the field, and never live longer', async () => {
    await using tenant = await tenantUnderTest();
    const { json: made } = await tenant.api('POST', '/apikeys', {
      displayName: 'svc',
      personaQualifiedNames: ['default/abc'],
      validitySeconds: 60,
    });
    const update = async (body: unknown) => (await tenant.api('POST', `/apikeys/${made.id}`, body)).json.attributes;

    expect(await update({ displayName: 'new', validitySeconds: 9999 })).toMatchObject({
      displayName: 'new',
      personaQualifiedName: '["default/abc"]',
      'access.token.lifespan': '60',
    });
    expect(await update({ displayName: 'new', personaQualifiedNames: [] })).toMatchObject({
      personaQualifiedName: '[]',
    });
  });

  it('are gone after their deletion', async () => {
    await using tenant = await tenantUnderTest();
    const { json: made } = await tenant.api('POST', '/apikeys', { displayName: 'svc' });

    expect(await tenant.api('DELETE', `/apikeys/${made.id}`)).toMatchObject({ status: 200, text: '' });

    expect((await tenant.api('GET', '/users', undefined, made.attributes.accessToken)).status).toBe(401);
    const filter = encodeURIComponent(JSON.stringify({ id: made.id }));
    expect((await tenant.api('GET', `/apikeys?filter=${filter}`)).json.records).toEqual([]);
    expect((await tenant.api('DELETE', `/apikeys/${made.id}`)).status).toBe(404);
  });

  it('are forbidden everything for a while where permissions come late', async () => {
    await using tenant = await tenantUnderTest();
    const { json: made } = await tenant.api('POST', '/apikeys', { displayName: 'svc' });
    await tenant.options({ newTokenForbiddenSeconds: 30 });
    const status = async () =>
      (await tenant.api('GET', '/users/current', undefined, made.attributes.accessToken)).status;

    expect(await status()).toBe(403);
    await tenant.advance(30_000);
    expect(await status()).toBe(200);
  });

  it('share a display name unless the tenant forbids it', async () => {
    await using tenant = await tenantUnderTest();
    const create = async () => (await tenant.api('POST', '/apikeys', { displayName: 'svc' })).status;

    expect([await create(), await create()]).toEqual([200, 200]);
    await tenant.options({ uniqueTokenNames: true });
    expect(await create()).toBe(400);
  });
});

describe('bearers', () => {
  it.each([[{}], [{ authorization: 'Bearer nonsense' }], [{ authorization: 'Basic abc' }]])(
    '%j are unauthorized',
    async (headers) => {
      await using tenant = await tenantUnderTest();

      const answer = await tenant.send('GET', `${tenant.url}/api/service/users`, headers);

      expect(answer).toMatchObject({ status: 401, json: { message: 'Unauthorized' } });
    },
  );

  it('are told apart: the simulator’s own token is one in the list', async () => {
    await using tenant = await tenantUnderTest({ token: 'known-token' });

    const { records } = (await tenant.api('GET', '/apikeys', undefined, 'known-token')).json;

    expect(records).toMatchObject([{ displayName: 'simulator' }]);
  });
});
