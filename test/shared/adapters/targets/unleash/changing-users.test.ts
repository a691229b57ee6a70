import { describe, expect, it } from 'vitest';

import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { ada, find, operations, put } from './asked-of-unleash.ts';

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
