import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

const owned = (username: string) => ({
  bool: {
    filter: [{ term: { __state: { value: 'ACTIVE', case_insensitive: false } } }, { term: { ownerUsers: username } }],
  },
});

async function tenantWithAssets() {
  const tenant = await tenantUnderTest();
  await tenant.person('ada@example.com');
  await tenant.person('bob@example.com');
  await tenant.control('POST', 'assets', { name: 'T1', ownerUsers: ['ada'] });
  await tenant.control('POST', 'assets', { name: 'T2', ownerUsers: ['ada', 'bob'] });
  await tenant.control('POST', 'assets', { name: 'hidden', ownerUsers: ['ada'], persona: 'default/secret' });
  const meta = (path: string, body: unknown) =>
    tenant.send('POST', `${tenant.url}/api/meta${path}`, { authorization: `Bearer ${tenant.token}` }, body);
  return Object.assign(tenant, {
    search: async (dsl: object) => meta('/search/indexsearch', { dsl }),
    write: async (...entities: object[]) => meta('/entity/bulk/?replaceTags=false', { entities }),
  });
}

const table = (name: string, ownerUsers: readonly string[]) => ({
  typeName: 'Table',
  attributes: { qualifiedName: `default/snowflake/1657037873/DB/SCH/${name}`, name, ownerUsers },
});

describe('the search for assets', () => {
  it('finds what a user owns, a page at a time, and shows a token only what its personas allow', async () => {
    await using tenant = await tenantWithAssets();
    const all = await tenant.search({ size: 50, query: owned('ada') });
    expect(all.json).toMatchObject({ queryType: 'INDEX', approximateCount: 2 });
    expect(all.json.entities.map((one: { displayText: string }) => one.displayText).toSorted()).toEqual(['T1', 'T2']);
    const page = await tenant.search({ from: 1, size: 1, query: owned('ada') });
    expect(page.json.entities).toEqual([all.json.entities[1]]);
    const types = await tenant.search({ size: 0, aggregations: { types: {} }, query: owned('ada') });
    expect(types.json).toEqual({
      queryType: 'INDEX',
      approximateCount: 2,
      aggregations: { types: { buckets: [{ key: 'Table', doc_count: 2 }] } },
    });
    const none = await tenant.search({ query: { bool: { filter: [{ terms: { ownerUsers: ['cyd'] } }] } } });
    expect(none.json).toEqual({ queryType: 'INDEX', approximateCount: 0 });
  });

  it('refuses a page behind the window, and a query that it does not know', async () => {
    await using tenant = await tenantWithAssets();
    expect(await tenant.search({ from: 10_000, size: 1 })).toMatchObject({
      status: 400,
      json: { errorCode: expect.any(String) },
    });
    expect((await tenant.search({ query: { fuzzy: {} } })).status).toBe(400);
  });
});

describe('a write of assets', () => {
  it('replaces the owners, and creates what it does not find', async () => {
    await using tenant = await tenantWithAssets();
    const answer = await tenant.write(table('T1', ['bob']), table('T9', ['bob']));
    expect(answer.json.mutatedEntities).toMatchObject({
      UPDATE: [{ displayText: 'T1', attributes: { ownerUsers: ['bob'] } }],
      CREATE: [{ displayText: 'T9' }],
    });
    expect((await tenant.search({ query: owned('bob') })).json.approximateCount).toBe(3);
  });

  it('changes nothing for an owner who is no user, and wants the glossary of a term', async () => {
    await using tenant = await tenantWithAssets();
    expect((await tenant.write(table('T1', ['stranger']))).json.mutatedEntities).toEqual({});
    const term = { typeName: 'AtlasGlossaryTerm', attributes: { qualifiedName: 'a@b', name: 'a' } };
    expect((await tenant.write(term)).status).toBe(400);
  });
});
