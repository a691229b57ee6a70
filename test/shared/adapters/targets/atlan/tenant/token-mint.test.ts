import { describe, expect, it } from 'vitest';

import { toToken } from '../../../../../../shared/adapters/targets/atlan/tenant/to-token.ts';
import { atlanTokenMint } from '../../../../../../shared/adapters/targets/atlan/tenant/token-mint.ts';
import { describeTokenMint } from '../../../../../contract/token-mint.ts';
import { atlanOnSimulator } from '../../../../../support/atlan.ts';
import { fixedRandom } from '../../../../../support/fixed-random.ts';

/** The tokens of a simulated tenant, and a person who makes some. */
async function tokensOfTenant() {
  const atlan = await atlanOnSimulator();
  const { baseUrl } = atlan.secret.value;
  const { clock } = atlan;
  await atlan.control('POST', 'users', { email: 'dana@example.com', state: 'active', role: '$admin' });
  const { token: session } = await atlan.control<{ token: string }>('POST', 'sign-in', { email: 'dana@example.com' });
  return {
    atlan,
    baseUrl,
    session,
    mintFor: (credential: { readonly baseUrl: string; readonly token: string }) =>
      atlanTokenMint({ name: 'atlan-test', credential, clock, random: fixedRandom() }),
    byHand: async (personaQualifiedNames: readonly string[]) => {
      const response = await fetch(`${baseUrl}/api/service/apikeys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session}` },
        body: JSON.stringify({ displayName: 'svc', personaQualifiedNames }),
      });
      const { attributes } = (await response.json()) as { attributes: { accessToken: string } };
      return { baseUrl, token: attributes.accessToken };
    },
    call: atlan.call,
    now: () => Date.now(),
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

describeTokenMint('the Atlan client on its simulator', tokensOfTenant);

describe('an Atlan tenant’s tokens', () => {
  it('are not made with the session of a person', async () => {
    await using far = await tokensOfTenant();
    const asked = await far.mintFor({ baseUrl: far.baseUrl, token: far.session }).survey(far.call);
    expect(asked).toMatchObject({ kind: 'permanent', because: expect.stringContaining('is no API token') });
  });

  it('say when the one in the secret ends, in one request after the first look', async () => {
    await using far = await tokensOfTenant();
    const { target, sent, call } = far.atlan;
    const first = await target.credentialExpiresAt!(call);
    expect(first).toMatchObject({ kind: 'done', value: expect.any(Number) });
    expect(sent.map(({ operation }) => operation)).toEqual(['users.current', 'tokens.list']);
    sent.length = 0;
    expect(await target.credentialExpiresAt!(call)).toEqual(first);
    expect(sent.map(({ operation }) => operation)).toEqual(['tokens.list']);
  });

  it('say it of another token as soon as that one is in the secret', async () => {
    await using far = await tokensOfTenant();
    const { target, call, secret } = far.atlan;
    const before = await target.credentialExpiresAt!(call);
    const made = await far.atlan
      .mint()
      .mint({ displayName: 'short', description: '', validitySeconds: 86_400, personaQualifiedNames: [] }, call);
    if (made.kind !== 'done') throw new Error(made.because);
    secret.value = { ...secret.value, token: made.value.secret };
    expect(await target.credentialExpiresAt!(call)).toEqual({ kind: 'done', value: made.value.expiresAt });
    expect(before).not.toEqual({ kind: 'done', value: made.value.expiresAt });
  });

  it.each([
    ['text inside JSON', '["default/one"]', ['default/one']],
    ['a list of objects', [{ personaQualifiedName: 'default/one' }], ['default/one']],
    ['an empty text', '', []],
    ['nothing', undefined, []],
    ['something else', '{"one":1}', undefined],
    ['text that is no JSON', 'default/one', undefined],
  ])('show their personas as %s', (_case, shown, personas) => {
    expect(toToken({ id: 't', attributes: { personaQualifiedName: shown } }).personas).toEqual(personas);
  });
});
