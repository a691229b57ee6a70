import { describe, expect, it } from 'vitest';

import { company } from '../support/company.ts';
import { interference, MISHAPS } from './interference.ts';
import { finalState, PERSONAL, publicText, SCENARIOS, settle } from './scenarios.ts';

let cases = 0;

it('the scan for personal data would find some', () => {
  expect(JSON.stringify({ because: 'ada@example.com' })).toMatch(PERSONAL);
});

describe.each(SCENARIOS)('when $name', ({ play }) => {
  it('every call may be refused, lose its answer or be the last of its process, and the end is the same', {
    timeout: 120_000,
  }, async () => {
    const clean = interference();
    const calm = await company({ between: clean });
    await play(calm);
    const calls = [...clean.calls];
    await settle(calm);
    const expected = await finalState(calm);
    expect(
      expected.workers.every(
        ({ openIntents, isChainWhole, outbox }) => openIntents === 0 && isChainWhole && outbox === 0,
      ),
    ).toBe(true);

    for (const [index, name] of calls.entries()) {
      for (const mishap of MISHAPS) {
        const acme = await company({ between: interference({ call: index + 1, mishap }) });
        await play(acme);
        await settle(acme);
        expect(await finalState(acme), `${mishap} at call ${index + 1}, ${name}`).toEqual(expected);
        expect(acme.deadLetters).toEqual([]);
        expect(await publicText(acme)).not.toMatch(PERSONAL);
        cases++;
      }
    }
    process.stderr.write(`crash matrix: ${calls.length} calls × ${MISHAPS.length} mishaps, ${cases} cases so far\n`);
  });
});
