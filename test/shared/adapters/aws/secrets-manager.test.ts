import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { secretsManagerSecret } from '../../../../shared/adapters/aws/secrets-manager.ts';
import { PermanentError, RetryableError } from '../../../../shared/domain/failure.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

/** A secret whose store answers `texts` one after the other; an error among them is thrown. */
function secretOf(...texts: readonly (string | Error | undefined)[]) {
  const aws = mockClient(SecretsManagerClient);
  let reads = 0;
  aws.on(GetSecretValueCommand).callsFake(async () => {
    const text = texts[Math.min(reads++, texts.length - 1)];
    if (text instanceof Error) throw text;
    return { SecretString: text };
  });
  const clock = virtualClock();
  const decode = (text: string) => {
    if (text === 'bad') throw new PermanentError('it is bad');
    return text;
  };
  const secret = secretsManagerSecret({
    client: new SecretsManagerClient({ region: 'eu-west-1' }),
    secretId: 'atlan-prod',
    decode,
    clock,
    ttlMs: 300_000,
  });
  return { secret, clock, reads: () => reads };
}

const throttled = new Error('throttled');

describe('a cached secret', () => {
  it('is read once for any number of callers at once, and again after its time', async () => {
    const { secret, clock, reads } = secretOf('one', 'two');
    expect(await Promise.all([secret.get(), secret.get(), secret.get()])).toEqual(['one', 'one', 'one']);
    clock.advance(299_999);
    expect(await secret.get()).toBe('one');
    expect(reads()).toBe(1);
    clock.advance(1);
    expect(await secret.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  it('is read at once when a caller asks for a refresh, by one request for all callers', async () => {
    const { secret, reads } = secretOf('one', 'two');
    await secret.get();
    expect(await Promise.all([secret.refresh(), secret.refresh()])).toEqual(['two', 'two']);
    expect(await secret.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  it('stays the old one while the store is out of reach, and is looked for again soon', async () => {
    const { secret, clock, reads } = secretOf('one', throttled, 'two');
    await secret.get();
    clock.advance(300_000);
    expect(await secret.get()).toBe('one');
    expect(await secret.get()).toBe('one');
    expect(reads()).toBe(2);
    clock.advance(30_000);
    expect(await secret.get()).toBe('two');
  });

  it('stays the old one when the new one is unusable', async () => {
    const { secret } = secretOf('one', 'bad');
    await secret.get();
    expect(await secret.refresh()).toBe('one');
  });

  it('is a retryable failure when it was never read, and a failed read is not remembered', async () => {
    const { secret } = secretOf(new ResourceNotFoundException({ message: 'no', $metadata: {} }), 'one');
    await expect(secret.get()).rejects.toThrow(RetryableError);
    expect(await secret.get()).toBe('one');
  });

  it('is a permanent failure when it holds no text, or not what is expected', async () => {
    await expect(secretOf(undefined).secret.get()).rejects.toThrow(/atlan-prod holds no text/);
    await expect(secretOf('bad').secret.get()).rejects.toThrow(PermanentError);
  });
});
