import { describe, expect, it } from 'vitest';

import { type CompanySettings, company } from '../support/company.ts';
import { interference, MISHAPS, type Mishap } from './interference.ts';
import { finalState, PERSONAL, publicText, SCENARIOS, type Scenario, settle } from './scenarios.ts';
import { differences, recordWrites, untidy, whatHappened } from './what-happened.ts';

let cases = 0;

it('the scan for personal data would find some', () => {
  expect(JSON.stringify({ because: 'ada@example.com' })).toMatch(PERSONAL);
});

/** Plays a scenario to its end, under at most one mishap. */
async function played(
  { play }: Scenario,
  target: CompanySettings['target'],
  at?: { readonly call: number; readonly mishap: Mishap },
) {
  const between = interference(at);
  const acme = await company({ between, target });
  const writes = recordWrites(acme);
  await play(acme);
  const calls = [...between.calls];
  await settle(acme);
  return { acme, calls, state: await finalState(acme), happened: await whatHappened(acme, writes) };
}

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
    const calm = await played(scenario, { adopt });
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
        const { acme, state, happened } = await played(scenario, { adopt }, { call: index + 1, mishap });
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
