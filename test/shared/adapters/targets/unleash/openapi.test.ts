import { describe, expect, it } from 'vitest';

import type { Exchange } from '../../../../support/openapi/exchange.ts';
import { neverShown, openapiPage } from '../../../../support/openapi/page.ts';
import { type UnleashUnderTest, unleashOnSimulator } from '../../../../support/unleash.ts';
import { UNLEASH_DOCUMENTS } from '../../../../support/unleash-openapi.ts';

const PAGE = '../../../../../docs/generated/unleash-openapi.md';
const { canCheck, judge, deviations, whyNot } = UNLEASH_DOCUMENTS;
const GROUPS = { 'DX team': { create: true, description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 'editor' } };

type Simulator = NonNullable<Parameters<typeof unleashOnSimulator>[0]>['options'];

const person = async ({ control }: UnleashUnderTest, user: object) =>
  (await control<{ id: string }>('POST', 'users', user)).id;

/** Everything the client can send, and then each no that it can get. */
async function everything(unleash: UnleashUnderTest): Promise<void> {
  const { call } = unleash;
  const target = unleash.another({ settings: { groups: GROUPS } });
  const groups = target.groupAdministration!;
  await target.identity(call);
  await target.probe.credential(call);
  await target.probe.roles(call);
  await target.probe.tenant(call);
  const id = await person(unleash, { email: 'ada@example.com', role: 'viewer' });
  const admin = await person(unleash, { email: 'eve@example.com', role: 'admin' });
  const synced = await person(unleash, { email: 'cy@example.com', scim: true });
  await target.invite([{ email: 'bob@example.com', role: 'editor' }], call);
  await target.invite([{ email: 'ada@example.com', role: 'editor' }], call);
  await target.findByEmails(['ada@example.com'], call);
  await target.findByIds([id, '999999'], call);
  await target.listAccounts(undefined, call);
  await target.setRole(id, 'editor', call);
  await target.setRole(admin, 'viewer', call);
  await target.setEmail(id, 'eve@example.com', call);
  await unleash.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['scimId'] }]);
  await target.setEmail(synced, 'di@example.com', call);
  await unleash.control('PUT', 'faults', []);
  const created = await target.createGroup({ alias: 'DX team' }, call);
  if (created.kind !== 'done') throw new Error(created.because);
  const groupId = created.value.group.id;
  await target.createGroup({ alias: 'DX team' }, call);
  await target.listGroups(call);
  await target.probe.groupDifferences!(call);
  await target.addToGroups(id, [groupId], call);
  await target.addToGroups('999999', [groupId], call);
  await target.groupsOf(id, call);
  await groups.details(groupId, call);
  await groups.members(groupId, call);
  await target.removeFromGroup(groupId, [id], call);
  for (let times = 0; times < 2; times++) await groups.remove(groupId, call);
  for (let times = 0; times < 2; times++) await target.deleteAccount!(id, call);
}

/** Other instances, each with an answer of its own. */
const INSTANCES: readonly (readonly [Simulator, (unleash: UnleashUnderTest) => Promise<unknown>])[] = [
  [{}, everything],
  [{ edition: 'oss' }, async ({ target, call }) => [await target.identity(call), await target.listGroups(call)]],
  [
    { createsPerMinute: 1 },
    ({ target, call }) =>
      target.invite(
        ['a@example.com', 'b@example.com'].map((email) => ({ email, role: 'viewer' })),
        call,
      ),
  ],
  [{}, asReader],
  [{}, permissionsOfOne],
];

/** With the token of a person who may read, and nothing else. */
async function asReader(unleash: UnleashUnderTest) {
  await person(unleash, { email: 'ada@example.com', role: 'viewer' });
  const { token } = await unleash.control<{ token: string }>('POST', 'sign-in', { email: 'ada@example.com' });
  unleash.secret.value = { ...unleash.secret.value, token };
  await unleash.target.listAccounts(undefined, unleash.call);
}

/** What the client never asks, and the simulator answers all the same. */
async function permissionsOfOne(unleash: UnleashUnderTest) {
  const id = await person(unleash, { email: 'ada@example.com' });
  const { baseUrl, token } = unleash.secret.value;
  await fetch(`${baseUrl}/api/admin/user-admin/${id}/permissions`, { headers: { authorization: token } });
}

async function allExchanges(): Promise<readonly Exchange[]> {
  const all: Exchange[] = [];
  for (const [options, run] of INSTANCES) {
    await using unleash = await unleashOnSimulator({ options });
    await run(unleash);
    all.push(...unleash.exchanges);
  }
  return all;
}

describe.skipIf(!canCheck)('what the client sends and the simulator answers', () => {
  it('is as Unleash’s documents say, but for what this page lists', async () => {
    const judged = (await allExchanges()).flatMap((exchange) => judge(exchange) ?? []);
    const page = openapiPage(
      'Unleash: held against its own documents',
      [
        'A test writes this page. It holds every request of the client and every answer of the simulator against the OpenAPI documents that',
        'Unleash publishes (users: open source 8.2.0, groups: Enterprise 7.5.0): path, query, content type, body and status, and no field may stand',
        'that they do not describe. The contract suite, the tests of single quirks and the recorded exchanges are held against them too.',
      ],
      judged,
      deviations,
    );
    await expect(page).toMatchFileSnapshot(PAGE);
    expect(judged.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    expect(neverShown(judged, deviations)).toEqual([]);
  });

  it.each([
    [
      'a list of members in other words',
      { body: '{"name":"A","users":[{"id":7}]}' },
      "must have required property 'user'",
    ],
    ['a field that no group has', { body: '{"name":"A","users":[],"members":[]}' }, 'members'],
    [
      'an id that is no number',
      { method: 'GET', path: '/api/admin/user-admin/ada', body: '' },
      'path id must be integer',
    ],
  ])('is noticed when it is not: %s', (_what, change, violation) => {
    const exchange: Exchange = {
      method: 'POST',
      path: '/api/admin/groups',
      query: new URLSearchParams(),
      contentType: 'application/json',
      answer: { status: 201, headers: { 'content-type': 'application/json' }, body: '{"name":"A"}' },
      ...change,
    };
    expect(judge(exchange)?.mistakes.join('\n')).toContain(violation);
  });
});

it.runIf(!canCheck)('is not held against documents that are not there, and says where they should be', () => {
  expect(whyNot).toContain('OPENAPI_DIR');
});
