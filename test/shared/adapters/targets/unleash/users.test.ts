import { describe, expect, it } from 'vitest';

import { type UnleashUnderTest, unleashOnSimulator } from '../../../../support/unleash.ts';
import { between } from '../../../../support/unleash-between.ts';

const ada = 'ada@example.com';
const operations = ({ sent }: UnleashUnderTest) => sent.map(({ operation }) => operation);
const put = ({ control }: UnleashUnderTest, user: object) =>
  control<{ id: string }>('POST', 'users', user).then(({ id }) => id);
const find = async ({ target, call }: UnleashUnderTest, email: string) => {
  const seen = await target.findByEmails([email], call);
  return seen.kind === 'done' ? seen.value.get(email) : seen;
};
const invite = async ({ target, call }: UnleashUnderTest, email: string, role = 'editor') =>
  (await target.invite([{ email, role }], call)).get(email);

describe('a search', () => {
  it('takes no user whose address only looks like it, begins with it or stands in a name', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: 'a.lovelace@example.com' });
    await put(unleash, { email: 'a_lovelace@example.com.example.org' });
    await put(unleash, { email: 'eve@example.com', name: 'Not a_lovelace@example.com' });
    expect(await find(unleash, 'a_lovelace@example.com')).toEqual({ kind: 'absent' });
    const id = await put(unleash, { email: 'a_lovelace@example.com' });
    expect(await find(unleash, 'a_lovelace@example.com')).toMatchObject({ kind: 'present', account: { id } });
  });

  it('takes no service account, and none of the users that Unleash itself is', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, service: true });
    expect(await find(unleash, ada)).toEqual({ kind: 'absent' });
    const page = await unleash.target.listAccounts(undefined, unleash.call);
    expect(page).toMatchObject({ kind: 'done', value: { accounts: [] } });
  });

  it('is followed by a read of the hit, because it does not show the role', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, role: 'admin' });
    expect(await find(unleash, ada)).toMatchObject({ account: { role: 'admin' } });
    expect(operations(unleash)).toEqual(['users.search', 'users.get']);
  });

  it.each([['email'], ['accountType']])('proves nothing when a hit lacks its %s', async (field) => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, ...(field === 'accountType' && { username: 'ada' }) });
    await unleash.control('PUT', 'faults', [{ kind: 'missing-fields', fields: [field] }]);
    expect(await find(unleash, ada)).toEqual({ kind: 'unknown' });
  });

  it('asks for many at once by one list', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada });
    const seen = await unleash.target.findByEmails([ada, 'bob@example.com', 'eve@example.com'], unleash.call);
    expect(seen).toMatchObject({
      value: new Map([
        [ada, { kind: 'present', account: { id } }],
        ['bob@example.com', { kind: 'absent' }],
        ['eve@example.com', { kind: 'absent' }],
      ]),
    });
    expect(operations(unleash)).toEqual(['users.list']);
  });
});

describe('a look by id', () => {
  it('asks once more, alone, for who is not in the list: a short list is not an absence', async () => {
    await using unleash = await unleashOnSimulator();
    const ids = [await put(unleash, { email: 'p1@example.com' }), await put(unleash, { email: 'p2@example.com' })];
    await unleash.control('PUT', 'faults', [{ kind: 'short-pages', rows: 1, endpoint: 'GET /api/admin/user-admin' }]);
    const seen = await unleash.target.findByIds([...ids, '77'], unleash.call);
    expect(seen.kind === 'done' && [...seen.value].map(([id, { kind }]) => [id, kind])).toEqual(
      expect.arrayContaining([...ids.map((id) => [id, 'present']), ['77', 'absent']]),
    );
  });

  it('knows without asking that what can be no id is no user', async () => {
    await using unleash = await unleashOnSimulator();
    const strange = ['ada', '-42', '0', '99999999999'];
    const seen = await unleash.target.findByIds(strange.slice(0, 2), unleash.call);
    const more = await unleash.target.findByIds(strange.slice(2), unleash.call);
    for (const one of [seen, more])
      expect(one.kind === 'done' && [...one.value.values()]).toEqual([{ kind: 'absent' }, { kind: 'absent' }]);
    expect(unleash.sent).toEqual([]);
  });
});

describe('a list of users', () => {
  it('that does not say whose accounts they are is not used', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada });
    await unleash.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['email'] }]);
    expect(await unleash.target.listAccounts(undefined, unleash.call)).toMatchObject({ kind: 'retryable' });
  });

  it('has people without an address, who have a user name', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { username: 'ada' });
    expect(await unleash.target.listAccounts(undefined, unleash.call)).toMatchObject({
      value: { accounts: [{ username: 'ada', state: 'active' }] },
    });
  });

  it('begins nowhere but at its start', async () => {
    await using unleash = await unleashOnSimulator();
    expect(await unleash.target.listAccounts('page 2', unleash.call)).toMatchObject({ kind: 'permanent' });
  });
});

