import { describe, expect, it } from 'vitest';

import { describeProbe } from '../../../../contract/target-probe.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

type Simulator = Parameters<typeof atlanOnSimulator>[0];

/** A tenant of five people, two of whom SCIM made. */
async function tenant(options: NonNullable<Simulator>['options'] = {}) {
  const atlan = await atlanOnSimulator({
    options: { idpAlias: 'okta', idpMappedGroups: ['everyone'], ...options },
  });
  for (let n = 0; n < 5; n++)
    await atlan.control('POST', 'users', { email: `p${n}@example.com`, state: 'active', isScimUser: n < 2 });
  return atlan;
}

describeProbe('the Atlan client on its simulator', async () => {
  const atlan = await tenant();
  return {
    probe: atlan.target.probe,
    call: atlan.call,
    state: async () => {
      const { users, groups, tokens } = await atlan.control<Record<string, unknown>>('GET', 'state');
      return { users, groups, tokens };
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
});

describe('what a look at a tenant settles', () => {
  const habitsOf = async (options: NonNullable<Simulator>['options']) => {
    await using atlan = await tenant(options);
    const look = await atlan.target.probe.tenant(atlan.call);
    return look.kind === 'done' ? Object.fromEntries(look.value.habits.map(({ number, seen }) => [number, seen])) : {};
  };

  it('is page sizes, status words, the record by id, and case', async () => {
    const seen = await habitsOf({ defaultLimit: 3 });
    expect(seen[1]).toBe('without a limit 3 of 5 rows; limit 1000 is refused with 400');
    expect(seen[5]).toBe('status is one of: Enabled (active)');
    expect(seen[6]).toMatch(/^GET \/users\/\{id\} answers access, .*username$/);
    expect(seen[14]).toBe('$in minds the case of an e-mail');
  });

  it('is another on another tenant', async () => {
    const seen = await habitsOf({ overLimit: 'clamp', getUserById: false, equalityMindsCase: false });
    expect(seen[1]).toBe('without a limit 5 of 5 rows; with limit 1000 5 of 5 rows');
    expect(seen[6]).toBe('GET /users/{id} is refused with 404');
    expect(seen[14]).toBe('$in finds an e-mail in any case');
  });
});

describe('the expiry of a credential', () => {
  it('follows from the token’s entry in the listing', async () => {
    await using atlan = await tenant();
    const credential = await atlan.target.probe.credential(atlan.call);
    expect(credential).toMatchObject({ value: { expiry: { kind: 'at', at: expect.any(Number) } } });
  });

  it('is not known without permission to list tokens', async () => {
    await using atlan = await tenant();
    await atlan.control('PUT', 'faults', [{ kind: 'forbidden', endpoint: 'GET /api/service/apikeys' }]);
    expect(await atlan.target.probe.credential(atlan.call)).toMatchObject({
      kind: 'done',
      value: { kind: 'service-account', expiry: { kind: 'unknown', because: expect.stringContaining('forbids') } },
    });
  });

  it('is not known of a person’s session', async () => {
    await using atlan = await tenant();
    const { token } = await atlan.control<{ token: string }>('POST', 'sign-in', { email: 'p1@example.com' });
    atlan.secret.value = { ...atlan.secret.value, token };
    expect(await atlan.target.probe.credential(atlan.call)).toMatchObject({
      value: { kind: 'person', expiry: { kind: 'unknown' } },
    });
  });
});

describe('what an answer says of the request limit', () => {
  it('is told with the request', async () => {
    await using atlan = await tenant();
    await atlan.control('PUT', 'faults', [{ kind: 'rate-limited', retryAfterSeconds: 1, times: 1 }]);
    await atlan.target.probe.roles(atlan.call);
    expect(atlan.sent.map(({ status, limits }) => [status, limits])).toEqual([
      [429, { 'retry-after': '1' }],
      [200, undefined],
    ]);
  });
});
