import { describe, expect, it } from 'vitest';

import { rotating, STEPS, versionOf, withMint } from './rotating.ts';

const [v1, v2, v3] = [versionOf(1), versionOf(2), versionOf(3)];

describe('a rotation', () => {
  it('replaces a token that a person made by one that the token itself made, with the same personas', async () => {
    const { rotate, staged, first, tokens, names } = rotating();
    await rotate(v1);
    const current = await staged('AWSCURRENT');
    const made = tokens.all().find(({ id }) => id === current?.id);
    expect(made).toMatchObject({
      displayName: `lifecycle-${v1}`,
      createdBy: first.username,
      madeBy: 'service',
      personas: ['default/one'],
      lifespanSeconds: 90 * 86_400,
    });
    expect(current).toMatchObject({
      baseUrl: 'https://atlan.example.com',
      clientId: made?.clientId,
      createdAt: made?.createdAt,
      lifespanSeconds: 90 * 86_400,
      replaces: [first.id],
    });
    expect(tokens.works(current!.token)).toBe(true);
    expect(names()).toEqual(['lifecycle', `lifecycle-${v1}`]);
  });

  it('keeps the token of the SCIM connection and the client for removals, which it does not renew', async () => {
    const { rotate, staged, first, versions } = rotating({ filled: false });
    const kept = { scimToken: 'scim-value', adminClientId: 'id-value', adminClientSecret: 'secret-value' };
    const secret = { baseUrl: 'https://atlan.example.com', token: first.secret, ...kept };
    versions.put(JSON.stringify(secret));
    await rotate(v1);
    const current = await staged('AWSCURRENT');
    expect(current?.token).not.toBe(first.secret);
    expect(current).toMatchObject(kept);
  });

  it('keeps the token before it until the next one, which deletes it', async () => {
    const { rotate, staged, first, tokens, names } = rotating();
    await rotate(v1);
    expect(tokens.works(first.secret)).toBe(true);
    await rotate(v2);
    expect(tokens.works(first.secret)).toBe(false);
    expect(tokens.works((await staged('AWSPREVIOUS'))!.token)).toBe(true);
    await rotate(v3);
    expect(names()).toEqual([`lifecycle-${v2}`, `lifecycle-${v3}`]);
  });

  it('deletes nothing while a function may still hold an older token', async () => {
    const { rotate, begin, step, first, tokens, names, clock } = rotating();
    await rotate(v1);
    clock.advance(600_000);
    begin(v2);
    for (const name of STEPS) await step(v2, name);
    expect(tokens.works(first.secret)).toBe(true);
    await rotate(v3);
    expect(names()).toEqual([`lifecycle-${v2}`, `lifecycle-${v3}`]);
  });

  it('leaves every other token alone, also one of another installation that was named alike', async () => {
    const { rotate, tokens, names } = rotating();
    const other = `lifecycle-${versionOf(9)}`;
    tokens.make({ createdBy: 'dana', displayName: 'reports' });
    tokens.make({ createdBy: 'service-account-apikey-of-another', displayName: other });
    tokens.make({ createdBy: 'dana', displayName: 'lifecycle' });
    for (const version of [v1, v2, v3]) await rotate(version);
    expect(names()).toEqual(['reports', other, 'lifecycle', `lifecycle-${v2}`, `lifecycle-${v3}`]);
  });

  it('begins anew from a token that a person has put in between', async () => {
    const { rotate, put, staged, tokens } = rotating();
    await rotate(v1);
    const byHand = tokens.make({ createdBy: 'dana', displayName: 'urgent' });
    put(byHand.secret);
    await rotate(v2);
    expect(await staged('AWSCURRENT')).toMatchObject({ replaces: [byHand.id] });
    expect(tokens.works(byHand.secret)).toBe(true);
  });

  it('counts what it did, and logs no secret', async () => {
    const { rotate, observe, tokens, staged } = rotating();
    await rotate(v1);
    await rotate(v2);
    expect(observe.counts).toEqual({ TokenRotated: 2 });
    const secrets = [await staged('AWSCURRENT'), await staged('AWSPREVIOUS')].map((secret) => secret!.token);
    expect(secrets.every((secret) => tokens.works(secret))).toBe(true);
    const text = JSON.stringify(observe.lines);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('a step that is asked for again', () => {
  it('makes no second token, and none current a second time', async () => {
    const { rotate, step, tokens, observe, staged } = rotating();
    await rotate(v1);
    const [all, current] = [tokens.all(), await staged('AWSCURRENT')];
    for (const name of STEPS) await step(v1, name);
    expect(tokens.all()).toEqual(all);
    expect(await staged('AWSCURRENT')).toEqual(current);
    expect(observe.counts).toEqual({ TokenRotated: 1 });
  });

  it('deletes the token that a lost answer left, before it makes another', async () => {
    const { begin, step, names } = rotating();
    begin(v1);
    const losing = withMint((mint) => ({
      mint: async (token, call) => {
        await mint.mint(token, call);
        return { kind: 'retryable', because: 'no usable answer' };
      },
    }));
    await expect(step(v1, 'createSecret', losing)).rejects.toThrow('no usable answer');
    expect(names()).toEqual(['lifecycle', `lifecycle-${v1}`]);
    await step(v1, 'createSecret');
    expect(names()).toEqual(['lifecycle', `lifecycle-${v1}`]);
  });
});
