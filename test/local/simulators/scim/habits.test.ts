import { describe, expect, it } from 'vitest';

import { directory, newUser, off, patch } from './directory-under-test.ts';

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
