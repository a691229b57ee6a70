import { describe, expect, it } from 'vitest';

import { ada, bob, countUsers, invite, on, operations, put, stateOf } from '../../../../support/scim-habits.ts';

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
