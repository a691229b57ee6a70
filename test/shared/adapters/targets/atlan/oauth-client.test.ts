import { describe, expect, it } from 'vitest';

import type { ClientSecret } from '../../../../../shared/contracts/target-secret.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

type Simulator = Parameters<typeof atlanOnSimulator>[0];

const ISSUE = 'POST /api/service/oauth-clients/token';
const TOKEN = 'oauth.token';

/** A tenant whose secret holds an OAuth client; both clocks stand at the same instant and go on together. */
async function withClient(simulator: Simulator = {}) {
  const atlan = await atlanOnSimulator(simulator);
  const { baseUrl, token } = atlan.secret.value;
  const create = async (): Promise<ClientSecret> => {
    const response = await fetch(`${baseUrl}/api/service/oauth-clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ displayName: 'lifecycle', role: '$admin' }),
    });
    const { clientId, clientSecret } = (await response.json()) as { clientId: string; clientSecret: string };
    return { baseUrl, clientId, clientSecret };
  };
  const remove = ({ clientId }: ClientSecret) =>
    fetch(`${baseUrl}/api/service/oauth-clients/${clientId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
  const client = await create();
  atlan.secret.value = client;
  return {
    atlan,
    client,
    create,
    remove,
    operations: () => atlan.sent.splice(0).map(({ operation, status }) => `${operation} ${status}`),
    advance: async (advanceMs: number) => {
      atlan.clock.advance(advanceMs);
      await atlan.control('POST', 'clock', { advanceMs });
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

describe('a target with an OAuth client in its secret', () => {
  it.each(['camel', 'snake'] as const)(
    'asks for one bearer, whose fields are in %s case, and works with it',
    async (clientBearerNames) => {
      await using far = await withClient({ options: { clientBearerNames } });
      const { target, call } = far.atlan;
      expect(await target.identity(call)).toMatchObject({
        kind: 'done',
        value: { username: `service-account-${far.client.clientId}` },
      });
      expect(await target.identity(call)).toMatchObject({ kind: 'done' });
      expect(far.operations()).toEqual([`${TOKEN} 200`, 'users.current 200', 'users.current 200']);
    },
  );

  it('shares the request for a bearer between calls that begin together', async () => {
    await using far = await withClient();
    const { target, call } = far.atlan;
    const answers = await Promise.all(Array.from({ length: 6 }, () => target.identity(call)));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(far.operations().filter((one) => one.startsWith(TOKEN))).toHaveLength(1);
  });

  it('does not make a call wait for the bearer of another one that ends later, nor end with one that ends sooner', async () => {
    await using far = await withClient({ faults: [{ kind: 'unavailable-503', endpoint: ISSUE, times: 2 }] });
    const { target, call, clock } = far.atlan;
    const short = { ...call, deadline: clock.now() + 400 };
    const [first, second] = await Promise.all([target.identity(short), target.identity(call)]);
    expect(first).toMatchObject({ kind: 'wait' });
    expect(second).toMatchObject({ kind: 'done' });
    const [later, sooner] = await Promise.all([
      target.identity(call),
      target.identity({ ...call, deadline: clock.now() - 1 }),
    ]);
    expect([later, sooner]).toMatchObject([{ kind: 'done' }, { kind: 'wait', cause: 'deadline' }]);
  });

  it('asks for the next bearer half a minute before one ends', async () => {
    await using far = await withClient();
    const { target, call } = far.atlan;
    await target.identity(call);
    await far.advance(560_000);
    await target.identity(call);
    await far.advance(10_000);
    await target.identity(call);
    expect(far.operations()).toEqual([
      `${TOKEN} 200`,
      'users.current 200',
      'users.current 200',
      `${TOKEN} 200`,
      'users.current 200',
    ]);
  });

  it('sends a write that was answered 401 once more with a new bearer, and only once', async () => {
    await using far = await withClient();
    const { atlan } = far;
    const endpoint = 'POST /api/service/users/{id}';
    const { id } = await atlan.control<{ id: string }>('POST', 'users', { email: 'ada@example.com', state: 'active' });
    await atlan.control('PUT', 'faults', [{ kind: 'unauthorized', endpoint, times: 1 }]);
    expect(await atlan.target.setEnabled(id, false, atlan.call)).toMatchObject({ kind: 'done' });
    const write = 'users.disable';
    expect(far.operations().filter((one) => !one.startsWith('users.list'))).toEqual([
      `${TOKEN} 200`,
      `${write} 401`,
      `${TOKEN} 200`,
      `${write} 200`,
    ]);
    await atlan.control('PUT', 'faults', [{ kind: 'unauthorized', endpoint }]);
    expect(await atlan.target.setEnabled(id, true, atlan.call)).toMatchObject({ kind: 'wait', cause: 'credentials' });
    expect(far.operations()).toHaveLength(3);
  });

  it('waits for credentials when the client is refused, also by a read of the secret, and names no secret', async () => {
    await using far = await withClient();
    const { atlan, client } = far;
    await atlan.target.identity(atlan.call);
    await far.remove(client);
    const outcome = await atlan.target.identity(atlan.call);
    expect(outcome).toMatchObject({
      kind: 'wait',
      cause: 'credentials',
      because: expect.stringContaining('OAuth client in its secret'),
    });
    expect(JSON.stringify([outcome, atlan.sent])).not.toContain(client.clientSecret);
    expect(atlan.secret.refreshed).toBe(1);
  });

  it('takes another client up as soon as it is in the secret, in the same call', async () => {
    await using far = await withClient();
    const { atlan, client } = far;
    const next = await far.create();
    await far.remove(client);
    const target = atlan.another({ secret: { get: async () => client, refresh: async () => next } });
    expect(await target.identity(atlan.call)).toMatchObject({
      kind: 'done',
      value: { username: `service-account-${next.clientId}` },
    });
    expect(far.operations()).toEqual([`${TOKEN} 401`, `${TOKEN} 200`, 'users.current 200']);
  });

  it.each([
    ['unavailable-503', 'down'],
    ['error-500', 'down'],
    ['html', 'down'],
    ['forbidden', 'forbidden'],
  ] as const)('waits when the request for a bearer is answered by %s', async (kind, cause) => {
    await using far = await withClient({ faults: [{ kind, endpoint: ISSUE }] });
    expect(await far.atlan.target.identity(far.atlan.call)).toMatchObject({ kind: 'wait', cause });
  });

  it('says what to do where the tenant has no OAuth clients', async () => {
    await using far = await withClient();
    await far.atlan.control('PATCH', 'options', { oauthClients: false });
    expect(await far.atlan.target.identity(far.atlan.call)).toMatchObject({
      kind: 'wait',
      cause: 'credentials',
      because: expect.stringMatching(/answered 404 .*or a token in their place/),
    });
  });

  it('pauses for a 429 to the request for a bearer, and asks for none when no time is left', async () => {
    await using far = await withClient({
      faults: [{ kind: 'rate-limited', endpoint: ISSUE, retryAfterSeconds: 40, times: 1 }],
    });
    const { target, call, clock } = far.atlan;
    expect(await target.identity({ ...call, deadline: clock.now() })).toMatchObject({
      kind: 'wait',
      cause: 'deadline',
    });
    expect(await target.identity(call)).toMatchObject({ kind: 'done' });
    expect(clock.pauses).toEqual([40_000]);
    expect(far.operations()).toEqual([`${TOKEN} 429`, `${TOKEN} 200`, 'users.current 200']);
  });

  it('has a credential that does not end, for no request at all', async () => {
    await using far = await withClient();
    const { target, call } = far.atlan;
    expect(await target.credentialExpiresAt?.(call)).toEqual({ kind: 'done', value: undefined });
    expect(far.operations()).toEqual([]);
    expect(await target.probe.credential(call)).toMatchObject({
      value: { kind: 'oauth-client', expiry: { kind: 'never' } },
    });
  });
});
