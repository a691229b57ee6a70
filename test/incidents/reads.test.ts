import { describe, expect, it } from 'vitest';

import { polling, withTarget } from '../shared/app/poll/polling.ts';
import { recordWrites } from '../simulation/what-happened.ts';
import { atlanOnSimulator } from '../support/atlan.ts';
import { companyOn, DAY_MS, days, employ, hr, peopleOf, range, requestsOf, statesOf, WIDE } from './staff.ts';

const CREATE = 'POST /api/service/users';

describe('a read that fails or is cut short', () => {
  // exercises: absence is not a termination, neither in a target's listing nor in HR's records
  it('ends no access when a listing is incomplete or HR’s records disappear', async () => {
    const acme = await employ(await polling({ target: WIDE }), 7);
    await acme.minute();
    const before = statesOf(acme);
    const writes = recordWrites(acme);
    acme.clock.advance(5 * 60_000);
    let listed = 0;
    await acme.minute(
      withTarget((target) => ({
        listAccounts: async (_cursor, call) => {
          listed++;
          const page = await target.listAccounts(undefined, call);
          return page.kind === 'done' ? { kind: 'done', value: { accounts: page.value.accounts.slice(0, 1) } } : page;
        },
      })),
    );
    await acme.follow();
    await acme.deliver(...range(7).map((n) => hr(n, 'record_deleted')));
    await days(acme, 2);
    expect(listed).toBeGreaterThan(0);
    expect([statesOf(acme), writes]).toEqual([before, []]);
  });

  // exercises: a read without an answer is a wait, never an empty answer
  it('does not read a 503 as “there are no users”', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan);
    await acme.deliver(hr(1, 'joined'));
    await atlan.control('POST', 'accept', { email: 'p1@example.com' });
    await acme.tick();
    await atlan.control('PUT', 'faults', [{ kind: 'unavailable-503' }]);
    await acme.deliver(hr(2, 'joined'));
    acme.clock.advance(DAY_MS);
    await acme.tick();
    await atlan.control('DELETE', 'faults');
    expect(await peopleOf(atlan)).toMatchObject([{ state: 'active', groups: ['all_staff', 'data_eng'] }]);
    acme.clock.advance(DAY_MS);
    await acme.tick();
    expect((await peopleOf(atlan)).map(({ state }) => state)).toEqual(['active', 'invited']);
    expect(acme.deadLetters).toEqual([]);
  });

  // exercises: memberships are changed one person at a time, so that no list of members is ever written back
  it('takes no member out of a group that has more members than a page', { timeout: 600_000 }, async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan, { target: WIDE });
    const members = async () => (await peopleOf(atlan)).filter(({ groups }) => groups.includes('all_staff')).length;
    for (let from = 0; from < 110; from += 10)
      await acme.deliver(...range(10).map((n) => hr(from + n, 'joined', { date: '2026-02-01' })));
    for (let minute = 0; minute < 30 && (await members()) < 110; minute++) {
      acme.clock.advance(60_000);
      await acme.tick();
    }
    expect(await members()).toBe(110);
    await acme.deliver(hr(111, 'joined'));
    acme.clock.advance(60_000);
    await acme.tick();
    expect(await members()).toBe(111);
    await acme.deliver(hr(111, 'left'));
    expect(await members()).toBe(110);
    expect(await requestsOf(atlan, CREATE)).toBeGreaterThan(0);
  });
});
