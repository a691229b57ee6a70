import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';

describe('a failure', () => {
  // logs and dead-letter items name it, and a bundler may rename its class
  it.each([
    ['RetryableError', RetryableError],
    ['PermanentError', PermanentError],
  ])('is called %s', (name, Failure) => {
    const error = new Failure('our store did not answer');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: ${error.message}`);
  });
});
