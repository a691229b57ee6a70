import { describe, expect, it } from 'vitest';

import { UNLEASH_TRAITS } from '../../shared/adapters/targets/unleash/traits.ts';
import { unleashTarget } from '../../shared/adapters/targets/unleash/unleash-target.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { describeTarget } from '../contract/target.ts';
import { ask } from '../local/simulators/unleash/exchange.ts';
import { expectExchange } from '../local/simulators/unleash/expect-exchange.ts';
import { RECORDED_USERS } from '../local/simulators/unleash/recorded-users.ts';
import { empty, putUsers, real, signIn } from './instance.ts';

const habits = {
  traits: UNLEASH_TRAITS,
  groupName: 'no-groups',
  stranger: '999999',
  listings: [0, 1, 99, 301],
} as const;

describeTarget('the Unleash client on unleash-server 8.2.0', habits, async () => {
  empty();
  const secret = async () => real;
  const target = unleashTarget({
    name: 'real',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  const call = { deadline: systemClock.now() + 60_000 };
  return {
    target,
    call,
    accept: async (email) => signIn(email),
    create: async (emails) => putUsers(emails.map((email) => ({ email }))),
    remove: async (accountId) => {
      await ask({ ...real, ids: {} }, { method: 'DELETE', path: `/user-admin/${accountId}` });
    },
    [Symbol.asyncDispose]: async () => {},
  };
});

/** The people whom the recordings are about. */
function withPeople() {
  empty();
  const [ada = '', bob = '', eve = ''] = putUsers([
    { email: 'ada.lovelace@example.com', name: 'Ada Lovelace', isNew: true },
    { email: 'bob@example.com', rootRole: 2, isNew: true },
    { email: 'eve@example.com', rootRole: 1, isNew: true },
  ]);
  return { ...real, ids: { ada, bob, eve } };
}

describe('unleash-server 8.2.0 answers what the simulator is tested with', () => {
  it.each(RECORDED_USERS)('$method of $name', async (exchange) => {
    await expectExchange(withPeople(), exchange);
  });

  it('refuses the twenty-first new user of a minute, by a page that says how long to wait', async () => {
    empty();
    const limited = { ...real, baseUrl: real.limitedUrl, ids: {} };
    const create = (n: number) =>
      ask(limited, { method: 'POST', path: '/user-admin', body: { email: `p${n}@example.com`, rootRole: 3 } });
    for (let n = 0; n < 20; n++) expect((await create(n)).status).toBe(201);
    const { status, headers, body } = await create(20);
    expect({ status, body }).toEqual({ status: 429, body: 'Too many requests, please try again later.' });
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('retry-after')).toMatch(/^[1-5]?\d$/);
    expect(headers.get('ratelimit-remaining')).toBe('0');
    expect((await ask(limited, { method: 'GET', path: '/user-admin/admin-count' })).status).toBe(200);
  });

  it('serves its web interface where SCIM would be', async () => {
    const answer = await fetch(`${real.baseUrl}/scim/Users`, { headers: { authorization: real.token } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });
});
