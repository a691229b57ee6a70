import { describe, expect, it } from 'vitest';

import { faultKinds } from '../../../../local/simulators/kit/faults/fault.ts';
import { type Reply, tenantUnderTest } from './tenant-under-test.ts';

const ROLE_CHANGE = 'POST /api/service/users/{id}/roles/update';

/** Ada is a member; `change` asks to make her a guest, `changed` says whether that happened. */
async function tenantWithAda() {
  const tenant = await tenantUnderTest();
  const { id } = await tenant.person('ada@example.com');
  const roleId = await tenant.roleId('$guest');
  return Object.assign(tenant, {
    id,
    change: (): Promise<Reply | 'cut'> =>
      tenant.api('POST', `/users/${id}/roles/update`, { roleId }).catch(() => 'cut' as const),
    changed: async () => (await tenant.shown('ada@example.com'))?.workspaceRole === '$guest',
  });
}

const outcomes: readonly (readonly [kind: string, answer: unknown, committed: boolean])[] = [
  ['rate-limited', { status: 429, json: { message: 'API rate limit exceeded' } }, false],
  ['error-500', { status: 500, json: { requestId: expect.any(String) } }, false],
  ['error-500-after-commit', { status: 500, json: { requestId: expect.any(String) } }, true],
  ['unavailable-503', { status: 503 }, false],
  ['bad-gateway-502', { status: 502, text: expect.stringContaining('<html>') }, false],
  ['timeout-504', { status: 504 }, false],
  ['redirect-to-login', { status: 302 }, false],
  ['html', { status: 200, text: expect.stringContaining('<html') }, false],
  ['html-after-commit', { status: 200, text: expect.stringContaining('<html') }, true],
  ['lost-response', 'cut', true],
  ['dropped', 'cut', false],
  ['unauthorized', { status: 401, json: { message: 'Unauthorized' } }, false],
  ['forbidden', { status: 403, json: { message: 'Forbidden' } }, false],
  ['forbidden-account', { status: 403, json: { code: expect.any(Number), error: expect.any(String) } }, false],
  ['malformed-json', { status: 200, json: undefined, text: expect.stringContaining('{') }, true],
];
const effects = ['slow', 'missing-fields', 'delayed-visibility', 'miscount', 'short-pages', 'unasked-hits'];

describe('a failure', () => {
  it('is tested for every kind', () => {
    expect([...outcomes.map(([kind]) => kind), ...effects]).toEqual(faultKinds);
  });

  it.each(outcomes)('%s answers %j; committed: %s', async (kind, answer, committed) => {
    await using tenant = await tenantWithAda();
    await tenant.faults({ kind, endpoint: ROLE_CHANGE, times: 1 });

    const got = await tenant.change();

    if (answer === 'cut') expect(got).toBe('cut');
    else expect(got).toMatchObject(answer as object);
    expect(await tenant.changed()).toBe(committed);
    expect(await tenant.change()).toMatchObject({ status: 200, text: '' });
    expect(await tenant.changed()).toBe(true);
  });

  it('skips first, then hits so many times, at its own endpoint only', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'unavailable-503', endpoint: 'GET /api/service/v2/groups', skip: 1, times: 2 });
    const statuses = async (path: string) => {
      const found: number[] = [];
      for (let request = 0; request < 4; request += 1) found.push((await tenant.api('GET', path)).status);
      return found;
    };

    expect(await statuses('/groups')).toEqual([200, 200, 200, 200]);
    expect(await statuses('/v2/groups')).toEqual([200, 503, 503, 200]);
    expect((await tenant.control('GET', 'faults')).json.faults).toMatchObject([{ seen: 4, hit: 2 }]);
  });

  it('goes to the first that matches; the second waits', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'unavailable-503', times: 1 }, { kind: 'bad-gateway-502', times: 1 });

    expect((await tenant.api('GET', '/users')).status).toBe(503);
    expect((await tenant.api('GET', '/users')).status).toBe(502);
    expect((await tenant.api('GET', '/users')).status).toBe(200);
  });

  it('lasts until cleared without a number of times, on every path under /api', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'unauthorized' });

    for (const path of ['/users', '/whoami', '/nonsense']) expect((await tenant.api('GET', path)).status).toBe(401);
    await tenant.control('DELETE', 'faults');
    expect((await tenant.api('GET', '/users')).status).toBe(200);
  });

  it('sends Retry-After only when it is asked to', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'rate-limited', times: 1 }, { kind: 'rate-limited', retryAfterSeconds: 7 });

    expect((await tenant.api('GET', '/users')).headers.get('retry-after')).toBeNull();
    expect((await tenant.api('GET', '/users')).headers.get('retry-after')).toBe('7');
  });

  it.each([
    [{ namedAs: 'http-date' }, 'retry-after', (text: string) => Date.parse(text)],
    [
      { namedIn: 'ratelimit-reset', namedAs: 'epoch-seconds' },
      'ratelimit-reset',
      (text: string) => Number(text) * 1000,
    ],
    [{ namedIn: 'x-ratelimit-reset', namedAs: 'epoch-ms' }, 'x-ratelimit-reset', Number],
  ] as const)('names the instant where and as it is asked to: %j', async (named, header, instant) => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'rate-limited', retryAfterSeconds: 90, ...named });
    const clock = async (): Promise<number> => (await tenant.control('GET', 'clock')).json.now;
    const before = await clock();

    const { headers } = await tenant.api('GET', '/users');

    const waitMs = instant(headers.get(header) ?? '') - before;
    expect(waitMs).toBeGreaterThanOrEqual(89_000);
    expect(waitMs).toBeLessThanOrEqual(91_000 + (await clock()) - before);
    expect([...headers.keys()].filter((name) => /retry|reset/.test(name))).toEqual([header]);
  });

  it('names seconds in another header when it is asked to', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'rate-limited', retryAfterSeconds: 90, namedIn: 'ratelimit-reset' });

    const { headers } = await tenant.api('GET', '/users');

    expect([headers.get('ratelimit-reset'), headers.get('retry-after')]).toEqual(['90', null]);
  });

  it('catches a client that follows to the login page', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'redirect-to-login' });

    const followed = await fetch(`${tenant.url}/api/service/users`);

    expect(followed.status).toBe(200);
    expect(followed.url).toContain('/auth/realms/default/');
    expect(followed.headers.get('content-type')).toContain('text/html');
  });
});

