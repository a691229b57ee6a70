import { expect, it } from 'vitest';

import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const DAY_MS = 24 * 60 * 60_000;
/** It is announced on 2 March that Ada begins on 12 March. */
const joined = lifecycleEvent(1, 'joined', { date: '2026-03-12', phase: 'scheduled', attributes: ada });
const atOnce = { date: '2026-03-06', boundary: 'end_of_day', timeZone: 'UTC', immediate: true } as const;

/** Lets the workers who are due be checked at the beginning of every day until one of March. */
async function until(acme: Company, day: number): Promise<void> {
  const end = Date.parse(`2026-03-${String(day).padStart(2, '0')}T00:00:01Z`);
  while (acme.clock.now() < end) {
    acme.clock.advance(Math.min(DAY_MS, end - acme.clock.now()));
    await acme.tick();
  }
}
const states = ({ atlan }: Company) => atlan.accounts().map(({ state }) => state);

it('a worker is invited so many days before the first day as the company says, and not before', async () => {
  const acme = await company({ access: { startsBeforeDays: 7 } });
  await acme.deliver(joined);
  await until(acme, 4);
  expect(states(acme)).toEqual([]);
  await until(acme, 5);
  expect(states(acme)).toEqual(['invited']);
  expect(await acme.groupsOf(acme.atlan.accounts()[0]!.id)).toEqual(['all_staff', 'data_eng']);
});

it('a company that changes the number of days reaches workers who were announced before, within a day', async () => {
  const acme = await company();
  await acme.deliver(joined);
  await until(acme, 6);
  expect(states(acme)).toEqual([]);
  const { policy } = acme.deps;
  Object.assign(acme.deps, { policy: { ...policy, access: { ...policy.access, startsBeforeDays: 7 } } });
  await until(acme, 7);
  expect(states(acme)).toEqual(['invited']);
});

it('what HR takes back before the first day is taken back at once', async () => {
  const acme = await company({ access: { startsBeforeDays: 7 } });
  await acme.deliver(joined);
  await until(acme, 6);
  acme.atlan.accept('ada@example.com');
  await acme.deliver({ ...joined, id: 'evt_2', order: `${joined.order}2`, phase: 'cancelled', attributes: {} });
  expect(states(acme)).toEqual(['disabled']);
});

it('an end that is to act at once acts before the first day too, and a hold asks whether the contract begins', async () => {
  const acme = await company({ access: { startsBeforeDays: 7 } });
  await acme.deliver(joined);
  await until(acme, 6);
  acme.atlan.accept('ada@example.com');
  const occurredAt = acme.clock.now();
  const order = `${String(occurredAt).padStart(16, '0')} evt_2`;
  await acme.deliver(lifecycleEvent(2, 'left', { effective: atOnce, occurredAt, order }));
  expect(states(acme)).toEqual(['disabled']);
  expect((await acme.deps.ledger.holds.listOpen(9)).map(({ kind }) => kind)).toEqual(['no-show']);
  await until(acme, 13);
  expect(states(acme)).toEqual(['disabled']);
});
