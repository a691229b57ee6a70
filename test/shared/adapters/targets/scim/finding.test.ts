import { describe, expect, it } from 'vitest';

import type { ScimUnderTest } from '../../../../support/scim.ts';
import { ada, bob, countUsers, group, invite, on, operations, put, sighting } from '../../../../support/scim-habits.ts';

describe('a search', () => {
  it('knows nothing of a person where the server ignores the filter, and sees one who is on the page', async () => {
    await using scim = await on({ filters: 'ignore' });
    await put(scim, bob);
    expect(await sighting(scim, ada)).toEqual({ kind: 'unknown' });
    expect(await sighting(scim, bob)).toMatchObject({ kind: 'present', account: { email: bob } });
  });

  it('lists everybody instead, where the target says that it may', async () => {
    await using scim = await on({ filters: 'ignore' }, { listWithoutFilters: true });
    const others = Array.from({ length: 120 }, (_, index) => `p${index}@example.com`);
    await scim.control('POST', 'users/many', { emails: [...others, bob] });
    expect(await sighting(scim, ada)).toEqual({ kind: 'absent' });
    expect(await sighting(scim, bob)).toMatchObject({ kind: 'present' });
  });

  it.each([
    ['refuses filters', { filters: 'refuse' }, {}],
    ['is not asked by this attribute', { filterAttributes: ['externalId'] }, {}],
  ])('has proven nothing where the server %s', async (_how, simulator, options) => {
    await using scim = await on(simulator, options);
    expect(await sighting(scim, ada)).toEqual({ kind: 'unknown' });
    expect(await invite(scim, ada)).toMatchObject({
      kind: 'retryable',
      because: expect.stringContaining('listWithoutFilters'),
    });
    expect(await countUsers(scim)).toBe(0);
  });

  it('takes 404 to a filter for an empty list', async () => {
    await using scim = await on({ emptyFilter: 'not-found' });
    expect(await sighting(scim, ada)).toEqual({ kind: 'absent' });
    expect(await invite(scim, ada)).toMatchObject({ kind: 'done', value: { how: 'invited' } });
  });

  it('knows nothing where a count and its list contradict each other', async () => {
    await using scim = await on({});
    await scim.control('PUT', 'faults', [{ kind: 'miscount', by: 1 }]);
    expect(await sighting(scim, ada)).toEqual({ kind: 'unknown' });
  });

  it('knows nothing of a hit that does not show whose it is', async () => {
    await using scim = await on({});
    await put(scim, ada);
    await scim.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['userName', 'emails'] }]);
    expect(await sighting(scim, ada)).toEqual({ kind: 'unknown' });
  });

  it('goes on to the address where the userName finds no user, in the order of the profile', async () => {
    await using scim = await on({}, { userLookup: ['userName', 'email'] });
    await put(scim, ada, { userName: 'ada' });
    expect(await sighting(scim, ada)).toMatchObject({ kind: 'present', account: { username: 'ada', email: ada } });
    expect(operations(scim)).toEqual(['users.find-by-userName', 'users.find-by-email']);
  });

  it('says that there are several of one address', async () => {
    await using scim = await on({}, { userLookup: ['email'] });
    await put(scim, ada, { userName: 'ada' });
    await put(scim, ada, { userName: 'ada2' });
    expect(await sighting(scim, ada)).toMatchObject({ kind: 'several' });
    expect(await invite(scim, ada)).toMatchObject({ kind: 'refused', reason: 'conflict' });
  });
});

describe('who is not there', () => {
  it('is not believed behind a wrong base URL, where everything is 404', async () => {
    await using scim = await on({});
    const id = await put(scim, ada);
    scim.secret.value = { ...scim.secret.value, baseUrl: `${scim.secret.value.baseUrl}/v2` };
    expect((await scim.target.findByIds([id], scim.call)).kind).not.toBe('done');
    expect((await scim.target.setEnabled(id, false, scim.call)).kind).not.toBe('done');
    expect(await sighting(scim, ada)).not.toEqual({ kind: 'absent' });
  });

  it.each(['scim', 'unleash', 'atlassian', 'none'])(
    'is believed once users were listed, in errors of the form: %s',
    async (errorShape) => {
      await using scim = await on({ errorShape });
      expect(await scim.target.findByIds(['gone'], scim.call)).toEqual({
        kind: 'done',
        value: new Map([['gone', { kind: 'absent' }]]),
      });
      expect(await scim.target.setEnabled('gone', false, scim.call)).toMatchObject({
        kind: 'refused',
        reason: 'not-found',
      });
    },
  );
});

