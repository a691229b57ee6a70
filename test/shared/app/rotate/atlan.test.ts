import { describe, expect, it } from 'vitest';

import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { memorySecretVersions } from '../../../../shared/adapters/memory/memory-secret-versions.ts';
import { atlanTokenMint } from '../../../../shared/adapters/targets/atlan/tenant/token-mint.ts';
import type { RotateDeps } from '../../../../shared/app/rotate/deps.ts';
import { rotate } from '../../../../shared/app/rotate/rotate.ts';
import { targetSecret } from '../../../../shared/contracts/target-secret.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { atlanOnSimulator } from '../../../support/atlan.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { DAY_MS, STEPS, versionOf } from './rotating.ts';

interface State {
  readonly tokens: readonly { readonly displayName: string; readonly personaQualifiedNames: readonly string[] }[];
}

/** The rotation of a simulated tenant's token, with the real client. */
async function rotatingTenant() {
  const atlan = await atlanOnSimulator();
  const { clock } = atlan;
  const control: typeof atlan.control = async (...asked) => atlan.control(...asked);
  const versions = memorySecretVersions('targets/atlan-prod');
  versions.put(JSON.stringify(atlan.secret.value));
  const deps: RotateDeps = {
    versions,
    mintFor: (name, credential) => atlanTokenMint({ name, credential, clock, random: fixedRandom() }),
    secretPrefix: 'targets/',
    clock,
    observe: memoryObserve(),
  };
  const current = async () => targetSecret((await versions.readCurrent('arn'))!);
  const works = async () => {
    const { baseUrl, token } = await current();
    return (await fetch(`${baseUrl}/api/service/users/current`, { headers: { authorization: `Bearer ${token}` } })).ok;
  };
  return {
    atlan,
    works,
    names: async () => (await control<State>('GET', 'state')).tokens.map(({ displayName }) => displayName),
    /** As Secrets Manager does: from the first step again, until all four were done. Says how often one failed. */
    rotate: async (version: string) => {
      clock.advance(30 * DAY_MS);
      await control('POST', 'clock', { advanceMs: 30 * DAY_MS });
      versions.begin(version);
      let failures = 0;
      for (let at = 0; at < STEPS.length && failures < 5; )
        try {
          const request = { secretId: 'arn', version, step: STEPS[at]! };
          await rotate(request, deps, { deadline: clock.now() + 590_000 });
          at++;
        } catch (error) {
          if (!(error instanceof RetryableError)) throw error;
          failures++;
          at = 0;
          expect(await works()).toBe(true);
        }
      return failures;
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

const ENDPOINTS = [
  'GET /api/service/users/current',
  'GET /api/service/apikeys',
  'POST /api/service/apikeys',
  'DELETE /api/service/apikeys/{id}',
];
const FAULTS = [
  'lost-response',
  'dropped',
  'error-500-after-commit',
  'html-after-commit',
  'timeout-504',
  'rate-limited',
];
const SAMPLES = ENDPOINTS.flatMap((endpoint) => FAULTS.map((kind) => [kind, endpoint] as const));

describe('the rotation of an Atlan token', () => {
  it.each(SAMPLES)('comes through a %s at %s with a token that works, and leaves no orphan', async (kind, endpoint) => {
    await using tenant = await rotatingTenant();
    await tenant.rotate(versionOf(1));
    await tenant.atlan.control('PUT', 'faults', [{ kind, endpoint, times: 1 }]);
    await tenant.rotate(versionOf(2));
    await tenant.atlan.control('DELETE', 'faults');
    expect(await tenant.works()).toBe(true);
    expect(await tenant.names()).toEqual([`simulator-${versionOf(1)}`, `simulator-${versionOf(2)}`]);
  });

  it('deletes the orphan of a lost answer before it makes another', async () => {
    await using tenant = await rotatingTenant();
    // with one of that name there, the next would be refused
    await tenant.atlan.control('PATCH', 'options', { uniqueTokenNames: true });
    const endpoint = 'POST /api/service/apikeys';
    await tenant.atlan.control('PUT', 'faults', [{ kind: 'lost-response', endpoint, times: 1 }]);
    expect(await tenant.rotate(versionOf(1))).toBe(1);
    expect(await tenant.names()).toEqual(['simulator', `simulator-${versionOf(1)}`]);
  });

  it('goes through where names of tokens have to be unique', async () => {
    await using tenant = await rotatingTenant();
    await tenant.atlan.control('PATCH', 'options', { uniqueTokenNames: true });
    for (const n of [1, 2, 3]) expect(await tenant.rotate(versionOf(n))).toBe(0);
    expect(await tenant.names()).toEqual([`simulator-${versionOf(2)}`, `simulator-${versionOf(3)}`]);
  });
});
