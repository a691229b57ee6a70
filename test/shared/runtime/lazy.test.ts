import { describe, expect, it } from 'vitest';

import { lazy } from '../../../shared/runtime/lazy.ts';

describe('a lazy value', () => {
  it('is built at the first call, and once', () => {
    let built = 0;
    const value = lazy(() => ({ n: ++built }));
    expect(built).toBe(0);
    expect(value()).toBe(value());
    expect(built).toBe(1);
  });

  it('may be undefined', () => {
    let built = 0;
    const value = lazy(() => void built++);
    value();
    value();
    expect(built).toBe(1);
  });

  it('is tried again after a failure', () => {
    let tries = 0;
    const value = lazy(() => {
      if (++tries === 1) throw new Error('not yet');
      return tries;
    });
    expect(value).toThrow('not yet');
    expect(value()).toBe(2);
  });
});
