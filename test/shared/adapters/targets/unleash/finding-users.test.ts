import { describe, expect, it } from 'vitest';

import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { ada, find, operations, put } from './asked-of-unleash.ts';

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