describe('a listing', () => {
  const list = async ({ target, call }: ScimUnderTest) => {
    const emails: (string | undefined)[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await target.listAccounts(cursor, call);
      if (page.kind !== 'done') return page;
      emails.push(...page.value.accounts.map(({ email }) => email));
      cursor = page.value.next;
      if (cursor === undefined) return emails;
    }
  };
  const emails = Array.from({ length: 12 }, (_, index) => `p${index}@example.com`);

  it.each([1, 2, 3, 5, 11, 12, 200])('takes pages of %i, whatever it asked for', async (maxPage) => {
    await using scim = await on({ maxPage, discovery: false });
    await scim.control('POST', 'users/many', { emails });
    expect(await list(scim)).toEqual(emails);
  });

  it.each([
    ['pages by place', { cursors: false }, 'retryable'],
    ['pages by cursors', { cursors: true }, 'permanent'],
  ])('that ends before its own count is no list (%s)', async (_how, simulator, kind) => {
    await using scim = await on({ ...simulator, pagesEndAfter: 7, maxPage: 5 });
    await scim.control('POST', 'users/many', { emails });
    expect(await list(scim)).toMatchObject({ kind, because: expect.stringContaining('7 of 12') });
  });

  it('begins again where the server has forgotten the cursor, or a stored one is none of ours', async () => {
    await using scim = await on({ cursors: true, maxPage: 5 });
    const { ids } = await scim.control<{ ids: readonly string[] }>('POST', 'users/many', { emails });
    const page = await scim.target.listAccounts(undefined, scim.call);
    const next = page.kind === 'done' ? page.value.next : undefined;
    await scim.control('DELETE', `users/${ids[4]}`);
    expect(await scim.target.listAccounts(next, scim.call)).toMatchObject({ kind: 'permanent' });
    expect(await scim.target.listAccounts('{"page":1}', scim.call)).toMatchObject({ kind: 'permanent' });
  });

  it('asks for a server’s cursors once, and goes without where the question has no answer', async () => {
    await using scim = await on({ discovery: false });
    await list(scim);
    await list(scim);
    expect(operations(scim)).toEqual(['server.config', 'users.list', 'users.list']);
  });
});

describe('what operators see', () => {
  it('of a group: its members, also of a large one, and how many groups there are', async () => {
    await using scim = await on({});
    const groupId = await group(scim, 'Engineering');
    await group(scim, 'Analysts');
    const many = Array.from({ length: 25 }, (_, index) => `p${index}@example.com`);
    for (const email of many) await put(scim, email, { groups: ['Engineering'] });
    const members = await scim.target.groupAdministration?.members(groupId, scim.call);
    expect(members?.kind === 'done' && members.value.map(({ email }) => email)).toEqual(many);
    expect(await scim.target.groupAdministration?.count?.(scim.call)).toEqual({ kind: 'done', value: 2 });
    expect(await scim.target.groupAdministration?.details(groupId, scim.call)).toMatchObject({
      value: { id: groupId, name: 'Engineering', managedBy: 'us', facts: { created: expect.any(String) } },
    });
    expect(await scim.target.groupAdministration?.details('gone', scim.call)).toMatchObject({ reason: 'not-found' });
  });

  it('of a server: what it says of itself, and how it answers', async () => {
    await using scim = await on({ filterMindsCase: true });
    await put(scim, ada);
    const look = await scim.target.probe.tenant(scim.call);
    expect(look).toMatchObject({ kind: 'done', value: { accounts: 1, byScim: 1 } });
    const habits = look.kind === 'done' ? look.value.habits.map(({ number, seen }) => `${number}: ${seen}`) : [];
    expect(habits).toEqual([
      '1: ServiceProviderConfig: patch yes, etag no, cursors no, maxResults 200',
      '2: a page gives 1 of 1 users',
      '3: active is missing on 0 of 1 users',
      '4: userName eq minds the case of letters',
      '5: 0 of 1 users show groups',
    ]);
    expect(JSON.stringify(habits)).not.toContain('@');
    expect(await scim.target.probe.credential(scim.call)).toMatchObject({ value: { expiry: { kind: 'unknown' } } });
    expect(await scim.target.probe.mappedGroups('okta', scim.call)).toMatchObject({ reason: 'not-found' });
  });
});
