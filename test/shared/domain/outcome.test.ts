import { describe, expect, it } from 'vitest';

import { done, LONGEST_WAIT_MS, mapOutcome, type NotDone } from '../../../shared/domain/outcome.ts';

describe('what came of asking a target', () => {
  it('is changed where it was done', () => {
    expect(done(2)).toEqual({ kind: 'done', value: 2 });
    expect(mapOutcome(done(2), (value) => `${value} users`)).toEqual({ kind: 'done', value: '2 users' });
  });

  it.each<NotDone>([
    { kind: 'refused', reason: 'not-found', because: 'There is no such user', status: 404 },
    { kind: 'wait', cause: 'rate-limited', because: 'Too many requests', retryAt: 5 },
    { kind: 'retryable', because: 'The answer was cut off' },
    { kind: 'permanent', because: 'The request cannot be understood' },
  ])('is passed on as it is otherwise: $kind', (outcome) => {
    expect(mapOutcome(outcome, () => 'changed')).toBe(outcome);
  });

  it('makes no request wait for longer than five minutes', () => {
    expect(LONGEST_WAIT_MS).toBe(300_000);
  });
});
