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

  it('gives what the user alone owned to the one who takes over, and shows its run', async () => {
    await using tenant = await tenantWithLeaver({ options: { removalSeconds: 30 } });
    const { leaver, heir } = tenant;
    await tenant.control('POST', 'assets', { name: 'alone', ownerUsers: [leaver.username] });
    await tenant.control('POST', 'assets', { name: 'shared', ownerUsers: [leaver.username, 'boss'] });
    const body = workflow(leaver.id, heir.id);
    const phase = async () => {
      const query = {
        nested: { path: 'metadata', query: { prefix: { 'metadata.name.keyword': body.metadata.name } } },
      };
      const runs = await tenant.api('POST', '/runs/indexsearch', { query }, tenant.boss);
      return runs.json.hits.hits.map(
        ({ _source: run }: { _source: { status: { phase: string } } }) => run.status.phase,
      );
    };

    expect(await phase()).toEqual([]);
    await tenant.api('POST', '/workflows?submit=true', body, tenant.boss);
    expect(await phase()).toEqual(['Running']);
    await tenant.advance(30_000);
    expect(await phase()).toEqual(['Succeeded']);

    const { assets } = (await tenant.control('GET', 'state')).json;
    expect(assets.map(({ name, ownerUsers }: { name: string; ownerUsers: string[] }) => [name, ownerUsers])).toEqual([
      ['alone', [heir.username]],
      ['shared', ['boss']],
    ]);
  });

  it('can be given to another owner', async () => {
    await using tenant = await tenantWithLeaver();
    const body = workflow(tenant.leaver.id, tenant.heir.id);
    await tenant.api('POST', '/workflows?submit=true', body, tenant.boss);
    const give = (name: string, username: string) =>
      tenant.api('POST', `/workflows/${name}/changeownership`, { username }, tenant.boss);

    expect((await give(body.metadata.name, tenant.heir.username)).json.metadata.annotations).toEqual({
      creator: tenant.heir.username,
    });
    expect((await give(body.metadata.name, 'stranger')).status).toBe(404);
    expect((await give('unknown', tenant.heir.username)).status).toBe(404);
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
