import { describe, expect, it } from 'vitest';

import { type UnleashUnderTest, unleashOnSimulator } from '../../../support/unleash.ts';
import { expectExchange } from './expect-exchange.ts';
import { RECORDED_GROUPS } from './recorded-groups.ts';
import { RECORDED_USERS } from './recorded-users.ts';

/** The people whom the recordings are about, never signed in. */
async function withPeople({ control, secret }: UnleashUnderTest) {
  const people = [
    { key: 'ada', email: 'ada.lovelace@example.com', name: 'Ada Lovelace', role: 'viewer' },
    { key: 'bob', email: 'bob@example.com', role: 'editor' },
    { key: 'eve', email: 'eve@example.com', role: 'admin' },
  ];
  const ids: Record<string, string> = {};
  for (const { key, ...person } of people) {
    const { id } = await control<{ id: string }>('POST', 'users', { ...person, state: 'new' });
    ids[key] = id;
  }
  return { ...secret.value, ids };
}

describe('the simulator answers as the open source edition did', () => {
  it.each(RECORDED_USERS)('$method of $name', async (exchange) => {
    await using unleash = await unleashOnSimulator(
      { options: { edition: 'oss', createsPerMinute: 20 } },
      {},
      'answers',
    );
    await expectExchange(await withPeople(unleash), exchange);
  });
});

describe('the simulator answers as the code for groups does', () => {
  it.each(RECORDED_GROUPS)('$method of $name', async (exchange) => {
    await using unleash = await unleashOnSimulator({}, {}, 'answers');
    const instance = await withPeople(unleash);
    const { ada = '', bob = '' } = instance.ids;
    const group = (body: object) => unleash.control<{ id: string }>('POST', 'groups', body).then(({ id }) => id);
    const team = await group({
      name: 'DX team',
      description: 'Squad',
      mappingsSSO: ['sso-dx'],
      rootRole: 'viewer',
      members: [ada, bob],
    });
    await group({ name: 'Payments' });
    const synced = await group({ name: 'Synced', scim: true, members: [ada] });
    await expectExchange({ ...instance, ids: { ...instance.ids, team, synced } }, exchange);
  });

  it('with the day on which they joined kept for those who stay', async () => {
    await using unleash = await unleashOnSimulator();
    const instance = await withPeople(unleash);
    const { id: team } = await unleash.control<{ id: string }>('POST', 'groups', {
      name: 'DX team',
      members: [instance.ids['ada']],
    });
    const joined = async () => {
      const answer = await fetch(`${instance.baseUrl}/api/admin/groups/${team}`, {
        headers: { authorization: instance.token },
      });
      return ((await answer.json()) as { users: { joinedAt: string }[] }).users.map(({ joinedAt }) => joinedAt);
    };
    const before = await joined();
    unleash.clock.advance(86_400_000);
    const bob = instance.ids['bob']!;
    await unleash.target.addToGroups(bob, [team], { deadline: Number.MAX_SAFE_INTEGER });
    const after = await joined();
    expect(after).toHaveLength(2);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[0]);
  });
});
