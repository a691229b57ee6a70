import { describe, expect, it } from 'vitest';

import { atlanOnSimulator } from '../../../../support/atlan.ts';

/** A tenant with a disabled user and one who takes over, whose secret holds an OAuth client of a role for removals. */
async function tenant(role: string) {
  const atlan = await atlanOnSimulator();
  const { baseUrl } = atlan.secret.value;
  const authorization = `Bearer ${atlan.secret.value.token}`;
  const response = await fetch(`${baseUrl}/api/service/oauth-clients`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ displayName: 'remover', role }),
  });
  const { clientId, clientSecret } = (await response.json()) as { clientId: string; clientSecret: string };
  atlan.secret.value = { ...atlan.secret.value, adminClientId: clientId, adminClientSecret: clientSecret };
  const account = async (email: string, more: object = {}) => {
    const { id } = await atlan.control<{ id: string }>('POST', 'users', { email, state: 'active', ...more });
    const seen = await atlan.target.findByIds([id], atlan.call);
    const sighting = seen.kind === 'done' ? seen.value.get(id) : undefined;
    if (sighting?.kind !== 'present') throw new Error('the user is not there');
    return sighting.account;
  };
  return {
    atlan,
    clientId,
    ada: await account('ada@example.com', { state: 'disabled' }),
    heir: await account('heir@example.com'),
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

describe('the removal of an account by an OAuth client', () => {
  it('goes through for one in the role of an administrator, in its name', async () => {
    await using there = await tenant('$admin');
    const { atlan, ada, heir } = there;
    const removal = atlan.target.removal!;
    expect(await removal.ready(atlan.call)).toMatchObject({ kind: 'done' });
    const run = removal.nameOf(ada.id, atlan.clock.now());
    expect(await removal.begin({ run, account: ada, to: heir }, atlan.call)).toMatchObject({ kind: 'done' });
    const { users, runs } = await atlan.control<{ users: { id: string }[]; runs: object[] }>('GET', 'state');
    expect(users.map(({ id }) => id)).toEqual([heir.id]);
    expect(runs).toMatchObject([{ phase: 'Succeeded', creator: `service-account-${there.clientId}` }]);
  });

  it('is refused for one in another role, and says what the secret has to hold', async () => {
    await using there = await tenant('$member');
    expect(await there.atlan.target.removal!.ready(there.atlan.call)).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/adminToken, or .* adminClientId and adminClientSecret/),
    });
  });
});
