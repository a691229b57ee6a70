import { describe, expect, it } from 'vitest';

import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { between } from '../../../../support/unleash-between.ts';
import { ada, put } from './asked-of-unleash.ts';

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
