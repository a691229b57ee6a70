import { describe, expect, it } from 'vitest';

import { type AtlanUnderTest, atlanOnSimulator } from '../../../../support/atlan.ts';

const people = (...names: readonly string[]) =>
  names.map((name) => ({ email: `${name}@example.com`, role: '$member' }));
const POST_USERS = 'POST /api/service/users';

async function requests(atlan: AtlanUnderTest, endpoint: string): Promise<number> {
  const { byEndpoint } = await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
  return byEndpoint[endpoint] ?? 0;
}

/** What came of everybody: `invited`, `existed`, `unseen`, or the kind of the outcome. */
const summary = (results: Awaited<ReturnType<AtlanUnderTest['target']['invite']>>) =>
  Object.fromEntries(
    [...results].map(([email, outcome]) => [
      email.split('@')[0],
      outcome.kind === 'done' ? outcome.value.how : outcome.kind,
    ]),
  );

describe('inviting many', () => {
  it('takes one invitation and one read for all, and a single look-up of the roles', async () => {
    await using atlan = await atlanOnSimulator();
    expect(summary(await atlan.target.invite(people('ada', 'bob', 'cyd'), atlan.call))).toEqual({
      ada: 'invited',
      bob: 'invited',
      cyd: 'invited',
    });
    await atlan.target.invite(people('dan'), atlan.call);
    expect(atlan.sent.map(({ operation }) => operation)).toEqual([
      'roles.list',
      'users.invite',
      'users.find-by-email',
      'users.invite',
      'users.find-by-email',
    ]);
  });

  it.each([
    ['continue', 1],
    ['all-or-nothing', 3],
    ['stop-at-first', 3],
  ] as const)(
    'has everybody invited once when one is there already and the tenant does "%s"',
    async (invitePartial, posts) => {
      await using atlan = await atlanOnSimulator({ options: { invitePartial } });
      await atlan.control('POST', 'users', { email: 'ada@example.com', state: 'active' });
      const results = await atlan.target.invite(people('ada', 'bob', 'cyd'), atlan.call);
      expect(summary(results)).toEqual({ ada: 'existed', bob: 'invited', cyd: 'invited' });
      expect(await requests(atlan, POST_USERS)).toBe(posts);
      expect((await atlan.control<{ users: unknown[] }>('GET', 'state')).users).toHaveLength(3);
    },
  );

  it('goes on one by one when Atlan answers 500 without saying why, and no person is invited twice', async () => {
    for (const kind of ['error-500', 'error-500-after-commit']) {
      await using atlan = await atlanOnSimulator({ faults: [{ kind, endpoint: POST_USERS, times: 1 } as never] });
      expect(summary(await atlan.target.invite(people('ada', 'bob'), atlan.call))).toEqual({
        ada: 'invited',
        bob: 'invited',
      });
      expect(await requests(atlan, POST_USERS)).toBe(kind === 'error-500' ? 3 : 1);
    }
  });

  it('waits for all addresses when the connection is cut, and sends nothing a second time on a guess', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'dropped', endpoint: POST_USERS, times: 1 }] });
    expect(summary(await atlan.target.invite(people('ada', 'bob'), atlan.call))).toEqual({ ada: 'wait', bob: 'wait' });
    expect(await requests(atlan, POST_USERS)).toBe(1);
  });

  it('stops for all addresses at a gate that closes in the middle', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [
        { kind: 'error-500', endpoint: POST_USERS, times: 1 },
        { kind: 'forbidden', endpoint: POST_USERS, skip: 0 },
      ],
    });
    expect(summary(await atlan.target.invite(people('ada', 'bob', 'cyd'), atlan.call))).toEqual({
      ada: 'wait',
      bob: 'wait',
      cyd: 'wait',
    });
    expect(await requests(atlan, POST_USERS)).toBe(2);
  });

  it('waits, and says why, where single sign-on is enforced', async () => {
    await using atlan = await atlanOnSimulator({ options: { ssoEnforced: true } });
    const [outcome] = (await atlan.target.invite(people('ada'), atlan.call)).values();
    expect(outcome).toMatchObject({
      kind: 'wait',
      cause: 'forbidden',
      because: expect.stringContaining('single sign-on'),
    });
  });

  it('refuses the one address Atlan does not accept, and invites the others', async () => {
    await using atlan = await atlanOnSimulator({ options: { refusePlusAddresses: true } });
    expect(summary(await atlan.target.invite(people('ada', 'bob+x'), atlan.call))).toEqual({
      ada: 'invited',
      'bob+x': 'refused',
    });
  });
});