describe('an effect', () => {
  it('makes requests slow, and stopping the simulator does not wait for them', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'slow', ms: 120, times: 1 }, { kind: 'slow', ms: 60_000 });
    await tenant.control('PUT', 'faults', [{ kind: 'slow', ms: 120 }]);
    const started = performance.now();

    expect((await tenant.api('GET', '/users')).status).toBe(200);

    expect(performance.now() - started).toBeGreaterThan(110);
    await tenant.faults({ kind: 'slow', ms: 60_000 });
    const waiting = tenant.api('GET', '/users').catch(() => 'cut');
    await expect.poll(async () => (await tenant.control('GET', 'faults')).json.faults[0].hit).toBe(1);
    await tenant.stop();
    expect(await waiting).toBe('cut');
  });

  it('takes fields from the records of the same share of users every time', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 100 });
    await tenant.faults({ kind: 'missing-fields', fields: ['email', 'attributes'], share: 0.3 });
    const without = async () => {
      const { records } = (await tenant.api('GET', '/users?limit=100&columns=email&columns=attributes')).json;
      return records.filter((user: object) => !('email' in user)).map((user: { id: string }) => user.id);
    };

    const ids = await without();

    expect(ids.length).toBeGreaterThan(10);
    expect(ids.length).toBeLessThan(60);
    expect(await without()).toEqual(ids);
    expect((await tenant.api('GET', `/users/${ids[0]}`)).json).not.toHaveProperty('attributes');
  });

  it('shows readers the tenant as it was, while writers see it as it is', async () => {
    await using tenant = await tenantUnderTest();
    const { id } = await tenant.person('ada@example.com');
    await tenant.advance(60_000);
    await tenant.faults({ kind: 'delayed-visibility', ms: 10_000 });
    const users = [{ email: 'new@example.com', roleName: '$guest', roleId: await tenant.roleId('$guest') }];

    await tenant.api('POST', `/users/${id}`, { enabled: false });
    expect((await tenant.api('POST', '/users', { users })).status).toBe(200);
    expect((await tenant.api('POST', '/users', { users })).status).toBe(500);

    expect((await tenant.users({})).json).toMatchObject({ totalRecord: 1, records: [{ enabled: true }] });
    expect((await tenant.api('GET', `/users/${id}`)).json.enabled).toBe(true);
    await tenant.advance(10_000);
    expect((await tenant.users({}, '&sort=email')).json).toMatchObject({
      totalRecord: 2,
      records: [{ enabled: false }, {}],
    });
  });

  it('shows deleted groups and their members for as long', async () => {
    await using tenant = await tenantUnderTest();
    const { id: groupId } = (await tenant.control('POST', 'groups', { name: 'data_eng' })).json;
    const { id } = await tenant.person('ada@example.com', { groups: ['data_eng'] });
    await tenant.advance(60_000);
    await tenant.faults({ kind: 'delayed-visibility', ms: 5000 });

    await tenant.api('POST', `/groups/${groupId}/delete`);

    expect((await tenant.api('GET', '/groups')).json.records).toMatchObject([{ id: groupId, userCount: 1 }]);
    expect((await tenant.api('GET', `/groups/${groupId}/members`)).json.records).toMatchObject([{ id }]);
    await tenant.advance(5000);
    expect((await tenant.api('GET', '/groups')).json.records).toEqual([]);
  });

  it('combines with others and with a failure', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('ada@example.com');
    await tenant.faults(
      { kind: 'slow', ms: 50 },
      { kind: 'missing-fields', fields: ['email'] },
      { kind: 'unavailable-503', skip: 1, times: 1 },
    );
    const started = performance.now();

    expect((await tenant.users({})).json.records[0]).not.toHaveProperty('email');
    expect((await tenant.users({})).status).toBe(503);
    expect(performance.now() - started).toBeGreaterThan(95);
  });
});

