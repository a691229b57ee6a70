import { describe, expect, it } from 'vitest';

import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { settle } from './scenarios.ts';

const ada = {
  workEmail: 'ada@example.com',
  workerType: 'employee',
  department: 'Data',
  displayName: 'Ada Example',
  employeeNumber: '4711',
};
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
/** HR names a second record of Ada's, and never said when it began. */
const otherRecord = (occurredAt: number) =>
  lifecycleEvent(5, 'moved', { sourceKey: 'hr:2', attributes: ada, occurredAt });
const left = lifecycleEvent(6, 'left', { date: '2026-03-03' });

async function atWork(): Promise<Company> {
  const acme = await company();
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  return acme;
}

const open = async ({ deps }: Company) => {
  const holds = await deps.ledger.holds.listOpen(10);
  return holds.filter(({ closed }) => !closed).map(({ kind, ending }) => ({ kind, ending }));
};
const ASKED = [{ kind: 'undated-ending', ending: true }];

async function stillActive(): Promise<Company> {
  const acme = await atWork();
  await acme.deliver(otherRecord(acme.clock.now()));
  await acme.deliver(left);
  acme.clock.advance(3 * 24 * 60 * 60_000);
  await settle(acme);
  return acme;
}

describe('a leaver of whom HR names another record that it never started', () => {
  it('is not quietly at rest: access goes on, and an operator is asked', async () => {
    const acme = await stillActive();
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    expect(await open(acme)).toEqual(ASKED);
  });

  it('is no question any more when HR ends the other record: access ends', async () => {
    const acme = await stillActive();
    await acme.deliver(lifecycleEvent(7, 'left', { sourceKey: 'hr:2', date: '2026-03-03' }));
    await settle(acme);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect(await open(acme)).toEqual([]);
  });

  it('is no question any more when HR starts the other record: access goes on', async () => {
    const acme = await stillActive();
    await acme.deliver(lifecycleEvent(7, 'joined', { sourceKey: 'hr:2', date: '2026-03-01' }));
    await settle(acme);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    expect(await open(acme)).toEqual([]);
  });

  it('is asked about an hour later where the other record came after the end, for its start may be on the way', async () => {
    const acme = await atWork();
    await acme.deliver(left);
    acme.clock.advance(3 * 24 * 60 * 60_000);
    await settle(acme);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    await acme.deliver(otherRecord(acme.clock.now()));
    await acme.tick();
    expect(await open(acme)).toEqual([]);
    await settle(acme);
    expect(await open(acme)).toEqual(ASKED);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
  });
});
