import { describe, expect, it } from 'vitest';

import { PROVIDERS } from '../../shared/contracts/config/providers.ts';
import { keepsAccount } from '../../shared/domain/provider/traits.ts';
import { ownSettingsOf } from '../support/own-settings.ts';
import type { Mishap } from './interference.ts';
import { played } from './played.ts';
import { PERSONAL, publicText, SCENARIOS } from './scenarios.ts';
import { differences, untidy } from './what-happened.ts';

/** Those in which an account is made, ends, and comes back: there providers differ. */
const PLAYED = ['one leaves', 'one comes back'];
/** What was done and then forgotten, or not said, is what matters. */
const FORGOTTEN = ['applied and silent', 'killed after'] as const satisfies readonly Mishap[];

const COMPANIES = Object.entries(PROVIDERS)
  .filter(([name]) => name !== 'atlan')
  .flatMap(([name, provider]) =>
    SCENARIOS.filter((scenario) => PLAYED.includes(scenario.name)).map((scenario) => ({
      of: name,
      scenario,
      name: scenario.name,
      settings: { provider: { name, ...provider }, target: ownSettingsOf(name) },
    })),
  );

describe.each(COMPANIES)('when $name, over $of by its traits', ({ scenario, settings }) => {
  it('every call may be done and forgotten, or be the last of its process: the end is the same', {
    timeout: 900_000,
  }, async () => {
    const calm = await played(scenario, settings, { mishaps: FORGOTTEN });
    const isGivenAgain = scenario.name === 'one comes back' && !keepsAccount(settings.provider.traits);
    if (isGivenAgain) expect(calm.state.accounts).toMatchObject([{ groups: expect.arrayContaining(['by_hand']) }]);
    expect(calm.state.workers.every(({ openIntents, isChainWhole }) => openIntents === 0 && isChainWhole)).toBe(true);
    for (const at of calm.cases.ofChanges) {
      const where = `${at.mishap} at call ${at.call}, ${at.name}`;
      const { acme, state, happened } = await played(scenario, settings, { at });
      expect(state, where).toEqual(calm.state);
      expect(untidy(happened), where).toEqual([]);
      expect(differences(calm.happened, happened, at), where).toEqual([]);
      expect(acme.deadLetters).toEqual([]);
      expect(await publicText(acme)).not.toMatch(PERSONAL);
    }
  });
});
