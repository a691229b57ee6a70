import { describe, expect, it } from 'vitest';

import type { ScimOptions } from '../../../../../shared/contracts/config/scim-options.ts';
import { type ScimUnderTest, scimOnSimulator } from '../../../../support/scim.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

const on = (simulator: object, options: ScimOptions = {}) => scimOnSimulator({ options: simulator }, { options });
const put = async ({ control }: ScimUnderTest, email: string, more: object = {}) =>
  (await control<{ id: string }>('POST', 'users', { email, ...more })).id;
const group = async ({ control }: ScimUnderTest, name: string) =>
  (await control<{ id: string }>('POST', 'groups', { name })).id;
const sighting = async ({ target, call }: ScimUnderTest, email: string) => {
  const found = await target.findByEmails([email], call);
  return found.kind === 'done' ? found.value.get(email) : found;
};
const invite = async ({ target, call }: ScimUnderTest, email: string, externalId?: string) =>
  (await target.invite([{ email, role: 'user', ...(externalId !== undefined && { externalId }) }], call)).get(email);
const operations = ({ sent }: ScimUnderTest) => sent.map(({ operation }) => operation);
const countUsers = async ({ control }: ScimUnderTest) =>
  (await control<{ users: readonly unknown[] }>('GET', 'state')).users.length;
const stateOf = async ({ control }: ScimUnderTest, id: string) =>
  (
    await control<{ users: readonly { id: string; state: string; groups: readonly string[] }[] }>('GET', 'state')
  ).users.find((user) => user.id === id);

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

  it('goes on to the address where the userName finds nobody, in the order of the profile', async () => {
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

describe('a new account', () => {
  it('has the address as its userName, our id, and no invented name', async () => {
    await using scim = await on({});
    expect(await invite(scim, ada, 'worker-1')).toMatchObject({ kind: 'done', value: { how: 'invited' } });
    const { users } = await scim.control<{ users: readonly { attributes: object }[] }>('GET', 'state');
    expect(users[0]?.attributes).toEqual({
      userName: ada,
      externalId: 'worker-1',
      active: true,
      displayName: ada,
      emails: [{ value: ada, type: 'work', primary: true }],
    });
  });

  it('leaves our id out where the profile does not name it', async () => {
    await using scim = await on({ profile: 'unleash' }, { profile: 'unleash' });
    await invite(scim, ada, 'worker-1');
    const { users } = await scim.control<{ users: readonly { attributes: object }[] }>('GET', 'state');
    expect(users[0]?.attributes).not.toHaveProperty('externalId');
  });

  it('is found at its place, where the server answers with nothing else', async () => {
    await using scim = await on({ createAnswer: 'location' });
    expect(await invite(scim, ada)).toMatchObject({ kind: 'done', value: { how: 'invited', account: { email: ada } } });
  });

  it('is waited for a little where a server shows it late, and then is unseen', async () => {
    await using scim = await on({ createAnswer: 'location' });
    await scim.control('PUT', 'faults', [{ kind: 'delayed-visibility', ms: 60_000, endpoint: 'GET /Users/{id}' }]);
    expect(await invite(scim, ada)).toEqual({ kind: 'done', value: { how: 'unseen' } });
    expect(scim.clock.pauses).toEqual([1_000, 3_000]);
  });

  it.each([409, 400] as const)(
    'is not made where the server says with %i that the person is there, and shows them then',
    async (duplicateStatus) => {
      await using scim = await on({ duplicateStatus });
      await put(scim, ada);
      await scim.control('PUT', 'faults', [
        { kind: 'delayed-visibility', ms: 60_000, endpoint: 'GET /Users', times: 1 },
      ]);
      expect(await invite(scim, ada)).toMatchObject({
        kind: 'done',
        value: { how: 'existed', account: { email: ada } },
      });
      expect(await countUsers(scim)).toBe(1);
    },
  );

  it('is a question for a person where the userName is the address of another account', async () => {
    await using scim = await on({});
    const id = await put(scim, bob, { userName: ada });
    const outcome = await invite(scim, ada);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'conflict', because: expect.stringContaining(id) });
  });

  it('is a question for a person where our id stands on an account of another name', async () => {
    await using scim = await on({});
    const id = await put(scim, bob, { externalId: 'worker-1' });
    expect(await invite(scim, ada, 'worker-1')).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining(id),
    });
  });

  it('is a question for a person where a deleted account keeps the name', async () => {
    await using scim = await on({ profile: 'atlassian' }, { profile: 'atlassian' });
    const id = await put(scim, ada);
    await scim.scim('DELETE', `/Users/${id}`);
    expect(await invite(scim, ada)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining('deleted'),
    });
  });

  it('is not made where there is no SCIM service at the base URL', async () => {
    await using scim = await on({ emptyFilter: 'not-found' });
    scim.secret.value = { ...scim.secret.value, baseUrl: `${scim.secret.value.baseUrl}/v2` };
    expect((await invite(scim, ada))?.kind).toBe('permanent');
  });
});