describe('an effect on lists', () => {
  const list = (tenant: Awaited<ReturnType<typeof tenantUnderTest>>, more = '') =>
    tenant.users({ email: { $in: ['p1@example.com', 'p2@example.com', 'p3@example.com'] } }, `&sort=email${more}`);

  async function tenantOfFour() {
    const tenant = await tenantUnderTest();
    for (const n of [1, 2, 3, 4]) await tenant.person(`p${n}@example.com`);
    return tenant;
  }

  it('counts so many more, or fewer, than it lists', async () => {
    await using tenant = await tenantOfFour();
    for (const by of [2, -1, -9]) {
      await tenant.faults({ kind: 'miscount', by });
      const { totalRecord, filterRecord, records } = (await list(tenant)).json;
      expect([totalRecord, filterRecord, records.length]).toEqual([Math.max(4 + by, 0), Math.max(3 + by, 0), 3]);
    }
  });

  it('gives at most so many rows a page, and the rest on the pages after it', async () => {
    await using tenant = await tenantOfFour();
    await tenant.faults({ kind: 'short-pages', rows: 2 });
    const emails = async (more: string) =>
      ((await list(tenant, `&limit=100&columns=email${more}`)).json.records as { email: string }[]).map(
        ({ email }) => email,
      );
    expect(await emails('')).toEqual(['p1@example.com', 'p2@example.com']);
    expect(await emails('&offset=2')).toEqual(['p3@example.com']);
    expect((await list(tenant)).json.filterRecord).toBe(3);
    await tenant.faults({ kind: 'short-pages', rows: 0 });
    expect((await list(tenant)).json).toMatchObject({ filterRecord: 3, records: [] });
  });

  it('gives, and counts, rows that were not asked for, where a filter leaves any', async () => {
    await using tenant = await tenantOfFour();
    await tenant.faults({ kind: 'unasked-hits', rows: 5 });
    const { filterRecord, records } = (await list(tenant, '&columns=email')).json;
    expect([filterRecord, records.length]).toEqual([4, 4]);
    expect(records.map(({ email }: { email: string }) => email)).toContain('p4@example.com');
    expect((await tenant.api('GET', '/users')).json.records).toHaveLength(4);
  });
});

describe('faults that are written wrongly', () => {
  it.each([
    [{ kind: 'explode' }, 'body[0].kind'],
    [{ kind: 'slow' }, 'body[0].ms'],
    [{ kind: 'rate-limited', namedAs: 'hours' }, 'body[0].namedAs'],
    [{ kind: 'rate-limited', namedIn: 'date' }, 'body[0].namedIn'],
    [{ kind: 'slow', ms: '5' }, 'body[0].ms'],
    [{ kind: 'dropped', ms: 5 }, 'body[0].ms'],
    [{ kind: 'dropped', times: 0 }, 'body[0].times'],
    [{ kind: 'dropped', endpoint: 'GET /api/service/user' }, 'body[0].endpoint'],
    [{ kind: 'missing-fields', fields: ['email'], share: 2 }, 'body[0].share'],
    [{ kind: 'miscount' }, 'body[0].by'],
    [{ kind: 'short-pages', rows: -1 }, 'body[0].rows'],
    [{ kind: 'unasked-hits', rows: 0 }, 'body[0].rows'],
  ])('are refused by name: %j', async (fault, field) => {
    await using tenant = await tenantUnderTest();
    await tenant.faults({ kind: 'dropped', endpoint: ROLE_CHANGE });

    expect(await tenant.faults(fault)).toMatchObject({
      status: 400,
      json: { field, message: expect.stringContaining(field) },
    });
    expect((await tenant.control('GET', 'faults')).json.faults).toHaveLength(1);
  });
});
