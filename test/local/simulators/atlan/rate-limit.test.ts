import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

async function blockedTenant(options = {}) {
  const tenant = await tenantUnderTest({ options: { requestsPerMinute: 3, ...options } });
  for (let request = 0; request < 3; request += 1) await tenant.api('GET', '/whoami');
  return tenant;
}

describe('the rate limit', () => {
  it('is 400 requests a minute for all callers together', async () => {
    await using tenant = await tenantUnderTest();
    const statuses = await Promise.all(
      Array.from({ length: 401 }, async () => (await tenant.api('GET', '/whoami')).status),
    );

    expect(statuses.filter((status) => status === 200)).toHaveLength(400);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('blocks all callers for a minute and answers like the gateway', async () => {
    await using tenant = await blockedTenant();

    const refused = await tenant.api('GET', '/whoami');

    expect(refused).toMatchObject({ status: 429, json: { message: 'API rate limit exceeded' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    await tenant.advance(59_000);
    const later = await tenant.api('GET', '/whoami', undefined, 'somebody-else');
    expect([later.status, later.headers.get('retry-after')]).toEqual([429, '1']);
    await tenant.advance(1000);
    expect((await tenant.api('GET', '/whoami')).status).toBe(200);
  });

  it('counts any sixty seconds, not the minutes of the clock', async () => {
    await using tenant = await tenantUnderTest({ options: { requestsPerMinute: 2 } });
    await tenant.api('GET', '/whoami');
    await tenant.advance(40_000);
    await tenant.api('GET', '/whoami');
    await tenant.advance(21_000);

    expect((await tenant.api('GET', '/whoami')).status).toBe(200);
    expect((await tenant.api('GET', '/whoami')).status).toBe(429);
  });

  it.each([
    ['none', null],
    ['http-date', expect.stringMatching(/GMT$/)],
  ] as const)('sends Retry-After as the tenant does: %s', async (retryAfter, header) => {
    await using tenant = await blockedTenant({ retryAfter });

    expect((await tenant.api('GET', '/whoami')).headers.get('retry-after')).toEqual(header);
  });

  it('sends the gateway’s other headers where the tenant does', async () => {
    await using tenant = await blockedTenant({ rateLimitHeaders: true });

    const { headers } = await tenant.api('GET', '/whoami');

    expect([headers.get('x-ratelimit-limit-minute'), headers.get('ratelimit-reset')]).toEqual(['3', '60']);
  });

  it.each([
    [false, 200],
    [true, 429],
  ])('starts the block anew on requests during it: %s', async (requestsDuringBlockExtendIt, status) => {
    await using tenant = await blockedTenant({ requestsDuringBlockExtendIt });
    await tenant.api('GET', '/whoami');
    await tenant.advance(50_000);
    await tenant.api('GET', '/whoami');
    await tenant.advance(15_000);

    expect((await tenant.api('GET', '/whoami')).status).toBe(status);
  });

  it('can be off, and never counts the control endpoints or the page', async () => {
    await using tenant = await blockedTenant();
    for (let request = 0; request < 5; request += 1) await tenant.control('GET', 'state');
    expect((await tenant.send('GET', `${tenant.url}/`, {})).status).toBe(200);
    await tenant.options({ requestsPerMinute: null });

    expect((await tenant.api('GET', '/whoami')).status).toBe(200);
  });

  it('runs on the simulator’s clock: a minute is short at a high time scale', async () => {
    await using tenant = await tenantUnderTest({ options: { requestsPerMinute: 1 }, timeScale: 1000 });
    await tenant.api('GET', '/whoami');
    const statuses = [(await tenant.api('GET', '/whoami')).status];
    await new Promise((resolve) => setTimeout(resolve, 80));
    statuses.push((await tenant.api('GET', '/whoami')).status);

    expect(statuses).toEqual([429, 200]);
  });
});
