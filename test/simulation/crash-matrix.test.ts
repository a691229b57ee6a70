import { describe, expect, it } from 'vitest';

import { MISHAPS, type Mishap } from './interference.ts';
import { played } from './played.ts';
import { PERSONAL, publicText, SCENARIOS } from './scenarios.ts';
import { differences, untidy } from './what-happened.ts';

let cases = 0;

it('the scan for personal data would find some', () => {
  expect(JSON.stringify({ because: 'ada@example.com' })).toMatch(PERSONAL);
});

/** Where nothing may be taken over, what was done and then forgotten is what matters. */
const CASES_WHERE = {
  'exact-email': { mishaps: MISHAPS, met: 'everywhere' },
  never: { mishaps: ['lost answer', 'applied and silent', 'killed after'], met: 'ofChanges' },
} as const satisfies Record<string, { mishaps: readonly Mishap[]; met: 'everywhere' | 'ofChanges' }>;

const COMPANIES = (['exact-email', 'never'] as const).flatMap((adopt) =>
  SCENARIOS.map((scenario) => ({ adopt, scenario, name: scenario.name })),
);

describe.each(COMPANIES)('when $name (adopt: $adopt)', ({ adopt, scenario }) => {
  it('every call may be refused, lose its answer or be the last of its process: the end is the same, and so is all that others saw on the way', {
    timeout: 900_000,
  }, async () => {
    const { mishaps, met } = CASES_WHERE[adopt];
    const calm = await played(scenario, { target: { adopt } }, { mishaps });
    expect(
      calm.state.workers.filter(
        ({ openIntents, isChainWhole, isLeftKnown, outbox }) =>
          openIntents > 0 || !isChainWhole || !isLeftKnown || outbox > 0,
      ),
    ).toEqual([]);
    expect(calm.happened.writes.filter(({ changed }) => !changed)).toEqual([]);

    for (const at of calm.cases[met]) {
      const where = `${at.mishap} at call ${at.call}, ${at.name}`;
      const { acme, state, happened } = await played(scenario, { target: { adopt } }, { at });
      expect(state, where).toEqual(calm.state);
      expect(untidy(happened), where).toEqual([]);
      expect(differences(calm.happened, happened, at), where).toEqual([]);
      expect(acme.deadLetters).toEqual([]);
      expect(await publicText(acme)).not.toMatch(PERSONAL);
      cases++;
    }
    process.stderr.write(`crash matrix: ${calm.cases[met].length} cases, ${cases} so far\n`);
  });
});