describe('an invitation whose answer was lost', () => {
  it.each(['lost-response', 'html-after-commit', 'malformed-json', 'error-500-after-commit'])(
    'is found and not repeated (%s)',
    async (kind) => {
      await using atlan = await atlanOnSimulator({ faults: [{ kind, endpoint: POST_USERS } as never] });
      expect(summary(await atlan.target.invite(people('ada', 'bob'), atlan.call))).toEqual({
        ada: 'invited',
        bob: 'invited',
      });
      expect(await requests(atlan, POST_USERS)).toBe(1);
    },
  );

  it('is not repeated either while Atlan does not show it yet, and is found by the next run', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [
        { kind: 'delayed-visibility', ms: 60_000 },
        { kind: 'lost-response', endpoint: POST_USERS, times: 1 },
      ],
    });
    expect(summary(await atlan.target.invite(people('ada'), atlan.call))).toEqual({ ada: 'wait' });
    expect(await requests(atlan, POST_USERS)).toBe(1);
    await atlan.control('POST', 'clock', { advanceMs: 61_000 });
    expect(summary(await atlan.target.invite(people('ada'), atlan.call))).toEqual({ ada: 'existed' });
    expect((await atlan.control<{ users: unknown[] }>('GET', 'state')).users).toHaveLength(1);
  });

  it('is unseen, not verified, when Atlan said yes and does not show it yet', async () => {
    await using atlan = await atlanOnSimulator({ faults: [{ kind: 'delayed-visibility', ms: 60_000 }] });
    expect(summary(await atlan.target.invite(people('ada'), atlan.call))).toEqual({ ada: 'unseen' });
  });
});

describe('looking for people', () => {
  it('answers unknown, never absent, while hits lack the field they were asked by', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'missing-fields', fields: ['email', 'attributes'] }],
    });
    await atlan.control('POST', 'users', { email: 'ada@example.com', state: 'active' });
    const seen = await atlan.target.findByEmails(['ada@example.com', 'bob@example.com'], atlan.call);
    expect(seen).toMatchObject({
      value: new Map([
        ['ada@example.com', { kind: 'unknown' }],
        ['bob@example.com', { kind: 'unknown' }],
      ]),
    });
  });

  it('finds by the slow way a user whom Atlan stores in capitals and says exists', async () => {
    await using atlan = await atlanOnSimulator({ options: { lowerCaseEmails: false } });
    await atlan.control('POST', 'users', { email: 'Ada_Byron@Example.com', state: 'active' });
    expect(summary(await atlan.target.invite(people('ada_byron'), atlan.call))).toEqual({ ada_byron: 'existed' });
  });

  it('asks for 250 people in three requests, and for long addresses in more, each answered', async () => {
    await using atlan = await atlanOnSimulator();
    const ids = Array.from({ length: 250 }, (_, index) => `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`);
    const seen = await atlan.target.findByIds(ids, atlan.call);
    expect(atlan.sent).toHaveLength(3);
    expect(seen.kind === 'done' && seen.value.size).toBe(250);
    const long = Array.from({ length: 100 }, (_, index) => `${'x'.repeat(80)}${index}@example.com`);
    expect(await atlan.target.findByEmails(long, atlan.call)).toMatchObject({ kind: 'done' });
    expect(atlan.sent.length).toBeGreaterThan(4);
  });

  it('asks by id one by one in the dialect that needs it, and adds members from the side of the group', async () => {
    await using atlan = await atlanOnSimulator(
      { options: { dialect: 'seed002' } },
      { dialect: { readById: 'get', addMembers: 'group' } },
    );
    const { id } = await atlan.control<{ id: string }>('POST', 'users', { email: 'ada@example.com', state: 'active' });
    const group = await atlan.control<{ id: string }>('POST', 'groups', { alias: 'Data Eng' });
    const nobody = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11';
    expect(await atlan.target.findByIds([id, nobody], atlan.call)).toMatchObject({
      value: new Map([
        [id, { kind: 'present' }],
        [nobody, { kind: 'absent' }],
      ]),
    });
    expect(await atlan.target.addToGroups(id, [group.id], atlan.call)).toMatchObject({ kind: 'done' });
    expect(await requests(atlan, 'POST /api/service/groups/{id}/members')).toBe(1);
    expect(await atlan.target.groupsOf(id, atlan.call)).toMatchObject({
      value: [{ name: 'data_eng', memberCount: 1 }],
    });
  });
});
