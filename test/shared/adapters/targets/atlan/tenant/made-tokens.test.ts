import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../../../shared/domain/account/account.ts';
import { atlanOnSimulator } from '../../../../../support/atlan.ts';

/** A tenant whose administrator made two tokens. */
async function twoMade() {
  const atlan = await atlanOnSimulator();
  const { id } = await atlan.control<{ id: string }>('POST', 'users', {
    email: 'ada@example.com',
    state: 'active',
    role: '$admin',
  });
  const { token } = await atlan.control<{ token: string }>('POST', 'sign-in', { email: 'ada@example.com' });
  const mint = atlan.mint(token);
  const make = async (displayName: string) => {
    const made = await mint.mint(
      { displayName, description: '', validitySeconds: 60, personaQualifiedNames: [] },
      atlan.call,
    );
    if (made.kind !== 'done') throw new Error(made.because);
    return made.value;
  };
  const [first, second] = [await make('first'), await make('second')];
  const seen = await atlan.target.findByIds([id], atlan.call);
  const sighting = seen.kind === 'done' ? seen.value.get(id) : undefined;
  if (sighting?.kind !== 'present') throw new Error('she is not there');
  atlan.sent.length = 0;
  const makeClient = async () => {
    const response = await fetch(`${atlan.secret.value.baseUrl}/api/service/oauth-clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ displayName: 'pipeline', role: '$admin' }),
    });
    return (await response.json()) as { clientId: string; clientSecret: string };
  };
  return {
    atlan,
    account: sighting.account,
    first,
    second,
    makeClient,
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

const idsOf = async ({ atlan }: Awaited<ReturnType<typeof twoMade>>, account: Account) => {
  const made = await atlan.target.tokensOf(account, atlan.call);
  return made.kind === 'done' ? made.value.map(({ id }) => id).toSorted() : made;
};

describe('the tokens that a user made', () => {
  it('are those and no others, for one request of each kind where there is none', async () => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    expect(await idsOf(far, { ...account, username: 'another-person' })).toEqual([]);
    expect(atlan.sent.map(({ operation }) => operation)).toEqual(['tokens.list', 'oauth-clients.list']);
    expect(await idsOf(far, account)).toEqual([first.id, second.id].toSorted());
    expect(await atlan.target.tokensOf({ id: account.id }, atlan.call)).toMatchObject({ kind: 'retryable' });
  });

  it('are revoked one by one, and one that is gone is done', async () => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    expect(await atlan.target.revokeToken?.(account, first.id, atlan.call)).toMatchObject({ kind: 'done' });
    expect(await idsOf(far, account)).toEqual([second.id]);
    expect(await atlan.target.revokeToken?.(account, first.id, atlan.call)).toMatchObject({ kind: 'done' });
  });

  it('stay when another user made them', async () => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    await atlan.target.revokeToken?.({ ...account, username: 'another-person' }, first.id, atlan.call);
    expect(await idsOf(far, account)).toEqual([first.id, second.id].toSorted());
  });

  it.each([
    ['is in the secret', (id: string, token: string) => ({ id, token })],
    ['acts without a note of its id', (_id: string, token: string) => ({ token })],
    ['was in the secret before', (id: string) => ({ replaces: [id] })],
  ])('are shown as ours and never revoked where one %s', async (_which, held) => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    const secret = { ...atlan.secret.value, ...held(first.id, first.secret) };
    const ours = atlan.another({ secret: { get: async () => secret, refresh: async () => secret } });
    const made = await ours.tokensOf(account, atlan.call);
    expect(made).toMatchObject({ kind: 'done', value: expect.arrayContaining([{ id: first.id, isOurs: true }]) });
    expect(made).toMatchObject({ kind: 'done', value: expect.arrayContaining([{ id: second.id }]) });
    expect(await ours.revokeToken?.(account, first.id, atlan.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      because: expect.stringContaining('put another one into the secret first'),
    });
    expect(await idsOf(far, account)).toEqual([first.id, second.id].toSorted());
  });
});

describe('the OAuth clients that a user made', () => {
  const LIST = 'GET /api/service/oauth-clients';

  it('are listed beside the tokens, and revoked by their client id', async () => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    const { clientId } = await far.makeClient();
    expect(await idsOf(far, account)).toEqual([first.id, second.id, clientId].toSorted());
    await atlan.target.revokeToken?.({ ...account, username: 'another-person' }, clientId, atlan.call);
    expect(await idsOf(far, account)).toContain(clientId);
    expect(await atlan.target.revokeToken?.(account, clientId, atlan.call)).toMatchObject({ kind: 'done' });
    expect(await idsOf(far, account)).toEqual([first.id, second.id].toSorted());
    expect(await atlan.target.revokeToken?.(account, clientId, atlan.call)).toMatchObject({ kind: 'done' });
  });

  it('are ours where one is in the secret, and never revoked', async () => {
    await using far = await twoMade();
    const { atlan, account, first } = far;
    const client = await far.makeClient();
    const held = { baseUrl: atlan.secret.value.baseUrl, ...client };
    const ours = atlan.another({ secret: { get: async () => held, refresh: async () => held } });
    expect(await ours.tokensOf(account, atlan.call)).toMatchObject({
      kind: 'done',
      value: expect.arrayContaining([{ id: first.id }, { id: client.clientId, isOurs: true }]),
    });
    expect(await ours.revokeToken?.(account, client.clientId, atlan.call)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('put another one into the secret first'),
    });
  });

  it.each(['forbidden', 'forbidden-account', 'no-clients'] as const)(
    'stop nothing where the tenant does not show them (%s), which is asked once an hour',
    async (how) => {
      await using far = await twoMade();
      const { atlan, account, first, second } = far;
      const { clientId } = await far.makeClient();
      if (how === 'no-clients') await atlan.control('PATCH', 'options', { oauthClients: false });
      else await atlan.control('PUT', 'faults', [{ kind: how, endpoint: LIST }]);
      for (let n = 0; n < 2; n++) expect(await idsOf(far, account)).toEqual([first.id, second.id].toSorted());
      expect(atlan.sent.filter(({ operation }) => operation === 'oauth-clients.list')).toHaveLength(1);
      expect(await atlan.target.revokeToken?.(account, clientId, atlan.call)).toMatchObject({ kind: 'refused' });
      await atlan.control('DELETE', 'faults');
      await atlan.control('PATCH', 'options', { oauthClients: true });
      atlan.clock.advance(3_600_000);
      const later = { ...atlan.call, deadline: atlan.clock.now() + 60_000 };
      expect(await atlan.target.tokensOf(account, later)).toMatchObject({
        value: expect.arrayContaining([{ id: clientId }]),
      });
    },
  );

  it('leave nothing known of the tokens while their list fails', async () => {
    await using far = await twoMade();
    await far.atlan.control('PUT', 'faults', [{ kind: 'unavailable-503', endpoint: LIST }]);
    expect(await idsOf(far, far.account)).toMatchObject({ kind: 'wait', cause: 'down' });
  });
});
