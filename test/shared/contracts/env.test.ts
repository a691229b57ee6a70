import { describe, expect, it } from 'vitest';

import { ingestEnv } from '../../../shared/contracts/env/ingest.ts';
import { readEnv } from '../../../shared/contracts/env.ts';
import { PermanentError } from '../../../shared/domain/failure.ts';

const complete = {
  LEDGER_TABLE: 'lifecycle-ledger',
  LIFECYCLE_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/lifecycle.fifo',
  CONNECTION_SECRET_PREFIX: 'atlan-lifecycle/connections/',
};

describe('an environment', () => {
  it('is read without what does not belong to the contract', () => {
    expect(readEnv(ingestEnv, { ...complete, PATH: '/usr/bin' })).toEqual(complete);
  });

  it('is refused with every name that is missing or malformed, and no value', () => {
    const broken = { CONNECTION_SECRET_PREFIX: complete.CONNECTION_SECRET_PREFIX, LIFECYCLE_QUEUE_URL: 'lifecycle' };
    expect(() => readEnv(ingestEnv, broken)).toThrow(
      new PermanentError('The environment is incomplete: LEDGER_TABLE is missing; LIFECYCLE_QUEUE_URL must be a URL'),
    );
  });

  it('has no empty variables', () => {
    expect(() => readEnv(ingestEnv, { ...complete, LEDGER_TABLE: '' })).toThrow('LEDGER_TABLE must be one word');
  });
});
