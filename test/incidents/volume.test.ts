import { describe, expect, it } from 'vitest';
import { recordWrites } from '../simulation/what-happened.ts';
import { atlanOnSimulator } from '../support/atlan.ts';
import { company, withTargets } from '../support/company.ts';
import { companyOn, DAY_MS, days, emailOf, employ, holdsOf, hr, peopleOf, range, requestsOf, WIDE } from './staff.ts';

/** Enough to tell a request a person from one a membership. */
const PEOPLE = 40;
const CREATE = 'POST /api/service/users';

describe('requests to a target', () => {
  // exercises: the plan of its own result is empty
  it('write nothing at a second look', async () => {
    let looks = 0;
    const between = withTargets((target) => ({
      findByIds: (ids, call) => {
        looks += ids.length;
        return target.findByIds(ids, call);
      },
    }));
    const acme = await employ(await company({ between, target: WIDE }), 30);
    const writes = recordWrites(acme);
    looks = 0;
    await days(acme, 7);
    expect(looks).toBeGreaterThanOrEqual(30 * 6);
    expect(writes).toEqual([]);
  });

  // exercises: reads together, and all groups of a person in one request
  it('are a few a person for 40 people in 200 groups, and not one a membership', { timeout: 900_000 }, async () => {
    await using atlan = await atlanOnSimulator();
    const names = range(200).map((n) => `Team ${n}`);
    const groups = Object.fromEntries(names.map((name) => [name, { create: true }]));
    const acme = await companyOn(atlan, {
      target: { ...WIDE, groups: { 'All Staff': { create: true }, 'Data Eng': { create: true }, ...groups } },
      rules: [{ name: 'teams', target: 'atlan-prod', when: { always: true }, groups: names }],
    });
    for (let from = 0; from < PEOPLE; from += 10) {
      await acme.deliver(...range(10).map((n) => hr(from + n, 'joined')));
      acme.clock.advance(60_000);
    }
    for (let minute = 0; minute < 60; minute++) {
      acme.clock.advance(60_000);
      await acme.tick();
    }
    const people = await peopleOf(atlan);
    expect([people.length, new Set(people.map((person) => person.groups.length))]).toEqual([PEOPLE, new Set([202])]);
    const requests = await requestsOf(atlan);
    process.stdout.write(
      `${PEOPLE} people in 200 groups: ${requests} requests, and ${PEOPLE * 200} with one for each membership\n`,
    );
    // one for each group, and twenty a person
    expect(requests).toBeLessThan(202 + PEOPLE * 20);
  });

  // exercises: a 429 closes the gate and is a wait; it is no refusal, and no receive is lost
  it('that are throttled wait, and are shown as no conflict', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'rate-limited', retryAfterSeconds: 60, endpoint: CREATE, times: 2 }],
    });
    const acme = await companyOn(atlan);
    await acme.deliver(...range(3).map((n) => hr(n, 'joined')));
    expect([await peopleOf(atlan), await holdsOf(acme)]).toEqual([[], []]);
    expect(acme.notices.map(({ name }) => name)).toContain('gate-closed');
    await days(acme, 1);
    expect((await peopleOf(atlan)).map(({ state }) => state)).toEqual(['invited', 'invited', 'invited']);
    expect([acme.deadLetters, await holdsOf(acme)]).toEqual([[], []]);
  });

  // exercises: refused credentials close the gate for everyone, and messages are acknowledged
  it('with an expired token burn no message of the queue', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan, { target: WIDE });
    const { value } = atlan.secret;
    atlan.secret.value = { ...value, token: 'expired' };
    for (const n of range(20)) await acme.deliver(hr(n, 'joined'));
    expect(await requestsOf(atlan)).toBeLessThan(10);
    expect(acme.deadLetters).toEqual([]);
    atlan.secret.value = value;
    acme.clock.advance(DAY_MS);
    await days(acme, 4);
    expect((await peopleOf(atlan)).map(({ email }) => email)).toEqual(range(20).map(emailOf));
  });
});
