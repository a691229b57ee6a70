import { describe, expect, it } from 'vitest';
import { createLocalClock } from '../../local/clock.ts';
import { fillSecrets } from '../../local/fill-secrets.ts';
import { startTenants } from '../../local/tenants.ts';
import { openTarget } from '../../shared/adapters/targets/registry.ts';
import { type TargetSecret, targetSecret } from '../../shared/contracts/target-secret.ts';
import { companyConfig } from '../support/company.ts';
import { fixedRandom } from '../support/fixed-random.ts';
import { virtualClock } from '../support/virtual-clock.ts';

/** What the local cloud puts into the secret of the company's target. */
async function filled(target: Record<string, unknown>) {
  const config = companyConfig(target);
  const tenants = await startTenants(config, createLocalClock({ scale: 1, startAt: Date.now() }), {});
  const put = new Map<string, TargetSecret>();
  const secrets = {
    put: (name: string, value: object) => void put.set(name, targetSecret(JSON.stringify(value))),
    arnOf: () => undefined,
    beginRotation: () => undefined,
    engine: async () => {
      throw new Error('nothing reads this secret');
    },
  };
  const deployment = { secrets: [{ name: 'acme/targets/atlan-prod', arn: 'arn' }] };
  await fillSecrets(deployment, { config, secrets, tenants: tenants.byTarget });
  return {
    secret: put.get('acme/targets/atlan-prod')!,
    [Symbol.asyncDispose]: () => tenants[Symbol.asyncDispose](),
  };
}

describe('the secret of a target on the local cloud', () => {
  it('has a SCIM token that the tenant takes, where accounts are created by SCIM', async () => {
    await using local = await filled({ provisionedBy: 'scim' });
    const clock = virtualClock(Date.now());
    const read = async () => local.secret;
    const target = openTarget('atlan', {
      name: 'atlan-prod',
      clock,
      random: fixedRandom(),
      secret: { get: read, refresh: read },
      settings: { provisionedBy: 'scim' },
    });
    expect(await target.probe.channel?.look({ deadline: clock.now() + 10_000 })).toMatchObject({ kind: 'done' });
  });

  it('has none where accounts are invited', async () => {
    await using local = await filled({});
    expect(local.secret.scimToken).toBeUndefined();
  });
});
