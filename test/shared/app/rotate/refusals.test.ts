import { describe, expect, it } from 'vitest';

import type { NotDone } from '../../../../shared/domain/outcome.ts';
import type { ApiToken } from '../../../../shared/ports/target/token-mint.ts';
import { rotating, versionOf, withMint } from './rotating.ts';

const v1 = versionOf(1);

/** The asking token as the target would show it otherwise. */
const showing = (shown: Partial<ApiToken>) =>
  withMint((mint) => ({
    survey: async (call) => {
      const survey = await mint.survey(call);
      return survey.kind === 'done'
        ? { kind: 'done', value: { ...survey.value, own: { ...survey.value.own, ...shown } } }
        : survey;
    },
  }));

describe('a new token', () => {
  it('is asked again for a minute while its permissions settle', async () => {
    const { rotate, clock, first, staged } = rotating();
    let refusals = 0;
    const settling = withMint((mint, token) => ({
      survey: async (call) =>
        token !== first.secret && refusals++ < 10
          ? { kind: 'wait', cause: refusals % 2 === 0 ? 'forbidden' : 'credentials', because: 'not yet' }
          : mint.survey(call),
    }));
    await rotate(v1, settling);
    expect(clock.pauses).toEqual(Array.from({ length: 10 }, () => 5_000));
    expect((await staged('AWSCURRENT'))?.token).not.toBe(first.secret);
  });

  it.each<readonly [string, NotDone]>([
    ['is still refused after that', { kind: 'wait', cause: 'forbidden', because: 'the token may nothing' }],
    ['finds the target down', { kind: 'wait', cause: 'down', because: 'no answer came' }],
  ])('that %s does not become current', async (_case, outcome) => {
    const { rotate, first, staged, observe, tokens } = rotating();
    const dead = withMint((mint, token) => ({
      survey: async (call) => (token === first.secret ? mint.survey(call) : outcome),
    }));
    await expect(rotate(v1, dead)).rejects.toThrow(outcome.because);
    expect((await staged('AWSCURRENT'))?.token).toBe(first.secret);
    expect(tokens.works(first.secret)).toBe(true);
    expect(observe.counts).toEqual({ RotationFailed: 1 });
  });

  it.each([
    ['was made by a person', { madeBy: 'person' }, 'was made by a person, and is deleted with that user'],
    ['was made by an unknown user', { madeBy: 'unknown' }, 'was made by an unknown user'],
    ['is another one', { id: 'another' }, 'is not the one that its secret names'],
    ['has lost its personas', { personas: [] }, 'does not have the personas of the current one'],
    ['shows its personas in a form that is not known', { personas: undefined }, 'does not have the personas'],
  ] as const)('that %s is refused, tested and finished alike', async (_case, shown, sentence) => {
    const { begin, step, first, staged } = rotating();
    begin(v1);
    await step(v1, 'createSecret');
    await expect(step(v1, 'testSecret', showing(shown))).rejects.toThrow(sentence);
    await expect(step(v1, 'finishSecret', showing(shown))).rejects.toThrow(sentence);
    expect((await staged('AWSCURRENT'))?.token).toBe(first.secret);
  });

  it('is not made where it could not be given the same personas', async () => {
    const { rotate, names } = rotating();
    await expect(rotate(v1, showing({ personas: undefined }))).rejects.toThrow('replace the token by hand');
    expect(names()).toEqual(['lifecycle']);
  });
});

describe('a secret that holds an OAuth client', () => {
  const client = JSON.stringify({ baseUrl: 'https://atlan.example.com', clientId: 'c', clientSecret: 's', more: 1 });

  it('stays as it is: its rotation goes through, changes nothing in the target and says that nothing was due', async () => {
    const { rotate, versions, observe, names, begin, step } = rotating();
    versions.put(client);
    await rotate(v1);
    await rotate(versionOf(2));
    await step(versionOf(2), 'finishSecret');
    expect((await versions.describe('arn')).stages.get(versionOf(2))).toContain('AWSCURRENT');
    expect(await versions.readCurrent('arn')).toBe(client);
    begin(versionOf(3));
    await step(versionOf(3), 'testSecret');
    expect(names()).toEqual(['lifecycle']);
    expect(observe.lines.map(({ event }) => event)).toEqual(['rotation-not-needed', 'rotation-not-needed']);
    expect(observe.counts).toEqual({});
  });

  it('is not replaced by what a rotation had begun with before it was stored, nor the other way round', async () => {
    const { begin, step, versions, put, first, observe } = rotating();
    begin(v1);
    await step(v1, 'createSecret');
    versions.put(client);
    await expect(step(v1, 'finishSecret')).rejects.toThrow('changed by hand while its rotation was under way');
    expect(await versions.readCurrent('arn')).toBe(client);
    begin(versionOf(2));
    await step(versionOf(2), 'createSecret');
    put(first.secret);
    await expect(step(versionOf(2), 'finishSecret')).rejects.toThrow('changed by hand');
    expect(await versions.readCurrent('arn')).toContain(first.secret);
    expect(observe.counts).toEqual({ RotationFailed: 2 });
  });
});

describe('Secrets Manager', () => {
  it('may run the test when rotation is switched on, also on an empty secret', async () => {
    for (const filled of [true, false]) {
      const { begin, step, observe } = rotating({ filled });
      begin(v1);
      await step(v1, 'testSecret');
      expect(observe.lines.map(({ event }) => event)).toEqual(['rotation-rehearsed']);
      expect(observe.counts).toEqual({});
    }
  });

  it('may rehearse it with the current value as the pending one', async () => {
    const { begin, step, versions, staged } = rotating();
    begin(v1);
    await versions.putPending('arn', v1, JSON.stringify(await staged('AWSCURRENT')));
    await step(v1, 'testSecret');
    await expect(step(v1, 'finishSecret')).rejects.toThrow('holds the token that is already current');
  });

  it('is told to have an empty secret filled', async () => {
    const { rotate } = rotating({ filled: false });
    await expect(rotate(v1)).rejects.toThrow('The secret of atlan-prod is empty');
  });

  it('is told when the token there is no longer accepted', async () => {
    const { rotate, clock } = rotating();
    clock.advance(31_536_000_000);
    await expect(rotate(v1)).rejects.toThrow('not accepted');
  });

  it('is refused a version that is not pending, and a secret that is no target’s', async () => {
    const { step, deps, clock, observe } = rotating();
    await expect(step(v1, 'createSecret')).rejects.toThrow('start the rotation with rotate-secret');
    expect(observe.counts).toEqual({ RotationFailed: 1 });
    const elsewhere = (same: typeof deps) => ({ ...same, secretPrefix: 'connections/' });
    await expect(step(v1, 'createSecret', elsewhere)).rejects.toThrow('belongs to no target');
    expect(clock.pauses).toEqual([]);
  });
});
