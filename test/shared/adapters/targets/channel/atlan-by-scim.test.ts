import { describe, expect, it } from 'vitest';

import { atlanByScim as tenant } from '../../../../support/atlan-by-scim.ts';

const ada = 'ada@example.com';

describe('an Atlan tenant that is provisioned by SCIM', () => {
  it('gets its accounts by SCIM and their roles by its own interface', async () => {
    await using atlan = await tenant();
    const invited = await atlan.target.invite(
      [{ email: 'Ada@Example.com', role: '$member', externalId: 'w1' }],
      atlan.call,
    );
    expect(invited.get(ada)).toMatchObject({
      kind: 'done',
      value: { how: 'invited', account: { email: ada, state: 'provisioned', role: '$member' } },
    });
    expect(await atlan.userOf(ada)).toMatchObject({ username: ada, workspaceRole: '$member', isScimUser: true });
    expect(atlan.operations).not.toContain('users.invite');
  });

  it('says of a person who is there that they existed, also when the same is told twice', async () => {
    await using atlan = await tenant();
    const invite = async () => (await atlan.target.invite([{ email: ada, role: '$guest' }], atlan.call)).get(ada);
    expect(await invite()).toMatchObject({ value: { how: 'invited' } });
    expect(await invite()).toMatchObject({ value: { how: 'existed' } });
  });

  it('says so too of an account from before, whose username is not its address', async () => {
    await using atlan = await tenant();
    const id = await atlan.put(ada, { username: 'ada' });
    const invited = await atlan.target.invite([{ email: ada, role: '$member' }], atlan.call);
    expect(invited.get(ada)).toMatchObject({ kind: 'done', value: { how: 'existed', account: { id } } });
  });

  it('knows the roles of Atlan, and no other', async () => {
    await using atlan = await tenant();
    const invited = await atlan.target.invite([{ email: ada, role: 'emperor' }], atlan.call);
    expect(invited.get(ada)).toMatchObject({ kind: 'permanent', because: expect.stringContaining('emperor') });
    expect(await atlan.userOf(ada)).toBeUndefined();
  });

  it('disables and enables by SCIM, by two requests each, and shows it by its own interface', async () => {
    await using atlan = await tenant();
    const id = await atlan.put(ada);
    await atlan.target.setEnabled(id, true, atlan.call);
    for (const enabled of [false, false, true]) {
      atlan.operations.length = 0;
      expect(await atlan.target.setEnabled(id, enabled, atlan.call)).toEqual({ kind: 'done', value: undefined });
      expect(atlan.operations).toEqual(['users.get', enabled ? 'users.enable' : 'users.disable']);
      const seen = await atlan.target.findByIds([id], atlan.call);
      expect(seen).toMatchObject({ value: new Map([[id, { kind: 'present', account: { enabled } }]]) });
    }
  });

  it('is what Atlan refuses by its own interface', async () => {
    await using atlan = await tenant({ provisionedBy: 'invitation' });
    const id = await atlan.put(ada);
    expect(await atlan.target.setEnabled(id, false, atlan.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
    });
    const invited = await atlan.target.invite([{ email: 'bob@example.com', role: '$guest' }], atlan.call);
    expect(invited.get('bob@example.com')).toMatchObject({ kind: 'wait', cause: 'forbidden' });
  });

  it('says so when the account is not there', async () => {
    await using atlan = await tenant();
    expect(await atlan.target.setEnabled('4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11', false, atlan.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    });
  });

  it('is a question for a person where the username belongs to another address', async () => {
    await using atlan = await tenant();
    await atlan.put('other@example.com', { username: ada });
    const invited = await atlan.target.invite([{ email: ada, role: '$guest' }], atlan.call);
    expect(invited.get(ada)).toMatchObject({ kind: 'refused', reason: 'conflict' });
  });
});

describe('a configuration that the tenant contradicts', () => {
  it.each([
    [
      'the secret holds no SCIM token',
      { scimToken: 'none' },
      { kind: 'wait', cause: 'credentials', because: expect.stringContaining('scimToken') },
    ],
    [
      'the SCIM token is not accepted',
      { scimToken: 'wrong' },
      { kind: 'wait', cause: 'credentials', because: expect.stringContaining('(SCIM)') },
    ],
  ] as const)('writes nothing where %s', async (_case, settings, refusal) => {
    await using atlan = await tenant(settings);
    const id = await atlan.put('bob@example.com');
    expect((await atlan.target.invite([{ email: ada, role: '$guest' }], atlan.call)).get(ada)).toMatchObject(refusal);
    expect(await atlan.target.setEnabled(id, false, atlan.call)).toMatchObject(refusal);
    expect(await atlan.userOf('bob@example.com')).toMatchObject({ enabled: true });
    expect(await atlan.userOf(ada)).toBeUndefined();
    expect((await atlan.target.findByIds([id], atlan.call)).kind).toBe('done');
  });

  it('writes nothing where the tenant has no SCIM', async () => {
    await using atlan = await tenant({ options: { scimTenant: false }, scimToken: 'wrong' });
    const id = await atlan.put('bob@example.com');
    const refusal = { kind: 'permanent', because: expect.stringContaining('(SCIM) answered 404') };
    expect((await atlan.target.invite([{ email: ada, role: '$guest' }], atlan.call)).get(ada)).toMatchObject(refusal);
    expect(await atlan.target.setEnabled(id, false, atlan.call)).toMatchObject(refusal);
  });
});
