import { describe, expect, it } from 'vitest';

import { SCIM } from '../../shared/contracts/config/providers/scim.ts';
import { controlPlane } from '../shared/app/operate/control-plane.ts';
import { lifecycleEvent } from '../support/events.ts';

/** A provider with one role, without administrators, and whose accounts are there at once. */
const DIRECTORY = { ...SCIM, name: 'directory' };

const plane = () => controlPlane({ provider: DIRECTORY, probe: { roles: SCIM.traits.roles } });
type Plane = Awaited<ReturnType<typeof plane>>;

const joins = (n: number, department = 'Sales') =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department },
  });
const leaves = (n: number) => lifecycleEvent(n + 100, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });
const accountOf = ({ acme }: Plane, n: number) =>
  acme.atlan.accounts().find(({ email }) => email === `p${n}@example.com`);
const later = async ({ acme }: Plane) => {
  for (let hour = 0; hour < 3; hour++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
};

describe('a provider with one role and no administrators', () => {
  it('gives a joiner an account with groups, and a mover another group', async () => {
    const directory = await plane();
    await directory.acme.deliver(joins(1));
    expect(accountOf(directory, 1)).toMatchObject({ role: 'user', state: 'active' });
    const id = accountOf(directory, 1)?.id ?? '';
    expect(await directory.acme.groupsOf(id)).toEqual(['all_staff']);
    const move = { sourceKey: 'hr:1', date: '2026-03-02', attributes: { department: 'Data' } };
    await directory.acme.deliver(lifecycleEvent(2, 'moved', move));
    expect(await directory.acme.groupsOf(id)).toEqual(['all_staff', 'data_eng']);
  });

  it('disables a leaver, takes the groups, and keeps the account for one who returns', async () => {
    const directory = await plane();
    await directory.acme.deliver(joins(1));
    const id = accountOf(directory, 1)?.id ?? '';
    await directory.acme.deliver(leaves(1));
    await later(directory);
    expect(accountOf(directory, 1)).toMatchObject({ id, state: 'disabled' });
    expect(await directory.acme.groupsOf(id)).toEqual([]);
    await directory.acme.deliver(lifecycleEvent(300, 'rehired', { sourceKey: 'hr:1', date: '2026-03-02' }));
    await later(directory);
    expect(accountOf(directory, 1)).toMatchObject({ id, state: 'active' });
    expect(await directory.acme.groupsOf(id)).toEqual(['all_staff']);
  });

  it('never asks about the last administrator, also when everybody leaves', async () => {
    const directory = await plane();
    await directory.acme.deliver(joins(1), joins(2));
    await directory.acme.deliver(leaves(1), leaves(2));
    await later(directory);
    expect(await directory.acme.deps.ledger.holds.listOpen(10)).toEqual([]);
    expect(directory.acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled', 'disabled']);
  });

  it('is one that operators can disable a worker on, and that the doctor finds sound', async () => {
    const directory = await plane();
    await directory.acme.deliver(joins(1));
    const { targets } = await directory.tell('disable', { source: 'hr:1', reason: 'left at once' });
    expect(targets).toMatchObject([{ result: 'ended' }]);
    const examined = await directory.tell('doctor', { target: 'atlan-prod' });
    expect(JSON.stringify(examined)).toContain('The roles up to user are there');
  });
});
