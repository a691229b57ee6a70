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
  return { atlan, account: sighting.account, first, second, [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose]() };
}

const idsOf = async ({ atlan }: Awaited<ReturnType<typeof twoMade>>, account: Account) => {
  const made = await atlan.target.tokensOf(account, atlan.call);
  return made.kind === 'done' ? made.value.map(({ id }) => id).toSorted() : made;
};

describe('the tokens that a user made', () => {
  it('are those and no others, for one request where there is none', async () => {
    await using far = await twoMade();
    const { atlan, account, first, second } = far;
    expect(await idsOf(far, { ...account, username: 'another-person' })).toEqual([]);
    expect(atlan.sent.map(({ operation }) => operation)).toEqual(['tokens.list']);
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