describe('creating a user', () => {
  it('keeps nothing of the link that lets a stranger set the password', async () => {
    await using unleash = await unleashOnSimulator();
    const invited = await invite(unleash, ada);
    const listed = await unleash.target.listAccounts(undefined, unleash.call);
    expect(JSON.stringify([invited, listed, unleash.sent])).not.toMatch(/token|inviteLink|http/i);
  });

  it('sends the id of the role, and lets Unleash send no mail unless the configuration says so', async () => {
    await using unleash = await unleashOnSimulator();
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    await invite(unleash, ada, 'viewer');
    const mailing = unleash.another({ settings: { unleash: { sendEmail: true } } });
    await mailing.invite([{ email: 'Bob@Example.com', role: 'editor' }], unleash.call);
    expect(proxy.passed.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { email: ada, rootRole: 3, sendEmail: false },
      { email: 'bob@example.com', rootRole: 2, sendEmail: true },
    ]);
  });

  it('finds who is there already, whatever their role', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'admin' });
    expect(await invite(unleash, ada)).toMatchObject({ value: { how: 'existed', account: { id, role: 'admin' } } });
  });

  it('is a conflict where a service account has the address', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, service: true });
    expect(await invite(unleash, ada)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining('service account'),
    });
  });

  it('makes one user when two processes create the same one at once', async () => {
    await using unleash = await unleashOnSimulator();
    const other = unleash.another({});
    const answers = await Promise.all(
      [unleash.target, other].map(async (target) =>
        (await target.invite([{ email: ada, role: 'editor' }], unleash.call)).get(ada),
      ),
    );
    expect(answers.map((one) => one?.kind === 'done' && one.value.how)).toEqual(
      expect.arrayContaining(['existed', 'invited']),
    );
    expect((await unleash.state()).users).toHaveLength(1);
  });

  it('that was accepted, and whose look was not answered, is not called undone', async () => {
    await using unleash = await unleashOnSimulator();
    await unleash.control('PUT', 'faults', [{ kind: 'unavailable-503', endpoint: 'GET /api/admin/user-admin/{id}' }]);
    expect(await invite(unleash, ada)).toEqual({ kind: 'done', value: { how: 'unseen' } });
  });

  it('reads ten new users back by one list', async () => {
    await using unleash = await unleashOnSimulator();
    const ten = Array.from({ length: 10 }, (_, n) => ({ email: `p${n}@example.com`, role: 'editor' }));
    const results = await unleash.target.invite(ten, unleash.call);
    expect([...results.values()].every((one) => one.kind === 'done' && one.value.how === 'invited')).toBe(true);
    expect(unleash.sent).toHaveLength(11);
  });
});

describe('the limit of twenty new users a minute', () => {
  it('keeps back only the creating of users, in this process, until its minute is over', async () => {
    await using unleash = await unleashOnSimulator({ options: { createsPerMinute: 2 } });
    const four = Array.from({ length: 4 }, (_, n) => ({ email: `p${n}@example.com`, role: 'editor' }));
    const before = unleash.clock.now();
    const results = [...(await unleash.target.invite(four, unleash.call)).values()];
    expect(results.map(({ kind }) => kind)).toEqual(['wait', 'wait', 'done', 'done']);
    expect(results[0]).toMatchObject({ kind: 'wait', cause: 'paced', retryAt: before + 60_000 });
    expect(unleash.clock.pauses, 'no caller waits for it').toEqual([]);

    const posts = unleash.sent.filter(({ operation }) => operation === 'users.create').length;
    expect(await invite(unleash, 'p9@example.com')).toMatchObject({ cause: 'paced' });
    expect(unleash.sent.filter(({ operation }) => operation === 'users.create')).toHaveLength(posts);
    const [{ id } = { id: '' }] = (await unleash.state()).users;
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject({ kind: 'done' });

    unleash.clock.advance(60_000);
    expect(await invite(unleash, 'p9@example.com')).toMatchObject({ kind: 'done' });
  });

  it('lets an operator try at once', async () => {
    await using unleash = await unleashOnSimulator({ options: { createsPerMinute: 1 } });
    await invite(unleash, 'p0@example.com');
    await invite(unleash, 'p1@example.com');
    await unleash.control('PATCH', 'options', { createsPerMinute: null });
    const insisting = { ...unleash.call, insists: true };
    const results = await unleash.target.invite([{ email: 'p1@example.com', role: 'editor' }], insisting);
    expect(results.get('p1@example.com')).toMatchObject({ kind: 'done' });
  });
});

describe('the last administrator', () => {
  it('is neither deleted nor given another role, though Unleash would do both', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'admin' });
    const refused = { kind: 'refused', reason: 'not-allowed', because: expect.stringContaining('last administrator') };
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject(refused);
    expect(await unleash.target.setRole(id, 'editor', unleash.call)).toMatchObject(refused);
    expect((await unleash.state()).users).toMatchObject([{ id, role: 'admin' }]);
  });

  it('is not the last while another person is one; a service account does not count', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'admin' });
    await put(unleash, { email: 'eve@example.com', role: 'admin', password: true });
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject({ kind: 'done' });
  });

  it('is not asked about for who is none', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada });
    await unleash.target.deleteAccount?.(id, unleash.call);
    expect(operations(unleash)).toEqual(['users.get', 'users.delete', 'users.get']);
  });
});

