import { expect, it } from 'vitest';

import { company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const DAY_MS = 24 * 60 * 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada });
const leave = lifecycleEvent(2, 'leave_started', { date: '2026-03-04' });
const back = lifecycleEvent(3, 'leave_ended', { date: '2026-03-08' });

type OnLeave = 'keep' | 'reduce' | 'disable';

/** A company in which Ada works, with an account that she uses. */
async function adaWorks(onLeave: OnLeave, isAccepted = true) {
  const acme = await company({ target: { onLeave } });
  await acme.deliver(joined);
  if (isAccepted) acme.atlan.accept('ada@example.com');
  await acme.tick();
  const access = async () => {
    const [account] = acme.atlan.accounts();
    if (!account) return 'none';
    const groups = await acme.groupsOf(account.id);
    return `${account.state} ${account.role} ${groups.toSorted().join(', ')}`.trim();
  };
  const untilDay = async (day: number) => {
    while (acme.clock.now() < Date.parse(`2026-03-${String(day).padStart(2, '0')}T12:00:00Z`)) {
      acme.clock.advance(DAY_MS / 4);
      await acme.tick();
    }
    return access();
  };
  return { acme, access, untilDay };
}

const WORKING = 'active $member all_staff, data_eng';

it.each([
  ['keep', WORKING],
  ['reduce', 'active $guest all_staff, data_eng'],
  ['disable', 'disabled $member all_staff, data_eng'],
] as const)('while a worker is on leave the target does what it is set to: %s', async (onLeave, meanwhile) => {
  const { acme, untilDay } = await adaWorks(onLeave);
  await acme.deliver(leave, back);
  expect(await untilDay(3)).toBe(WORKING);
  expect(await untilDay(5)).toBe(meanwhile);
  expect(await untilDay(9)).toBe(WORKING);
});

it('a leave that HR takes back in time changes nothing', async () => {
  const { acme, untilDay } = await adaWorks('disable');
  await acme.deliver(leave);
  await acme.deliver(lifecycleEvent(4, 'leave_started', { phase: 'cancelled', date: '2026-03-04' }));
  expect(await untilDay(6)).toBe(WORKING);
  expect(acme.atlan.accounts()).toHaveLength(1);
});

it('a worker who leaves while they are on leave is a leaver like any other', async () => {
  const { acme, untilDay } = await adaWorks('disable');
  await acme.deliver(leave);
  expect(await untilDay(5)).toBe('disabled $member all_staff, data_eng');
  await acme.deliver(lifecycleEvent(5, 'left', { date: '2026-03-06' }));
  expect(await untilDay(8)).toBe('disabled $member');
});

it('a worker who is hired again after a leave that never ended is not on leave', async () => {
  const { acme, untilDay } = await adaWorks('disable');
  await acme.deliver(leave, lifecycleEvent(5, 'left', { date: '2026-03-06' }));
  await untilDay(8);
  await acme.deliver(lifecycleEvent(6, 'rehired', { date: '2026-03-10', attributes: ada }));
  expect(await untilDay(11)).toBe(WORKING);
  await acme.deliver(lifecycleEvent(7, 'leave_started', { date: '2026-03-12' }));
  expect(await untilDay(13)).toBe('disabled $member all_staff, data_eng');
});

it('a worker who works under another contract goes on while the first one rests', async () => {
  const { acme, untilDay } = await adaWorks('disable');
  const second = { ...ada, department: 'Sales', displayName: 'Ada Example', employeeNumber: '7' };
  await acme.deliver(lifecycleEvent(8, 'moved', { date: '2026-02-02', attributes: second }));
  await acme.deliver(
    lifecycleEvent(9, 'joined', {
      date: '2026-02-03',
      attributes: second,
      sourceKey: 'hr:2',
      previousSourceKey: 'hr:1',
    }),
    leave,
  );
  expect(await untilDay(5)).toMatch(/^active/);
});

it('an invitation that was not accepted before the leave gives nothing meanwhile, and everything afterwards', async () => {
  const { acme, access, untilDay } = await adaWorks('disable', false);
  await acme.deliver(leave, back);
  await untilDay(5);
  expect(await access()).toBe('invited $guest');
  acme.atlan.accept('ada@example.com');
  expect(await untilDay(6)).toMatch(/^disabled/);
  expect(await untilDay(9)).toBe(WORKING);
});

it('an account of a worker on leave that an administrator enables is disabled again', async () => {
  const { acme, untilDay } = await adaWorks('disable');
  await acme.deliver(leave);
  await untilDay(5);
  const [account] = acme.atlan.accounts();
  if (account) acme.atlan.put({ ...account, enabled: true, state: 'active' });
  expect(await untilDay(7)).toMatch(/^disabled/);
});
