import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../../../shared/domain/failure.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

interface Logged {
  readonly endpoint: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly path: string;
}
const GET_USERS = 'GET /api/service/users';

/** A server that answers whatever `reply` says, and how many requests it was answering at once at most. */
async function serve(reply: (path: string) => Promise<{ status: number; body: unknown }>) {
  let running = 0;
  const seen = { most: 0, paths: [] as string[] };
  const server = createServer((request, response) => {
    seen.most = Math.max(seen.most, ++running);
    seen.paths.push(request.url ?? '');
    void reply(request.url ?? '').then(({ status, body }) => {
      running--;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { baseUrl, seen, [Symbol.asyncDispose]: async () => server.close().closeAllConnections() };
}

describe('a call', () => {
  it('picks a rotated token up on the 401, in the same call and under the same request id', async () => {
    await using atlan = await atlanOnSimulator();
    const { token } = await atlan.control<{ token: string }>('POST', 'tokens/rotate');
    let reads = 0;
    const old = atlan.secret.value;
    const target = atlan.another({
      secret: { get: async () => old, refresh: async () => ({ ...old, token: reads++ < 1 ? token : 'never' }) },
    });
    expect(await target.identity(atlan.call)).toMatchObject({ kind: 'done' });
    expect(atlan.sent.map(({ status }) => status)).toEqual([401, 200]);
    expect(new Set(atlan.sent.map(({ requestId }) => requestId)).size).toBe(1);
    expect(reads).toBe(1);
  });

  it('says of a token that is refused what to do, and nothing of the token itself', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'unauthorized' }] });
    const outcome = await atlan.target.findByEmails(['ada@example.com'], atlan.call);
    expect(outcome).toMatchObject({ kind: 'wait', cause: 'credentials', because: expect.stringContaining('secret') });
    expect(JSON.stringify(outcome)).not.toContain(atlan.secret.value.token);
  });

  it('gives up on a token that was refreshed once and is refused again', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'unauthorized' }] });
    let reads = 0;
    const target = atlan.another({
      secret: {
        get: async () => atlan.secret.value,
        refresh: async () => ({ ...atlan.secret.value, token: `t${reads++}` }),
      },
    });
    expect(await target.identity(atlan.call)).toMatchObject({ kind: 'wait', cause: 'credentials' });
    expect(atlan.sent).toHaveLength(2);
    expect(reads).toBe(1);
  });

  it('carries one X-Atlan-Request-Id over all its attempts, and another call carries another', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'unavailable-503', endpoint: GET_USERS, times: 3 }],
    });
    await atlan.target.findByEmails(['ada@example.com'], atlan.call);
    await atlan.target.findByEmails(['bob@example.com'], atlan.call);
    const log = await atlan.control<{ requests: Logged[] }>('GET', 'requests');
    const ids = log.requests.map(({ requestId }) => requestId);
    expect(ids).toHaveLength(5);
    expect(new Set(ids.slice(0, 4)).size).toBe(1);
    expect(ids[4]).not.toBe(ids[0]);
    expect(atlan.sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 1]);
  });

  it('waits with full jitter between reads: a random part of 1, 2, 4, 8 and 16 seconds', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'unavailable-503' }] });
    await atlan.target.identity(atlan.call);
    expect(atlan.clock.pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it('stops retrying in time for its deadline', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'unavailable-503' }] });
    const deadline = atlan.clock.now() + 2_000;
    expect(await atlan.target.identity({ ...atlan.call, deadline })).toMatchObject({ kind: 'wait', cause: 'down' });
    expect(atlan.sent).toHaveLength(3);
    expect(atlan.clock.now()).toBeLessThan(deadline);
  });

  it('honours Retry-After in seconds and as a date, and waits a minute and a bit without it', async () => {
    for (const [retryAfter, least, most] of [
      ['seconds', 60_000, 60_000],
      ['http-date', 58_000, 61_000],
      ['none', 60_000, 65_000],
    ] as const) {
      await using atlan = await atlanOnSimulator({ options: { requestsPerMinute: 1, retryAfter } });
      await atlan.target.identity(atlan.call);
      const asked = atlan.target.identity(atlan.call);
      await setTimeout(50);
      await atlan.control('POST', 'clock', { advanceMs: 120_000 });
      await asked;
      expect(atlan.clock.pauses[0]).toBeGreaterThanOrEqual(least);
      expect(atlan.clock.pauses[0]).toBeLessThanOrEqual(most);
    }
  });

  it('stops all requests to the tenant after one 429, and tells callers that cannot wait until when', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'rate-limited', retryAfterSeconds: 40, times: 1 }] });
    const short = { ...atlan.call, deadline: atlan.clock.now() + 30_000 };
    const until = { kind: 'wait', cause: 'rate-limited', retryAt: atlan.clock.now() + 40_000 };
    expect(await atlan.target.identity(short)).toMatchObject(until);
    expect(await atlan.target.findByEmails(['ada@example.com'], short)).toMatchObject(until);
    expect(atlan.sent).toHaveLength(1);
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'done' });
    expect(atlan.clock.pauses).toEqual([40_000]);
  });

  it('never sleeps through more than two minutes', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'rate-limited', retryAfterSeconds: 121 }] });
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'wait', cause: 'rate-limited' });
    expect(atlan.clock.pauses).toEqual([]);
  });

  it.each([
    {},
    { namedAs: 'http-date' },
    { namedIn: 'ratelimit-reset' },
    { namedIn: 'ratelimit-reset', namedAs: 'epoch-seconds' },
    { namedIn: 'x-ratelimit-reset' },
    { namedIn: 'x-ratelimit-reset', namedAs: 'epoch-seconds' },
    { namedIn: 'x-ratelimit-reset', namedAs: 'epoch-ms' },
  ])('waits as long as a 429 says, and five minutes where it says a day: %j', async (named) => {
    const limited = (retryAfterSeconds: number) => ({ kind: 'rate-limited', retryAfterSeconds, times: 1, ...named });
    await using atlan = await atlanOnSimulator();
    await atlan.control('PUT', 'faults', [limited(90)]);
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'done' });
    // the simulator's clock goes on while the client's stands still
    expect(atlan.clock.pauses[0]).toBeGreaterThan(88_000);
    expect(atlan.clock.pauses[0]).toBeLessThan(110_000);
    await atlan.control('PUT', 'faults', [limited(86_400)]);
    const retryAt = atlan.clock.now() + 300_000;
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'wait', cause: 'rate-limited', retryAt });
  });

  it('goes out once although the tenant is closed when it insists, and opens it for the others', async () => {
    await using atlan = await atlanOnSimulator();
    const limited = { kind: 'rate-limited', retryAfterSeconds: 100, times: 1 };
    const call = { ...atlan.call, deadline: atlan.clock.now() + 20_000 };
    await atlan.control('PUT', 'faults', [limited]);
    expect(await atlan.target.identity(call)).toMatchObject({ kind: 'wait' });
    expect(await atlan.target.identity(call)).toMatchObject({ kind: 'wait' });
    expect(atlan.sent).toHaveLength(1);

    await atlan.control('PUT', 'faults', [limited]);
    expect(await atlan.target.identity({ ...call, insists: true })).toMatchObject({ kind: 'wait' });
    expect(atlan.sent).toHaveLength(2);
    expect(await atlan.target.identity({ ...call, insists: true })).toMatchObject({ kind: 'done' });
    expect(await atlan.target.identity(call)).toMatchObject({ kind: 'done' });
    expect(atlan.clock.pauses).toEqual([]);
  });

  it('leaves a long block to the ledger once the calls that were under way have heard of it', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'rate-limited', retryAfterSeconds: 200, times: 1 }],
    });
    const retryAt = atlan.clock.now() + 200_000;
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'wait', retryAt });
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'wait', retryAt });
    expect(atlan.sent).toHaveLength(1);
    atlan.clock.advance(10_000);
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'done' });
  });

  it('has at most four requests in flight', async () => {
    await using server = await serve(async () => {
      await setTimeout(5);
      return { status: 200, body: { id: 'me' } };
    });
    await using atlan = await atlanOnSimulator();
    atlan.secret.value = { baseUrl: server.baseUrl, token: 't' };
    const answers = await Promise.all(Array.from({ length: 30 }, () => atlan.target.identity(atlan.call)));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(server.seen.most).toBe(4);
  });

  it('never follows a redirect', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'redirect-to-login' }] });
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'wait', cause: 'down' });
    const log = await atlan.control<{ requests: Logged[] }>('GET', 'requests');
    expect(new Set(log.requests.map(({ path }) => path))).toEqual(new Set(['/api/service/users/current']));
  });

  it('cuts a slow attempt off, and does not take a write for failed that may yet happen', async () => {
    await using atlan = await atlanOnSimulator(
      { faults: [{ kind: 'slow', ms: 400, endpoint: 'POST /api/service/users' }] },
      { requestTimeoutMs: 100 },
    );
    const [outcome] = (await atlan.target.invite([{ email: 'ada@example.com', role: '$member' }], atlan.call)).values();
    expect(outcome).toMatchObject({ kind: 'wait', cause: 'down' });
    const { byEndpoint } = await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint['POST /api/service/users'] ?? 0).toBeLessThanOrEqual(1);
  });

  it('does not take a gateway that knows no route for a missing account', async () => {
    await using server = await serve(async () => ({
      status: 404,
      body: { message: 'no Route matched with those values' },
    }));
    await using atlan = await atlanOnSimulator();
    atlan.secret.value = { baseUrl: server.baseUrl, token: 't' };
    expect(await atlan.target.setEnabled('u1', false, atlan.call)).toMatchObject({ kind: 'wait', cause: 'down' });
  });

  it('does not take an answer of an unknown shape for an empty one', async () => {
    await using server = await serve(async () => ({ status: 200, body: {} }));
    await using atlan = await atlanOnSimulator();
    atlan.secret.value = { baseUrl: server.baseUrl, token: 't' };
    expect(await atlan.target.findByEmails(['ada@example.com'], atlan.call)).toMatchObject({ kind: 'retryable' });
    expect(await atlan.target.listGroups(atlan.call)).toMatchObject({ kind: 'retryable' });
    expect(await atlan.target.identity(atlan.call)).toMatchObject({ kind: 'retryable' });
  });

  it('lists groups at the older address for good, once the newer one is not there', async () => {
    await using server = await serve(async (path) =>
      path.startsWith('/api/service/v2/')
        ? { status: 404, body: {} }
        : { status: 200, body: { records: [{ id: 'g', name: 'data_eng', userCount: '3' }] } },
    );
    await using atlan = await atlanOnSimulator();
    atlan.secret.value = { baseUrl: server.baseUrl, token: 't' };
    expect(await atlan.target.listGroups(atlan.call)).toMatchObject({ kind: 'done', value: [{ name: 'data_eng' }] });
    await atlan.target.listGroups(atlan.call);
    expect(server.seen.paths.map((path) => path.split('?')[0])).toEqual([
      '/api/service/v2/groups',
      '/api/service/groups',
      '/api/service/groups',
    ]);
  });

  it('reads roles once an hour for all workers, and once more for an unknown role', async () => {
    await using atlan = await atlanOnSimulator();
    const { id } = await atlan.control<{ id: string }>('POST', 'users', { email: 'ada@example.com', state: 'active' });
    const roleReads = () => atlan.sent.filter(({ operation }) => operation === 'roles.list').length;
    await Promise.all(['$guest', '$member', '$guest'].map((role) => atlan.target.setRole(id, role, atlan.call)));
    expect(roleReads()).toBe(1);
    expect(await atlan.target.setRole(id, '$owner', atlan.call)).toMatchObject({ kind: 'permanent' });
    expect(roleReads()).toBe(2);
    atlan.clock.advance(3_600_000);
    await atlan.target.setRole(id, '$guest', { ...atlan.call, deadline: atlan.clock.now() + 60_000 });
    expect(roleReads()).toBe(3);
  });

  it('waits for credentials while its secret is unusable, and tries again while it cannot be read', async () => {
    await using atlan = await atlanOnSimulator();
    const failing = (error: Error) =>
      atlan.another({ secret: { get: () => Promise.reject(error), refresh: () => Promise.reject(error) } });
    expect(await failing(new PermanentError('token is missing')).identity(atlan.call)).toMatchObject({
      kind: 'wait',
      cause: 'credentials',
    });
    expect(await failing(new RetryableError('throttled')).identity(atlan.call)).toMatchObject({ kind: 'retryable' });
    expect(atlan.sent).toEqual([]);
  });
});

describe('what a caller says reaches Atlan as it was said', () => {
  it('for any e-mail: found by the client exactly where the simulator has it', async () => {
    await using atlan = await atlanOnSimulator();
    const local = fc.string({
      unit: fc.constantFrom(...'a b z 0 9 . % _ + \' " \\ { } $ & # é 日'.split(' ')),
      minLength: 1,
      maxLength: 12,
    });
    const emails = [
      ...new Set(fc.sample(local, { numRuns: 60, seed: 7 }).map((text) => `${text}@example.com`.normalize('NFC'))),
    ];
    const present = emails.filter((_, index) => index % 2 === 0);
    for (const email of present) await atlan.control('POST', 'users', { email, state: 'active' });
    const seen = await atlan.target.findByEmails(emails, atlan.call);
    if (seen.kind !== 'done') throw new Error(seen.because);
    for (const email of emails)
      expect([email, seen.value.get(email)?.kind]).toEqual([email, present.includes(email) ? 'present' : 'absent']);
  });
});
