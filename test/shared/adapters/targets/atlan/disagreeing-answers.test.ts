import { describe, expect, it } from 'vitest';

import type { Account, Sighting } from '../../../../../shared/domain/account/account.ts';
import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../../../../support/atlan.ts';

const USERS = 'GET /api/service/users';
const ADA = 'ada@example.com';
const BOB = 'bob@example.com';

type Settings = NonNullable<Parameters<typeof atlanOnSimulator>[0]>;

/** A tenant where Ada is, under faults that begin once she is there. */
async function withAda(...faults: NonNullable<Settings['faults']>) {
  const atlan = await atlanOnSimulator();
  const { id } = await atlan.control<{ id: string }>('POST', 'users', { email: ADA, state: 'active' });
  await atlan.control('POST', 'users', { email: 'cyd@example.com', state: 'active' });
  await atlan.control('PUT', 'faults', faults);
  return Object.assign(atlan, { id });
}

const kindOf = (seen: Outcome<ReadonlyMap<string, Sighting>>, key: string) =>
  seen.kind === 'done' ? seen.value.get(key)?.kind : seen.kind;

const requests = async (atlan: AtlanUnderTest, endpoint: string) =>
  (await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters')).byEndpoint[endpoint] ?? 0;

describe('a look whose counts and rows disagree', () => {
  it.each([
    ['counts one match and shows no row', { kind: 'short-pages', rows: 0 }, 'unknown'],
    ['counts one more than it shows', { kind: 'miscount', by: 1 }, 'present'],
    ['counts fewer than it shows', { kind: 'miscount', by: -1 }, 'present'],
  ] as const)('is no proof that somebody is absent (it %s)', async (_name, fault, ofAda) => {
    await using atlan = await withAda({ ...fault, endpoint: USERS });
    const byEmail = await atlan.target.findByEmails([ADA, BOB], atlan.call);
    expect([kindOf(byEmail, ADA), kindOf(byEmail, BOB)]).toEqual([ofAda, 'unknown']);
    const nobody = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11';
    const byId = await atlan.target.findByIds([atlan.id, nobody], atlan.call);
    expect([kindOf(byId, atlan.id), kindOf(byId, nobody)]).toEqual([ofAda, 'unknown']);
  });

  it('of an unknown user is unknown as well, when the answer counts one match and has no row', async () => {
    await using atlan = await withAda({ kind: 'miscount', by: 1, endpoint: USERS });
    expect(kindOf(await atlan.target.findByEmails([BOB], atlan.call), BOB)).toBe('unknown');
  });

  it('is believed where both agree', async () => {
    await using atlan = await withAda();
    const seen = await atlan.target.findByEmails([ADA, BOB], atlan.call);
    expect([kindOf(seen, ADA), kindOf(seen, BOB)]).toEqual(['present', 'absent']);
  });
});

describe('a list of which rows are held back', () => {
  const operations: readonly (readonly [
    name: string,
    endpoint: string,
    run: (atlan: AtlanUnderTest & { readonly id: string }) => Promise<Outcome<unknown>>,
  ])[] = [
    [
      'the groups of an account',
      'GET /api/service/users/{id}/groups',
      (atlan) => atlan.target.groupsOf(atlan.id, atlan.call),
    ],
    ['the groups of a tenant', 'GET /api/service/v2/groups', (atlan) => atlan.target.listGroups(atlan.call)],
    [
      'the API tokens of a leaver',
      'GET /api/service/apikeys',
      (atlan) => atlan.target.tokensOf({ id: atlan.id, username: 'ada' }, atlan.call),
    ],
    ['the roles', 'GET /api/service/roles', (atlan) => atlan.target.setRole(atlan.id, '$guest', atlan.call)],
  ];

  it.each(operations)('is asked for again, never taken for all there is: %s', async (_name, endpoint, run) => {
    for (const fault of [
      { kind: 'miscount', by: 1 },
      { kind: 'miscount', by: -1 },
      { kind: 'short-pages', rows: 0 },
    ] as const) {
      await using atlan = await withAda({ ...fault, endpoint });
      await atlan.control('POST', 'groups', { alias: 'Data Eng' });
      await atlan.control('POST', `users/${atlan.id}`, { groups: ['data_eng'] });
      const outcome = await run(atlan);
      expect(outcome, fault.kind).toMatchObject({ kind: 'retryable', because: expect.stringContaining('as many') });
      await atlan.control('DELETE', 'faults');
      expect(await run(atlan)).toMatchObject({ kind: 'done' });
    }
  });

  it('is read whole in as many requests as it takes', async () => {
    await using atlan = await withAda({ kind: 'short-pages', rows: 1 });
    for (const alias of ['Data Eng', 'Analysts', 'Stewards']) await atlan.control('POST', 'groups', { alias });
    const groups = await atlan.target.listGroups(atlan.call);
    expect(groups.kind === 'done' && groups.value).toHaveLength(3);
  });
});

describe('rows that were not requested', () => {
  it('are ignored: the requested user is found, or is absent', async () => {
    await using atlan = await withAda({ kind: 'unasked-hits', rows: 1, endpoint: USERS });
    const seen = await atlan.target.findByEmails([ADA, BOB], atlan.call);
    expect(seen.kind === 'done' && [...seen.value.keys()]).toEqual([ADA, BOB]);
    expect([kindOf(seen, ADA), kindOf(seen, BOB)]).toEqual(['present', 'absent']);
    const account = (one: Sighting | undefined): Account | undefined =>
      one?.kind === 'present' ? one.account : undefined;
    expect(seen.kind === 'done' && account(seen.value.get(ADA))?.email).toBe(ADA);
  });

  it('are no invitation that was accepted, and get no role', async () => {
    await using atlan = await withAda({ kind: 'unasked-hits', rows: 1 });
    const results = await atlan.target.invite([{ email: BOB, role: '$member' }], atlan.call);
    expect(results.get(BOB)).toMatchObject({ kind: 'done', value: { how: 'invited', account: { email: BOB } } });
    const { users } = await atlan.control<{ users: { email: string; workspaceRole: string }[] }>('GET', 'state');
    expect(users.find(({ email }) => email === BOB)?.workspaceRole).toBe('$member');
  });
});

describe('a listing', () => {
  async function listed(atlan: AtlanUnderTest): Promise<readonly string[] | string> {
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await atlan.target.listAccounts(cursor, atlan.call);
      if (page.kind !== 'done') return page.kind;
      ids.push(...page.value.accounts.map(({ id }) => id));
      cursor = page.value.next;
      if (cursor === undefined) return ids;
    }
  }

  it.each([
    ['the first page is short', { kind: 'short-pages', rows: 40, times: 1 }],
    ['one page in the middle is short', { kind: 'short-pages', rows: 40, skip: 2, times: 1 }],
    ['several pages in a row are short', { kind: 'short-pages', rows: 40, skip: 1, times: 3 }],
    ['every other page is short', { kind: 'short-pages', rows: 7, skip: 1 }],
    ['the tenant counts one more than there are', { kind: 'miscount', by: 1 }],
    ['the tenant counts many more than there are', { kind: 'miscount', by: 150 }],
    ['one page counts more than there are', { kind: 'miscount', by: 30, skip: 2, times: 1 }],
  ] as const)('loses and doubles nobody when %s', async (_name, fault) => {
    await using atlan = await atlanOnSimulator({ seedUsers: 450, faults: [{ ...fault, endpoint: USERS }] });
    const ids = await listed(atlan);
    expect(new Set(ids).size).toBe(450);
    expect(ids).toHaveLength(450);
    expect(atlan.sent.length).toBeLessThan(80);
  });

  it('of fewer people than it counts, and of more, is all of them when they are on one page', async () => {
    for (const by of [-2, 2]) {
      await using atlan = await atlanOnSimulator({ seedUsers: 30, faults: [{ kind: 'miscount', by }] });
      expect(await listed(atlan)).toHaveLength(30);
    }
  });

  it('goes no further on a page that is empty in the middle: it is asked for again', async () => {
    await using atlan = await atlanOnSimulator({
      seedUsers: 450,
      faults: [{ kind: 'short-pages', rows: 0, endpoint: USERS, skip: 2, times: 1 }],
    });
    expect(await listed(atlan)).toBe('retryable');
  });
});

