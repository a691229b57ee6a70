import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { baselineDigest } from '../../../../shared/contracts/operate/baseline/baseline-digest.ts';

describe('the digest of a list', () => {
  const row = fc.record({
    account: fc.string({ minLength: 1 }),
    state: fc.constantFrom('managed', 'orphan'),
    workerKey: fc.option(fc.string(), { nil: undefined }),
  });
  const rows = fc.uniqueArray(row, { selector: ({ account: id }) => id, minLength: 1, maxLength: 5 });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(rows, (some) => {
        expect(baselineDigest(some.toReversed())).toBe(baselineDigest(some));
      }),
      { numRuns: 50 },
    );
  });

  it('is another one as soon as one account is of another class, of another worker, or missing', () => {
    fc.assert(
      fc.property(rows, ([first, ...others]) => {
        const digest = baselineDigest([first!, ...others]);
        const { account: id, state, workerKey } = first!;
        const changed = [
          [{ ...first!, state: `${state}!` }, ...others],
          [{ account: id, state, workerKey: `${workerKey ?? ''}!` }, ...others],
          others,
        ].map(baselineDigest);
        expect(changed).not.toContain(digest);
      }),
      { numRuns: 50 },
    );
  });
});