describe('active', () => {
  it.each([
    ['patch-pathless', ['server.config', 'users.disable']],
    ['patch-path', ['server.config', 'users.disable']],
    ['put', ['server.config', 'users.disable.read', 'users.disable']],
  ] as const)('is switched off by %s', async (deactivate, asked) => {
    await using scim = await on({}, { deactivate });
    const id = await put(scim, ada, { firstName: 'Ada' });
    expect(await scim.target.setEnabled(id, false, scim.call)).toEqual({ kind: 'done', value: undefined });
    expect(operations(scim)).toEqual(asked);
    expect(await stateOf(scim, id)).toMatchObject({ state: 'disabled', attributes: { name: { givenName: 'Ada' } } });
  });

  it.each(['501', '405'])(
    'is switched off by PUT where PATCH is answered %s, and from then on by PUT at once',
    async (patch) => {
      await using scim = await on({ patch, discovery: false });
      const id = await put(scim, ada);
      for (const enabled of [false, true])
        expect((await scim.target.setEnabled(id, enabled, scim.call)).kind).toBe('done');
      const { byEndpoint } = await scim.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
      expect(byEndpoint).toMatchObject({ 'PATCH /Users/{id}': 1, 'PUT /Users/{id}': 2 });
    },
  );

  it('is not asked for by PATCH where the server says that it has none', async () => {
    await using scim = await on({ patch: '501' });
    const id = await put(scim, ada);
    expect((await scim.target.setEnabled(id, false, scim.call)).kind).toBe('done');
    const { byEndpoint } = await scim.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint).not.toHaveProperty('PATCH /Users/{id}');
  });

  it('is read once more where the answer is empty, and as a text where the server writes it so', async () => {
    await using scim = await on({ patch: '204', booleans: 'text' });
    const id = await put(scim, ada);
    expect((await scim.target.setEnabled(id, false, scim.call)).kind).toBe('done');
    expect(await scim.target.findByIds([id], scim.call)).toMatchObject({
      value: new Map([[id, { kind: 'present', account: { enabled: false, state: 'disabled' } }]]),
    });
  });

  it('that is answered and not changed is no success', async () => {
    await using scim = await on({ ignoresActive: true });
    const id = await put(scim, ada);
    expect(await scim.target.setEnabled(id, false, scim.call)).toMatchObject({ kind: 'retryable' });
    expect(scim.clock.pauses).toEqual([1_000, 3_000]);
  });

  it('that is absent says nothing', async () => {
    await using scim = await on({});
    const id = await put(scim, ada);
    await scim.control('POST', `users/${id}`, { state: 'unknown' });
    const found = await scim.target.findByIds([id], scim.call);
    const seen = found.kind === 'done' ? found.value.get(id) : undefined;
    expect(seen).toMatchObject({ kind: 'present', account: { id } });
    expect(seen).not.toHaveProperty('account.enabled');
    expect(seen).not.toHaveProperty('account.state');
  });

  it.each(['offered', 'required'])('is changed for the version that was read, where versions are %s', async (etags) => {
    await using scim = await on({ etags });
    const id = await put(scim, ada);
    expect((await scim.target.setEnabled(id, false, scim.call)).kind).toBe('done');
    expect(await stateOf(scim, id)).toMatchObject({ state: 'disabled' });
  });

  it('deletes the account where the profile says so, as often as it is told', async () => {
    await using scim = await on({}, { deactivate: 'delete' });
    const id = await put(scim, ada);
    for (let times = 0; times < 2; times++)
      expect((await scim.target.setEnabled(id, false, scim.call)).kind).toBe('done');
    expect(await countUsers(scim)).toBe(0);
  });
});

describe('media types', () => {
  it.each(['scim', 'json'])('fall back where the server takes only %s, and are remembered', async (mediaTypes) => {
    await using scim = await on(
      { mediaTypes },
      { mediaType: mediaTypes === 'scim' ? 'application/json' : 'application/scim+json' },
    );
    expect((await invite(scim, ada))?.kind).toBe('done');
    expect((await invite(scim, bob))?.kind).toBe('done');
    const { byStatus } = await scim.control<{ byStatus: Record<string, number> }>('GET', 'counters');
    expect(byStatus['415']).toBe(1);
  });
});

describe('the groups of a user', () => {
  it('are read from the user, once the server has shown that it lists them there', async () => {
    await using scim = await on({});
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    const other = await put(scim, bob);
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ value: [{ name: 'Engineering' }] });
    expect(await scim.target.groupsOf(other, scim.call)).toEqual({ kind: 'done', value: [] });
    expect(operations(scim)).toEqual(['users.get', 'users.get']);
  });

  it('are looked for in all groups where users do not show them', async () => {
    await using scim = await on({ usersShowGroups: false });
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ value: [{ name: 'Engineering' }] });
  });

  it('are not said to be none by a list of groups that ends early', async () => {
    await using scim = await on({ usersShowGroups: false, pagesEndAfter: 0 });
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ kind: 'retryable' });
  });
});

