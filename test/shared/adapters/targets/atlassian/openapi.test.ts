import { describe, expect, it } from 'vitest';

import { type AtlassianUnderTest, atlassianOnSimulator } from '../../../../support/atlassian.ts';
import { ATLASSIAN_DOCUMENTS } from '../../../../support/atlassian-openapi.ts';
import type { Exchange } from '../../../../support/openapi/exchange.ts';
import { neverShown, openapiPage } from '../../../../support/openapi/page.ts';

const { canCheck, judge, deviations, whyNot } = ATLASSIAN_DOCUMENTS;

const SITE = 'ari:cloud:jira::site/70ef3a32-d0da-4e09-b35e-0109f91969c3';
const USER = { resource: SITE, role: 'atlassian/user' };
const PAGE = '../../../../../docs/generated/atlassian-openapi.md';
const OPTIONS = { verifiedDomains: ['example.com'] };

type Simulator = NonNullable<Parameters<typeof atlassianOnSimulator>[0]>['options'];

/** Everything the client can send, and then each no that the documents list. */
async function everything(far: AtlassianUnderTest): Promise<void> {
  const { target, call } = far;
  const { groupAdministration: groups } = target;
  await target.probe.credential(call);
  await target.probe.tenant(call);
  await target.invite([{ email: 'bob@example.com', role: 'user' }], call);
  const id = await far.person('ada@example.com', { groups: ['atlassian-guests'] });
  await target.findByIds([id], call);
  await target.listAccounts(undefined, call);
  await target.setRole(id, 'user', call);
  const created = await target.createGroup({ alias: 'Data Eng', description: 'Builders' }, call);
  if (created.kind !== 'done') throw new Error(created.because);
  const groupId = created.value.group.id;
  await target.createGroup({ alias: 'Data Eng' }, call);
  await target.listGroups(call);
  for (let times = 0; times < 2; times++) {
    await target.addToGroups(id, [groupId], call);
    await groups.access.grant(groupId, USER, call);
  }
  await groups.details(groupId, call);
  await groups.members(groupId, call);
  await groups.count(call);
  await groups.stats(call);
  await groups.access.list(groupId, call);
  for (let times = 0; times < 2; times++) {
    await groups.access.revoke(groupId, USER, call);
    await target.removeFromGroup(groupId, [id], call);
  }
  await target.setEnabled(id, false, call);
  await target.setEnabled(id, true, call);
  await target.setEnabled('712020:nobody', false, call);
  await target.addToGroups('712020:nobody', [groupId], call);
  await target.invite([{ email: 'no address', role: 'user' }], call);
  await groups.remove(groupId, call);
  await groups.remove(groupId, call);
  for (let times = 0; times < 2; times++) await target.removeUser(id, call);
}

/** Other organisations, each with an answer of its own. */
const ORGANISATIONS: readonly (readonly [Simulator, (far: AtlassianUnderTest) => Promise<unknown>])[] = [
  [OPTIONS, everything],
  [{ inviteGroupFails: true }, ({ target, call }) => target.invite([{ email: 'a@example.com', role: 'user' }], call)],
  [{ isPaid: false }, ({ target, call }) => target.invite([{ email: 'a@example.com', role: 'user' }], call)],
  [{ seats: 0 }, ({ target, call }) => target.invite([{ email: 'a@example.com', role: 'user' }], call)],
  [
    { seats: 0 },
    async (far) => far.target.setEnabled(await far.person('a@example.com', { state: 'suspended' }), true, far.call),
  ],
  [
    { seats: 0, restoreWithoutSeat: 409 },
    async (far) => far.target.setEnabled(await far.person('a@example.com', { state: 'suspended' }), true, far.call),
  ],
  [{ scopedKey: 401 }, ({ target, call }) => target.createGroup({ alias: 'A' }, call)],
  [{ scopedKey: 403 }, ({ target, call }) => target.createGroup({ alias: 'A' }, call)],
  [{ groupSearch: 410 }, ({ target, call }) => target.listGroups(call)],
  [{ requestsPerMinute: 1 }, async ({ target, call }) => [await target.identity(call), await target.identity(call)]],
  [
    { platformRoles: 'nested' },
    async (far) => far.target.findByIds([await far.person('a@example.com', { role: 'org-admin' })], far.call),
  ],
  [
    {},
    async (far) => [
      await far.person('a@example.com', { accountType: 'customer' }),
      await far.target.listAccounts(undefined, far.call),
    ],
  ],
  [
    { ...OPTIONS, ownsSite: true },
    async (far) =>
      far.another({ managedAccounts: 'disable' }).setEnabled(await far.person('a@example.com'), false, far.call),
  ],
  [
    OPTIONS,
    async (far) => {
      const target = far.another({ managedAccounts: 'disable' });
      const id = await far.person('a@example.com');
      await target.setEnabled(id, false, far.call);
      await target.setEnabled(id, true, far.call);
    },
  ],
  [{}, withoutContentType],
  [{}, version1],
];

