import { afterAll, describe, expect, it } from 'vitest';

import { UNLEASH_TRAITS } from '../../shared/adapters/targets/unleash/traits.ts';
import { unleashTarget } from '../../shared/adapters/targets/unleash/unleash-target.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { describeTarget } from '../contract/target.ts';
import { ask } from '../local/simulators/unleash/exchange.ts';
import { expectExchange } from '../local/simulators/unleash/expect-exchange.ts';
import { RECORDED_USERS } from '../local/simulators/unleash/recorded-users.ts';
import { isObject } from '../support/openapi/document.ts';
import { type Deviation, judgeBy } from '../support/openapi/judge.ts';
import { openapiPage } from '../support/openapi/page.ts';
import { UNLEASH_DEVIATIONS } from '../support/unleash-openapi.ts';
import { empty, putUsers, real, signIn } from './instance.ts';
import { watched } from './watched.ts';

const PAGE = '../../docs/generated/unleash-real-openapi.md';
const ofClient = await watched(real.baseUrl);
const ofRecordings = await watched(real.baseUrl);
afterAll(async () => {
  for (const watch of [ofClient, ofRecordings]) await watch[Symbol.asyncDispose]();
});

const habits = {
  traits: UNLEASH_TRAITS,
  groupName: 'no-groups',
  stranger: '999999',
  listings: [0, 1, 99, 301],
} as const;

/** Our client, with its call, by a way that keeps what passes. */
function client() {
  const secret = async () => ({ ...real, baseUrl: ofClient.baseUrl });
  const target = unleashTarget({
    name: 'real',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  return { target, call: { deadline: systemClock.now() + 60_000 } };
}

describeTarget('the Unleash client on unleash-server 8.2.0', habits, async () => {
  empty();
  return {
    ...client(),
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
  return { ...real, baseUrl: ofRecordings.baseUrl, ids: { ada, bob, eve } };
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

describe('the document that unleash-server 8.2.0 serves of itself', () => {
  const DEVIATIONS: readonly Deviation[] = [
    ...UNLEASH_DEVIATIONS,
    {
      what: 'The statistics of the instance have six figures more than the document says; our client does not ask for them.',
      covers: ({ operation, status }, violation) =>
        operation === 'GET /api/admin/instance-admin/statistics' &&
        status === 200 &&
        violation.startsWith('answer must NOT have additional properties'),
    },
  ];
  const judgeOf = async () => {
    const document: unknown = await (await fetch(`${real.baseUrl}/docs/openapi.json`)).json();
    if (!isObject(document)) throw new Error('The server does not serve its document');
    return judgeBy('Unleash', [{ document, base: '' }], DEVIATIONS);
  };

  it('is asked what doctor asks, and for other roles and addresses', async () => {
    empty();
    const [ada = '', eve = ''] = putUsers([
      { email: 'ada@example.com', rootRole: 1 },
      { email: 'eve@example.com', rootRole: 1 },
    ]);
    const { target, call } = client();
    const answers = [
      await target.probe.credential(call),
      await target.probe.roles(call),
      await target.probe.tenant(call),
      await target.setRole(ada, 'viewer', call),
      await target.setEmail(ada, 'bob@example.com', call),
      await target.setRole(eve, 'viewer', call),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done', 'done', 'refused']);
  });

  it('says what our client sent above and what it was answered, but for what the page lists', async () => {
    const { judge } = await judgeOf();
    const judged = ofClient.exchanges.flatMap((exchange) => judge(exchange) ?? []);
    const shown = DEVIATIONS.filter((one) => judged.some(({ deviations }) => deviations.includes(one)));
    const page = openapiPage(
      'Unleash: the real server held against its own document',
      [
        '`npm run real-unleash` writes this page. It holds every request that our client sends in the contract suite, and every answer that it gets of',
        'unleash-server 8.2.0, against the OpenAPI document that this server serves itself: path, query, content type, body and status, and no',
        'field may stand that it does not describe. Of the recorded exchanges, some of which are wrong on purpose, the answers are held against it too.',
      ],
      judged,
      shown,
    );
    await expect(page).toMatchFileSnapshot(PAGE);
    expect([
      ...new Set(
        judged.flatMap(({ operation, status, mistakes }) => mistakes.map((one) => `${operation} ${status}: ${one}`)),
      ),
    ]).toEqual([]);
  });

  it('says what the recorded exchanges are answered', async () => {
    (await judgeOf()).expectDocumented(ofRecordings.exchanges, 'answers');
  });
});
