import { describe, expect, it } from 'vitest';

import { endingOverride, isInForce, type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';

const word = (kind: Override['kind'], from: number, until: number): Override => ({
  id: `${kind} ${from}`,
  kind,
  actor: 'ops',
  reason: 'because',
  from,
  until,
});

describe('the word of an operator', () => {
  it('is in force from its first instant until before its last', () => {
    const kept = word('access_kept', 10, 20);
    expect([9, 10, 19, 20].map((at) => isInForce(kept, at))).toEqual([false, true, true, false]);
    expect(isInForce(word('access_kept', 10, UNTIL_LIFTED), Date.parse('9999-12-31T00:00:00Z'))).toBe(true);
  });

  it('ends access where it is one that does, and while it is in force', () => {
    const first = word('access_ended', 10, 20);
    const second = word('access_ended', 15, UNTIL_LIFTED);
    const words = [word('access_kept', 0, 99), word('extra_entitlement', 0, 99), first, second];
    expect([9, 10, 19, 20].map((at) => endingOverride(words, at))).toEqual([undefined, first, first, second]);
    expect(endingOverride([], 10)).toBeUndefined();
  });
});
