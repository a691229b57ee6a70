import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import type {
  ApiToken,
  Credential,
  MintedToken,
  NewApiToken,
  TokenMint,
} from '../../shared/ports/target/token-mint.ts';

/** A target's tokens with its far side laid open. */
export interface TokensUnderTest extends AsyncDisposable {
  readonly mintFor: (credential: Credential) => TokenMint;
  /** A token that a person made, with these personas. */
  readonly byHand: (personas: readonly string[]) => Promise<Credential>;
  readonly call: Call;
  readonly now: () => number;
}

function doneValue<T>(outcome: Outcome<T>): T {
  expect(outcome).toMatchObject({ kind: 'done' });
  return (outcome as { value: T }).value;
}

const spare: NewApiToken = {
  displayName: 'spare',
  description: 'for a test',
  validitySeconds: 7_776_000,
  personaQualifiedNames: ['default/one', 'default/two'],
};

/** What the rotation needs of every target whose tokens it replaces. */
export function describeTokenMint(name: string, start: () => Promise<TokensUnderTest>): void {
  const mintBy = async ({ mintFor, call }: TokensUnderTest, by: Credential): Promise<MintedToken> =>
    doneValue(await mintFor(by).mint(spare, call));
  const survey = async ({ mintFor, call }: TokensUnderTest, by: Credential) =>
    doneValue(await mintFor(by).survey(call));
  const withoutSecret = ({ secret: _secret, ...token }: MintedToken): ApiToken => token;

  describe(`${name}: the tokens`, () => {
    it('show which of them asked, who made it and what it may see', async () => {
      await using far = await start();
      const byHand = await far.byHand(['default/one']);
      const { own, all } = await survey(far, byHand);
      expect(own).toMatchObject({ madeBy: 'person', personas: ['default/one'] });
      expect(own.username).toMatch(/^service-account-apikey-/);
      expect(all).toContainEqual(own);
    });

    it('are minted by the one that asks, and read back as they were answered', async () => {
      await using far = await start();
      const byHand = await far.byHand([]);
      const maker = (await survey(far, byHand)).own;
      const made = await mintBy(far, byHand);
      expect(made).toMatchObject({
        displayName: 'spare',
        description: 'for a test',
        createdBy: maker.username,
        madeBy: 'service',
        lifespanSeconds: 7_776_000,
        personas: ['default/one', 'default/two'],
      });
      expect(Math.abs(made.createdAt! - far.now())).toBeLessThan(60_000);
      expect(made.expiresAt).toBe(made.createdAt! + 7_776_000_000);
      expect(made.secret).not.toBe(byHand.token);

      const { own } = await survey(far, { ...byHand, token: made.secret });
      expect(own).toEqual(withoutSecret(made));
    });

    it('stop working when they are removed; removing one again is done', async () => {
      await using far = await start();
      const byHand = await far.byHand([]);
      const made = await mintBy(far, byHand);
      expect(await far.mintFor(byHand).remove(made.id, far.call)).toEqual({ kind: 'done', value: undefined });
      expect(await far.mintFor(byHand).remove(made.id, far.call)).toEqual({ kind: 'done', value: undefined });
      const dead = far.mintFor({ ...byHand, token: made.secret });
      expect(await dead.survey(far.call)).toMatchObject({ kind: 'wait', cause: 'credentials' });
      expect(await dead.mint(spare, far.call)).toMatchObject({ kind: 'wait', cause: 'credentials' });
      expect((await survey(far, byHand)).all.map(({ id }) => id)).not.toContain(made.id);
    });

    it('wait when there is no time left', async () => {
      await using far = await start();
      const byHand = await far.byHand([]);
      const late = { deadline: 0 };
      const mint = far.mintFor(byHand);
      expect(await mint.survey(late)).toMatchObject({ kind: 'wait', cause: 'deadline' });
      expect(await mint.mint(spare, late)).toMatchObject({ kind: 'wait', cause: 'deadline' });
    });
  });
}
