import { describe, expect, it } from 'vitest';

import { startScimSimulator } from '../../../../local/simulators/scim/server.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any; // oxlint-disable-line typescript/no-explicit-any
}

async function directory(options: object = {}) {
  const simulator = await startScimSimulator({ options });
  const send = async (url: string, method: string, body: unknown, headers: object): Promise<Reply> => {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
  };
  const scim = (method: string, path: string, body?: unknown, headers: object = {}) =>
    send(simulator.url + path, method, body, {
      authorization: `Bearer ${simulator.token}`,
      'content-type': 'application/scim+json',
      ...headers,
    });
  const control = (method: string, path: string, body?: unknown) =>
    send(`${simulator.control}/${path}`, method, body, {});
  const put = async (email: string, more: object = {}): Promise<string> =>
    (await control('POST', 'users', { email, ...more })).json.id;
  const shown = async (email: string) =>
    (await control('GET', 'state')).json.users.find((user: { email: string }) => user.email === email);
  return { ...simulator, scim, control, put, shown };
}

const newUser = (userName: string, more: object = {}) => ({ schemas: [USER], userName, ...more });
const patch = (...Operations: readonly object[]) => ({ schemas: [PATCH_OP], Operations });
const off = patch({ op: 'replace', value: { active: false } });

describe('a server that differs from the standard', () => {
  it('ignores filters, or refuses them, or answers 404 to one that finds nothing', async () => {
    await using server = await directory({ filters: 'ignore' });
    await server.put('ada@example.com');
    const find = () => server.scim('GET', '/Users?filter=userName%20eq%20%22x%22');
    expect((await find()).json.totalResults).toBe(1);
    await server.control('PATCH', 'options', { filters: 'refuse' });
    expect(await find()).toMatchObject({ status: 400, json: { scimType: 'invalidFilter' } });
    await server.control('PATCH', 'options', { filters: 'honour', emptyFilter: 'not-found' });
    expect((await find()).status).toBe(404);
  });

  it.each([
    ['200', 200],
    ['204', 204],
    ['501', 501],
    ['405', 405],
  ] as const)('answers a PATCH with %s', async (option, status) => {
    await using server = await directory({ patch: option });
    const id = await server.put('ada@example.com');
    expect((await server.scim('PATCH', `/Users/${id}`, off)).status).toBe(status);
    expect(await server.shown('ada@example.com')).toMatchObject({ state: status < 300 ? 'disabled' : 'active' });
    const said = (await server.scim('GET', '/ServiceProviderConfig')).json;
    expect(said.patch.supported).toBe(status < 300);
  });

  it('answers a change of active, and makes none', async () => {
    await using server = await directory({ ignoresActive: true });
    const id = await server.put('ada@example.com');
    expect(await server.scim('PATCH', `/Users/${id}`, off)).toMatchObject({ status: 200, json: { active: true } });
  });

  it('writes booleans as texts, and reads them so', async () => {
    await using server = await directory({ booleans: 'text' });
    const made = await server.scim('POST', '/Users', newUser('ada@example.com', { active: 'False' }));
    expect(made).toMatchObject({ status: 201, json: { active: 'False' } });
    expect(await server.shown('ada@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('gives short pages, and none behind a certain number while the count stays', async () => {
    await using server = await directory({ maxPage: 2, pagesEndAfter: 3 });
    await server.control('POST', 'users/many', {
      emails: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'],
    });
    const sizes = [];
    for (const start of [1, 3, 4]) {
      const { json } = await server.scim('GET', `/Users?startIndex=${start}&count=100`);
      sizes.push([json.totalResults, json.Resources.length]);
    }
    expect(sizes).toEqual([
      [4, 2],
      [4, 1],
      [4, 0],
    ]);
  });

  it('pages by cursors, which end with the resource that they name', async () => {
    await using server = await directory({ cursors: true, maxPage: 2 });
    const { ids } = (
      await server.control('POST', 'users/many', { emails: ['a@example.com', 'b@example.com', 'c@example.com'] })
    ).json;
    const first = (await server.scim('GET', '/Users?cursor=')).json;
    const second = (await server.scim('GET', `/Users?cursor=${first.nextCursor}`)).json;
    expect([first.Resources.length, second.Resources[0].id, second.nextCursor]).toEqual([2, ids[2], undefined]);
    await server.control('DELETE', `users/${ids[1]}`);
    expect(await server.scim('GET', `/Users?cursor=${first.nextCursor}`)).toMatchObject({
      status: 400,
      json: { scimType: 'expiredCursor' },
    });
    await server.control('PATCH', 'options', { cursors: false });
    expect((await server.scim('GET', '/Users?cursor=')).json.scimType).toBe('invalidCursor');
  });

  it('skips members that it does not know, or refuses them and changes nothing', async () => {
    await using server = await directory();
    const { id: groupId } = (await server.control('POST', 'groups', { name: 'Engineering' })).json;
    const id = await server.put('ada@example.com');
    const add = patch({ op: 'add', path: 'members', value: [{ value: id }, { value: 'nobody' }] });
    expect((await server.scim('PATCH', `/Groups/${groupId}`, add)).status).toBe(400);
    expect(await server.shown('ada@example.com')).toMatchObject({ groups: [] });
    await server.control('PATCH', 'options', { unknownMembers: 'skip' });
    expect((await server.scim('PATCH', `/Groups/${groupId}`, add)).json.members).toHaveLength(1);
  });

  it('keeps a member twice, and refuses to remove who is not there', async () => {
    await using server = await directory({ memberTwice: 'keep', removeAbsent: 'noTarget' });
    const { id: groupId } = (await server.control('POST', 'groups', { name: 'Engineering' })).json;
    const id = await server.put('ada@example.com', { groups: ['Engineering'] });
    const add = patch({ op: 'add', path: 'members', value: [{ value: id }] });
    expect((await server.scim('PATCH', `/Groups/${groupId}`, add)).json.members).toHaveLength(2);
    const remove = patch({ op: 'remove', path: `members[value eq "${id}"]` });
    expect((await server.scim('PATCH', `/Groups/${groupId}`, remove)).json).not.toHaveProperty('members');
    expect((await server.scim('PATCH', `/Groups/${groupId}`, remove)).json.scimType).toBe('noTarget');
  });

  it('only adds and removes single members, as AWS does', async () => {
    await using server = await directory({ minimalGroupPatch: true });
    const { id: groupId } = (await server.control('POST', 'groups', { name: 'Engineering' })).json;
    const id = await server.put('ada@example.com');
    const status = async (operation: object) =>
      (await server.scim('PATCH', `/Groups/${groupId}`, patch(operation))).status;
    expect(await status({ op: 'add', path: 'members', value: [{ value: id }] })).toBe(200);
    expect(await status({ op: 'replace', path: 'members', value: [] })).toBe(400);
    expect(await status({ op: 'remove', path: 'members' })).toBe(400);
    expect(await status({ op: 'remove', path: `members[value eq "${id}"]` })).toBe(200);
  });

  it('wants the version that a change was made for', async () => {
    await using server = await directory({ etags: 'required' });
    const id = await server.put('ada@example.com');
    const version = (await server.scim('GET', `/Users/${id}`)).headers.get('etag');
    const change = async (ifMatch?: string | null) =>
      (await server.scim('PATCH', `/Users/${id}`, off, ifMatch ? { 'if-match': ifMatch } : {})).status;
    expect([await change(), await change('W/"9"'), await change(version), await change(version)]).toEqual([
      428, 412, 200, 412,
    ]);
  });

  it.each([
    ['scim', 'number', { status: 404 }],
    ['unleash', 'text', { name: 'NotFoundError', details: [] }],
    ['atlassian', 'text', { status: '404' }],
    ['none', 'text', undefined],
  ])('words its errors like %s', async (errorShape, errorStatus, wanted) => {
    await using server = await directory({ errorShape, errorStatus });
    const { status, json } = await server.scim('GET', '/Users/nobody');
    expect(status).toBe(404);
    if (wanted) expect(json).toMatchObject(wanted);
    else expect(json).toBeUndefined();
    const unknown = await server.scim('GET', '/Users', undefined, { authorization: 'Bearer x' });
    if (errorShape === 'atlassian')
      expect(unknown.json).toMatchObject({ error: 'Unauthorized', traceId: expect.any(String) });
  });

  it.each([
    ['scim', 'application/json', 415],
    ['json', 'application/scim+json', 415],
    ['both', 'text/plain', 415],
    ['both', 'application/json', 201],
  ])('takes the media types %s, and answers %s with %i', async (mediaTypes, type, status) => {
    await using server = await directory({ mediaTypes });
    expect((await server.scim('POST', '/Users', newUser('ada@example.com'), { 'content-type': type })).status).toBe(
      status,
    );
  });

  it('answers a new user with its place alone, and a duplicate with another status', async () => {
    await using server = await directory({ createAnswer: 'location', duplicateStatus: 400 });
    const made = await server.scim('POST', '/Users', newUser('ada@example.com'));
    expect([made.status, made.json, made.headers.get('location')]).toEqual([
      201,
      undefined,
      expect.stringMatching(/\/Users\/[\w-]+$/),
    ]);
    expect((await server.scim('POST', '/Users', newUser('ADA@example.com'))).status).toBe(400);
  });

  it('shows a write late', async () => {
    await using server = await directory();
    await server.control('PUT', 'faults', [{ kind: 'delayed-visibility', ms: 60_000 }]);
    const { id } = (await server.scim('POST', '/Users', newUser('ada@example.com'))).json;
    expect((await server.scim('GET', `/Users/${id}`)).status).toBe(404);
    await server.control('POST', 'clock', { advanceMs: 61_000 });
    expect((await server.scim('GET', `/Users/${id}`)).status).toBe(200);
  });
});

describe('a known product', () => {
  it('named Atlan makes no groups, fixes userNames, and disables whom it is told to delete', async () => {
    await using server = await directory({ profile: 'atlan' });
    expect((await server.scim('POST', '/Groups', { schemas: [GROUP], displayName: 'New' })).status).toBe(403);
    const id = await server.put('ada@example.com');
    const rename = patch({ op: 'replace', path: 'userName', value: 'adela@example.com' });
    expect((await server.scim('PATCH', `/Users/${id}`, rename)).json.scimType).toBe('mutability');
    expect((await server.scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await server.shown('ada@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('named Atlassian hides whom it deleted, and keeps the name and the address taken', async () => {
    await using server = await directory({ profile: 'atlassian' });
    const id = await server.put('ada@example.com');
    await server.scim('DELETE', `/Users/${id}`);
    expect((await server.scim('GET', `/Users/${id}`)).status).toBe(404);
    const emails = [{ value: 'ada@example.com', primary: true }];
    expect((await server.scim('POST', '/Users', newUser('adela@example.com', { emails }))).status).toBe(409);
  });

  it('is changed again by options of its own', async () => {
    await using server = await directory({ profile: 'unleash', patch: '200' });
    expect((await server.control('GET', 'options')).json).toMatchObject({
      profile: 'unleash',
      patch: '200',
      errorShape: 'unleash',
    });
    expect(await server.control('PATCH', 'options', { profil: 'x' })).toMatchObject({
      status: 400,
      json: { field: 'body.profil' },
    });
  });
});

describe('the control endpoints', () => {
  it('put a person in a state and in groups, edit, let sign in, and delete', async () => {
    await using server = await directory();
    await server.control('POST', 'groups', { name: 'Engineering' });
    const id = await server.put('ada@example.com', { groups: ['Engineering'], firstName: 'Ada', externalId: 'hr-1' });
    expect(await server.shown('ada@example.com')).toMatchObject({
      id,
      role: 'user',
      state: 'active',
      groups: ['Engineering'],
      externalId: 'hr-1',
    });
    expect((await server.control('POST', 'sign-in', { email: 'Ada@example.com' })).json).toEqual({ userId: id });
    await server.control('POST', `users/${id}`, { state: 'disabled', groups: [] });
    expect((await server.control('POST', 'sign-in', { email: 'ada@example.com' })).status).toBe(409);
    expect(await server.shown('ada@example.com')).toMatchObject({ state: 'disabled', groups: [] });
    await server.control('POST', `users/${id}`, { state: 'unknown', email: 'adela@example.com' });
    expect((await server.scim('GET', `/Users/${id}`)).json).not.toHaveProperty('active');
    await server.control('DELETE', `users/${id}`);
    expect(await server.shown('adela@example.com')).toBeUndefined();
    expect((await server.control('DELETE', `users/${id}`)).status).toBe(404);
  });

  it('complain in sentences about what is wrong', async () => {
    await using server = await directory();
    await server.control('POST', 'groups', { name: 'Engineering' });
    expect((await server.control('POST', 'groups', { name: 'engineering' })).status).toBe(409);
    expect(
      (await server.control('POST', 'users', { email: 'a@example.com', groups: ['Nowhere'] })).json.message,
    ).toContain('name of a group');
    expect((await server.control('POST', 'sign-in', { email: 'nobody@example.com' })).status).toBe(404);
    expect((await server.control('DELETE', 'groups/none')).status).toBe(404);
  });

  it('seed the same people for the same seed', async () => {
    const people = async () => {
      await using simulator = await startScimSimulator({ seedUsers: 30, seed: 7, startAt: 1_700_000_000_000 });
      const { users, groups } = (await (await fetch(`${simulator.control}/state`)).json()) as {
        users: { state: string; email: string }[];
        groups: unknown[];
      };
      return { users, groups };
    };
    const first = await people();
    expect(first).toEqual(await people());
    expect(first.users).toHaveLength(30);
    expect(first.groups).toHaveLength(2);
    expect(new Set(first.users.map(({ state }) => state))).toEqual(new Set(['active', 'disabled']));
  });

  it('have a page beside them that shows the users', async () => {
    await using simulator = await startScimSimulator();
    const page = await fetch(simulator.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('SCIM simulator');
  });
});
