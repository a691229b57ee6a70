import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

function workflow(userId: string, transfereeId: string) {
  const parameters = [
    { name: 'user-id', value: userId },
    { name: 'transfer-assets-to-user-id', value: transfereeId },
  ];
  const tasks = [
    { name: 'run', templateRef: { name: 'atlan-delete-user', template: 'main' }, arguments: { parameters } },
  ];
  return {
    metadata: { name: `atln-del-usr-${userId}-1`, namespace: 'default' },
    spec: { entrypoint: 'main', templates: [{ name: 'main', dag: { tasks } }] },
  };
}

async function tenantWithLeaver(settings = {}) {
  const tenant = await tenantUnderTest(settings);
  await tenant.person('boss@example.com', { role: '$admin' });
  const heir = await tenant.person('heir@example.com');
  const leaver = await tenant.person('leaver@example.com');
  const boss = await tenant.signIn('boss@example.com');
  return Object.assign(tenant, { heir, leaver, boss });
}

describe('the delete-user workflow', () => {
  it('removes the user and the tokens they made, for an administrator in person', async () => {
    await using tenant = await tenantWithLeaver();
    await tenant.control('POST', `users/${tenant.leaver.id}`, { workspaceRole: '$admin' });
    const bearer = await tenant.signIn('leaver@example.com');
    const made = await tenant.api('POST', '/apikeys', { displayName: 'theirs', description: '' }, bearer);
    await tenant.control('POST', `users/${tenant.leaver.id}`, { workspaceRole: '$member' });
    const body = workflow(tenant.leaver.id, tenant.heir.id);

    const answer = await tenant.api('POST', '/workflows?submit=true', body, tenant.boss);

    expect(answer).toMatchObject({ status: 200, json: { metadata: body.metadata, spec: body.spec, payload: [] } });
    expect(await tenant.shown('leaver@example.com')).toBeUndefined();
    expect((await tenant.api('GET', '/users', undefined, made.json.attributes.accessToken)).status).toBe(401);
    expect((await tenant.api('GET', '/users', undefined, bearer)).status).toBe(401);
  });

  it('takes as long as the tenant says', async () => {
    await using tenant = await tenantWithLeaver({ options: { removalSeconds: 30 } });

    await tenant.api('POST', '/workflows?submit=true', workflow(tenant.leaver.id, tenant.heir.id), tenant.boss);

    expect(await tenant.shown('leaver@example.com')).toBeDefined();
    await tenant.advance(30_000);
    expect(await tenant.shown('leaver@example.com')).toBeUndefined();
  });

  it('is refused to API tokens, about administrators, and without a user to take over', async () => {
    await using tenant = await tenantWithLeaver();
    const { id: bossId } = await tenant.person('other.boss@example.com', { role: '$admin' });
    const submit = (body: unknown, bearer: string) => tenant.api('POST', '/workflows?submit=true', body, bearer);

    expect((await submit(workflow(tenant.leaver.id, tenant.heir.id), tenant.token)).status).toBe(403);
    expect((await submit(workflow(bossId, tenant.heir.id), tenant.boss)).status).toBe(403);
    expect((await submit(workflow(tenant.leaver.id, 'nobody'), tenant.boss)).status).toBe(400);
    expect((await submit(workflow('nobody', tenant.heir.id), tenant.boss)).status).toBe(404);
    expect((await submit({ spec: {} }, tenant.boss)).status).toBe(400);
    await tenant.options({ removalWorkflow: 'gone' });
    expect((await submit(workflow(tenant.leaver.id, tenant.heir.id), tenant.boss)).status).toBe(404);
    expect(await tenant.shown('leaver@example.com')).toBeDefined();
  });
});
