import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';

describe('a failure', () => {
  // logs and dead-letter items name it, and a bundler may rename its class
  it.each([
    ['RetryableError', new RetryableError('our store did not answer')],
    ['PermanentError', new PermanentError('the message cannot be read')],
  ])('is called %s', (name, error) => {
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: ${error.message}`);
  });
});
