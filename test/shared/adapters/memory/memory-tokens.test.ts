import { memoryTokens } from '../../../../shared/adapters/memory/memory-tokens.ts';
import { describeTokenMint } from '../../../contract/token-mint.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

describeTokenMint('the tokens in memory', async () => {
  const clock = virtualClock();
  const tokens = memoryTokens({ clock, random: fixedRandom() });
  return {
    mintFor: (credential) => tokens.mintFor(credential),
    byHand: async (personaQualifiedNames) => ({
      baseUrl: 'https://atlan.example.com',
      token: tokens.make({ createdBy: 'dana', personaQualifiedNames }).secret,
    }),
    call: { deadline: clock.now() + 3_600_000 },
    now: () => clock.now(),
    [Symbol.asyncDispose]: async () => {},
  };
});