describe('a membership', () => {
  it('that the server left out in silence is refused, with what may be the cause', async () => {
    await using scim = await on({ unknownMembers: 'skip' }, { verifyMembers: 'get-group' });
    const groupId = await group(scim, 'Engineering');
    expect(await scim.target.addToGroups('nobody', [groupId], scim.call)).toMatchObject({ reason: 'not-found' });
    const id = await put(scim, ada);
    await scim.control('PUT', 'faults', [{ kind: 'delayed-visibility', ms: 60_000, endpoint: 'GET /Groups/{id}' }]);
    await scim.control('POST', 'clock', { advanceMs: 120_000 });
    expect(await scim.target.addToGroups(id, [groupId], scim.call)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining(groupId),
    });
  });

  it('is believed by the answer where the profile says so, and read where the answer shows no members', async () => {
    await using scim = await on({});
    const groupId = await group(scim, 'Engineering');
    const id = await put(scim, ada);
    await scim.target.addToGroups(id, [groupId], scim.call);
    expect(operations(scim)).not.toContain('groups.get');
    await scim.control('PATCH', 'options', { patchAnswerHidesMembers: true });
    await scim.target.removeFromGroup(groupId, [id], scim.call);
    expect(operations(scim)).toContain('groups.get');
    expect(await stateOf(scim, id)).toMatchObject({ groups: [] });
  });

  it('is removed from a server that refuses to remove who is not there, and from one that keeps members twice', async () => {
    await using scim = await on({ removeAbsent: 'noTarget', memberTwice: 'keep' });
    const groupId = await group(scim, 'Engineering');
    const id = await put(scim, ada);
    for (let times = 0; times < 2; times++) await scim.target.addToGroups(id, [groupId], scim.call);
    for (let times = 0; times < 2; times++)
      expect(await scim.target.removeFromGroup(groupId, [id], scim.call)).toEqual({ kind: 'done', value: undefined });
    expect(await stateOf(scim, id)).toMatchObject({ groups: [] });
  });

  it('ends for many in batches, which are halved where one of them is refused', async () => {
    await using scim = await on({ removeAbsent: 'noTarget' }, { maxMembersPerPatch: 4 });
    const groupId = await group(scim, 'Engineering');
    const ids: string[] = [];
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5'])
      ids.push(await put(scim, `${name}@example.com`, { groups: ['Engineering'] }));
    await scim.control('POST', `users/${ids[1]}`, { groups: [] });
    expect((await scim.target.removeFromGroup(groupId, ids, scim.call)).kind).toBe('done');
    const state = await scim.control<{ groups: readonly { memberIds: readonly string[] }[] }>('GET', 'state');
    expect(state.groups[0]?.memberIds).toEqual([]);
    expect(operations(scim).filter((operation) => operation === 'groups.remove-member')).toHaveLength(6);
  });

  it('is changed on a server that only adds and removes single members', async () => {
    await using scim = await on({ minimalGroupPatch: true, patch: '204' });
    const groupId = await group(scim, 'Engineering');
    const [first, second] = [await put(scim, ada), await put(scim, bob)];
    await scim.target.addToGroups(first, [groupId], scim.call);
    await scim.target.addToGroups(second, [groupId], scim.call);
    expect((await scim.target.removeFromGroup(groupId, [first], scim.call)).kind).toBe('done');
    expect(await stateOf(scim, second)).toMatchObject({ groups: ['Engineering'] });
  });
});

describe('a group', () => {
  it('is not created where groups must be there before; one that is there is adopted', async () => {
    await using scim = await on({ profile: 'atlan' }, { profile: 'atlan' });
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      kind: 'permanent',
      because: expect.stringContaining('mapped'),
    });
    const id = await group(scim, 'Engineering');
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      value: { how: 'adopted', group: { id } },
    });
    expect(await scim.target.groupAdministration?.remove(id, scim.call)).toMatchObject({ kind: 'permanent' });
  });

  it.each([
    ['cannot be asked for by name', {}, { canFilterGroups: false }],
    ['is asked for in vain, the filter being ignored', { filters: 'ignore' }, {}],
    ['is asked for in vain, the filter being refused', { filters: 'refuse' }, {}],
  ])('that %s is found in the list of all groups', async (_how, simulator, options) => {
    await using scim = await on(simulator, options);
    await group(scim, 'Analysts');
    const id = await group(scim, 'Engineering');
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      value: { how: 'adopted', group: { id } },
    });
  });
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
