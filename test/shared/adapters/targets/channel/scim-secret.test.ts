import { describe, expect, it } from 'vitest';
import { scimSecret } from '../../../../../shared/adapters/targets/channel/scim-secret.ts';
import type { TargetSecret } from '../../../../../shared/contracts/target-secret.ts';
import { PermanentError } from '../../../../../shared/domain/failure.ts';

const OLD: TargetSecret = { baseUrl: 'https://acme.example.com', token: 'own' };

/** A secret that is cached, and the store behind it. */
function cached(held: TargetSecret, stored: TargetSecret) {
  const reads = { ofTheStore: 0 };
  const secret = {
    get: async () => held,
    refresh: async () => {
      reads.ofTheStore++;
      return stored;
    },
  };
  return { reads, scim: scimSecret(secret, '/scim') };
}

describe('the SCIM side of a target’s secret', () => {
  it('sees a token that was put there since the secret was read', async () => {
    const { scim, reads } = cached(OLD, { ...OLD, scimToken: 'new' });
    expect(await scim.get()).toEqual({ baseUrl: 'https://acme.example.com/scim', token: 'new' });
    expect(reads.ofTheStore).toBe(1);
  });

  it('does not read the store while it has a token', async () => {
    const { scim, reads } = cached({ ...OLD, scimToken: 'known' }, OLD);
    expect(await scim.get()).toMatchObject({ token: 'known' });
    expect(reads.ofTheStore).toBe(0);
  });

  it('cannot be used while the store has none', async () => {
    const { scim } = cached(OLD, OLD);
    await expect(scim.get()).rejects.toThrow(PermanentError);
  });
});
