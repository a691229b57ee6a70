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
const MISHAPS_WHERE = {
  'exact-email': MISHAPS,
  never: ['lost answer', 'applied and silent', 'killed after'],
} as const satisfies Record<string, readonly Mishap[]>;

const COMPANIES = (['exact-email', 'never'] as const).flatMap((adopt) =>
  SCENARIOS.map((scenario) => ({ adopt, scenario, name: scenario.name })),
);

describe.each(COMPANIES)('when $name (adopt: $adopt)', ({ adopt, scenario }) => {
  it('every call may be refused, lose its answer or be the last of its process: the end is the same, and so is all that others saw on the way', {
    timeout: 900_000,
  }, async () => {
    const calm = await played(scenario, { target: { adopt } });
    expect(
      calm.state.workers.filter(
        ({ openIntents, isChainWhole, isLeftKnown, outbox }) =>
          openIntents > 0 || !isChainWhole || !isLeftKnown || outbox > 0,
      ),
    ).toEqual([]);
    expect(calm.happened.writes.filter(({ changed }) => !changed)).toEqual([]);

    for (const [index, name] of calm.calls.entries()) {
      for (const mishap of MISHAPS_WHERE[adopt]) {
        const where = `${mishap} at call ${index + 1}, ${name}`;
        const { acme, state, happened } = await played(scenario, { target: { adopt } }, { call: index + 1, mishap });
        expect(state, where).toEqual(calm.state);
        expect(untidy(happened), where).toEqual([]);
        expect(differences(calm.happened, happened, { mishap, call: name }), where).toEqual([]);
        expect(acme.deadLetters).toEqual([]);
        expect(await publicText(acme)).not.toMatch(PERSONAL);
        cases++;
      }
    }
    process.stderr.write(
      `crash matrix: ${calm.calls.length} calls × ${MISHAPS_WHERE[adopt].length} mishaps, ${cases} cases so far\n`,
    );
  });
});