describe('a user whom SCIM manages', () => {
  it('is not changed, and not deleted: the identity provider would make them again', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, scim: true });
    const refused = { kind: 'refused', reason: 'not-allowed', because: expect.stringContaining('identity provider') };
    expect(await unleash.target.setRole(id, 'editor', unleash.call)).toMatchObject(refused);
    expect(await unleash.target.setEmail(id, 'a@example.com', unleash.call)).toMatchObject(refused);
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject(refused);
    expect(new Set(operations(unleash))).toEqual(new Set(['users.get']));
  });

  it('is refused by Unleash itself where that does not show', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, scim: true });
    await unleash.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['scimId'] }]);
    expect(await unleash.target.setRole(id, 'editor', unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      because: expect.stringContaining('identity provider'),
    });
  });

  it('who never came is known to be made by the identity provider', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, scim: true, state: 'new' });
    expect(await find(unleash, ada)).toMatchObject({ account: { state: 'provisioned' } });
    expect(await unleash.target.probe.tenant(unleash.call)).toMatchObject({ value: { accounts: 1, byScim: 1 } });
  });
});

describe('changing and deleting', () => {
  it('sends no role that the user has', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'editor' });
    await unleash.target.setRole(id, 'editor', unleash.call);
    expect(operations(unleash)).toEqual(['users.get']);
  });

  it('takes the 500 about an address that another user has for a conflict, and does not send it again', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada });
    await put(unleash, { email: 'bob@example.com' });
    expect(await unleash.target.setEmail(id, 'Bob@example.com', unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      status: 409,
    });
    expect(operations(unleash)).toEqual(['users.get', 'users.set-email']);
  });

  it('does not believe a deletion that does not show', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada });
    await unleash.control('PUT', 'faults', [
      { kind: 'delayed-visibility', ms: 60_000, endpoint: 'GET /api/admin/user-admin/{id}', skip: 1 },
    ]);
    unleash.clock.advance(90_000);
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject({ kind: 'retryable' });
  });

  it('cannot disable, and says so', async () => {
    await using unleash = await unleashOnSimulator();
    expect(await unleash.target.setEnabled('1', false, unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'invalid',
    });
  });

  it('takes a 404 about the path for a wrong address, and not for an account that is gone', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: `${unleash.secret.value.baseUrl}/api` };
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject({ kind: 'wait', cause: 'down' });
    expect(await unleash.target.findByIds([id], unleash.call)).toMatchObject({ kind: 'wait', cause: 'down' });
  });

  it('takes the page of the web interface for no answer', async () => {
    await using unleash = await unleashOnSimulator();
    unleash.secret.value = { ...unleash.secret.value, baseUrl: `${unleash.secret.value.baseUrl}/elsewhere` };
    expect(await unleash.target.findByEmails([ada], unleash.call)).toMatchObject({ kind: 'wait', cause: 'down' });
  });
});

describe('the token', () => {
  it('is sent as it is, also to an instance behind a path', async () => {
    await using unleash = await unleashOnSimulator();
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl, prefix: '/acme' });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    expect(await unleash.target.identity(unleash.call)).toMatchObject({
      kind: 'done',
      value: { username: 'service:provisioning' },
    });
    expect(proxy.passed).toMatchObject([{ path: '/api/admin/user', authorization: unleash.secret.value.token }]);
  });

  it('does not come back where Unleash answers it', async () => {
    await using unleash = await unleashOnSimulator({ options: { edition: 'oss' } });
    const answers = [await unleash.target.identity(unleash.call), await unleash.target.probe.credential(unleash.call)];
    expect(answers).toMatchObject([
      { kind: 'done', value: { id: '-42' } },
      { kind: 'done', value: { id: '-42', kind: 'service-account', expiry: { kind: 'unknown' } } },
    ]);
    expect(JSON.stringify(answers)).not.toContain(unleash.secret.value.token);
  });

  it('of a person is known to be a person’s', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'admin' });
    const { token } = await unleash.control<{ token: string }>('POST', 'sign-in', { email: ada });
    unleash.secret.value = { ...unleash.secret.value, token };
    expect(await unleash.target.probe.credential(unleash.call)).toMatchObject({ value: { id, kind: 'person' } });
  });

  it('that may only read is told apart from one that is not valid', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, role: 'viewer' });
    const { token } = await unleash.control<{ token: string }>('POST', 'sign-in', { email: ada });
    unleash.secret.value = { ...unleash.secret.value, token };
    expect(await unleash.target.listAccounts(undefined, unleash.call)).toMatchObject({
      kind: 'wait',
      cause: 'forbidden',
    });
  });
});
