import { describe, expect, it } from 'vitest';

import { RetryableError } from '../../../shared/domain/failure.ts';
import { FORESTALLED, untilWritten } from '../../../shared/domain/until-written.ts';

describe('a step that writes what it read', () => {
  it('is run again as long as another process is faster', async () => {
    const attempts: number[] = [];
    const written = await untilWritten('Worker 1', 5, async (attempt) => {
      attempts.push(attempt);
      return attempt < 2 ? FORESTALLED : 'written';
    });
    expect(written).toBe('written');
    expect(attempts).toEqual([0, 1, 2]);
  });

  it('is given up after so many attempts, and says what could not be written', async () => {
    let attempts = 0;
    const never = untilWritten('Worker 1', 3, async () => {
      attempts++;
      return FORESTALLED;
    });
    await expect(never).rejects.toThrow(
      new RetryableError('Worker 1 was changed by other processes 3 times in a row; it is tried again'),
    );
    expect(attempts).toBe(3);
  });

  it('fails as it failed, and is not run again', async () => {
    let attempts = 0;
    const broken = untilWritten('Worker 1', 3, async () => {
      attempts++;
      throw new TypeError('a bug');
    });
    await expect(broken).rejects.toThrow(new TypeError('a bug'));
    expect(attempts).toBe(1);
  });
});