async function withoutContentType(far: AtlassianUnderTest) {
  const { baseUrl, token } = far.secret.value;
  const id = encodeURIComponent(await far.person('a@example.com'));
  const path = '/admin/v2/orgs/6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f/directories/9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6';
  await fetch(`${baseUrl}${path}/users/${id}/suspend`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
}

async function version1({ secret }: AtlassianUnderTest) {
  const { baseUrl, token } = secret.value;
  await fetch(`${baseUrl}/admin/v1/orgs/6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f/groups/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"limit":20}',
  });
}

async function allExchanges(): Promise<readonly Exchange[]> {
  const all: Exchange[] = [];
  for (const [options, run] of ORGANISATIONS) {
    await using far = await atlassianOnSimulator({ options });
    await run(far);
    all.push(...far.exchanges);
  }
  return all;
}

describe.skipIf(!canCheck)('what the client sends and the simulator answers', () => {
  it('is as Atlassian’s documents say, but for what this page lists', async () => {
    const judged = (await allExchanges()).flatMap((exchange) => judge(exchange) ?? []);
    const page = openapiPage(
      'Atlassian: held against its own documents',
      [
        'A test writes this page. It holds every request of the client and every answer of the simulator against the OpenAPI documents that',
        'Atlassian publishes (Organizations, 21 August 2026, and User Management): path, query, content type, body and status, and no field may',
        'stand that they do not describe. The contract suite and the tests of single quirks are held against them too.',
      ],
      judged,
      deviations,
    );
    await expect(page).toMatchFileSnapshot(PAGE);
    expect(judged.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    // a deviation that nothing shows is none
    expect(neverShown(judged, deviations)).toEqual([]);
  });

  it.each([
    ['an unknown field in a request', { body: '{"accountId":"x","account_id":"x"}' }, 'account_id'],
    ['a missing field', { body: '{}' }, "must have required property 'accountId'"],
    ['a value of another kind', { body: '{"accountId":7}' }, 'must be string'],
    ['another content type', { body: '{"accountId":"x"}', contentType: 'text/plain' }, 'content type is text/plain'],
    ['an unknown query', { body: '{"accountId":"x"}', query: new URLSearchParams('force=true') }, 'query force'],
    ['an unknown status', { body: '{"accountId":"x"}', answer: { status: 207, headers: {}, body: '' } }, 'status 207'],
    [
      'a body where none is described',
      { body: '{"accountId":"x"}', answer: { status: 204, headers: {}, body: 'x' } },
      'none is described',
    ],
  ])('is noticed when it is not: %s', (_what, change, violation) => {
    const exchange: Exchange = {
      method: 'POST',
      path: '/admin/v2/orgs/o/directories/d/groups/g/memberships',
      query: new URLSearchParams(),
      contentType: 'application/json',
      answer: { status: 204, headers: {}, body: '' },
      ...change,
    };
    expect(judge(exchange)?.mistakes.join('\n')).toContain(violation);
  });
});

it.runIf(!canCheck)('is not held against documents that are not there, and says where they should be', () => {
  expect(whyNot).toContain('OPENAPI_DIR');
});
