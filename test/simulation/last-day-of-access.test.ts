import { expect, it } from 'vitest';

import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const DAY_MS = 24 * 60 * 60_000;
const effective = {
  date: '2026-03-08',
  boundary: 'end_of_day',
  timeZone: 'UTC',
  immediate: false,
  lastDayWorked: '2026-03-04',
  gardenLeaveFrom: '2026-03-07',
  terminationDate: '2026-03-12',
} as const;

/** The last day of March on which Ada, who works here and leaves, can sign in. */
async function lastDay(acme: Company): Promise<number> {
  for (let day = 3; day < 15; day++) {
    acme.clock.advance(Date.parse('2026-03-01T00:00:01Z') + day * DAY_MS - acme.clock.now());
    await acme.tick();
    if (acme.atlan.accounts()[0]?.state === 'disabled') return day;
  }
  throw new Error('Ada can still sign in');
}

async function adaLeaves(access: object, more: object = {}) {
  const acme = await company({ access: { ...access } });
  await acme.deliver(lifecycleEvent(1, 'joined', { date: '2025-01-01', attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.deliver(lifecycleEvent(2, 'left', { effective: { ...effective, ...more }, occurredAt: acme.clock.now() }));
  return acme;
}

it.each([
  ['date', 8],
  ['lastDayWorked', 4],
  ['gardenLeave', 6],
  ['terminationDate', 12],
])('access ends on the day that the company says: by %s on %i March', async (endsOn, day) => {
  expect(await lastDay(await adaLeaves({ endsOn }))).toBe(day);
});

it('an ending that is to act at once acts at once, whatever the company says', async () => {
  const acme = await adaLeaves({ endsOn: 'terminationDate' }, { immediate: true });
  expect(acme.atlan.accounts()[0]?.state).toBe('disabled');
});

it('a company that changes its mind reaches leavers who were announced before', async () => {
  const acme = await adaLeaves({});
  const { policy } = acme.deps;
  Object.assign(acme.deps, { policy: { ...policy, access: { ...policy.access, endsOn: 'lastDayWorked' } } });
  expect(await lastDay(acme)).toBe(4);
});