describe('several answers that are lost in a row', () => {
  const lost = (times: number) => ({ kind: 'lost-response', times }) as const;
  const POST_USERS = 'POST /api/service/users';
  const POST_USER = 'POST /api/service/users/{id}';

  it('are an invitation that was made, where a look comes through in the end', async () => {
    await using atlan = await atlanOnSimulator();
    await atlan.target.setRole('nobody', '$member', atlan.call);
    await atlan.control('PUT', 'faults', [lost(4)]);
    const results = await atlan.target.invite([{ email: BOB, role: '$member' }], atlan.call);
    expect(results.get(BOB)).toMatchObject({ kind: 'done', value: { how: 'invited' } });
    expect(await requests(atlan, POST_USERS)).toBe(1);
  });

  it('are a wait for all addresses, where no read succeeds, and nothing is sent twice on a guess', async () => {
    await using atlan = await atlanOnSimulator();
    await atlan.target.setRole('nobody', '$member', atlan.call);
    await atlan.control('PUT', 'faults', [{ kind: 'lost-response' }]);
    const invitations = ['bob', 'dan'].map((name) => ({ email: `${name}@example.com`, role: '$member' }));
    const results = await atlan.target.invite(invitations, atlan.call);
    expect([...results.values()].map((one) => one.kind === 'wait' && one.cause)).toEqual(['down', 'down']);
    expect(await requests(atlan, POST_USERS)).toBe(1);
    await atlan.control('DELETE', 'faults');
    const again = await atlan.target.findByEmails([BOB], atlan.call);
    expect(kindOf(again, BOB)).toBe('present');
  });

  it('are a disable that waits, was sent once, and shows at the next successful read', async () => {
    await using atlan = await withAda({ kind: 'lost-response' });
    expect(await atlan.target.setEnabled(atlan.id, false, atlan.call)).toMatchObject({ kind: 'wait', cause: 'down' });
    expect(await requests(atlan, POST_USER)).toBe(1);
    await atlan.control('DELETE', 'faults');
    const seen = await atlan.target.findByIds([atlan.id], atlan.call);
    expect(seen.kind === 'done' && seen.value.get(atlan.id)).toMatchObject({ account: { state: 'disabled' } });
  });
});
