import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const MINUTE_MS = 60_000;
const administrators = {
  name: 'administrators',
  target: 'atlan-prod',
  when: { attribute: 'department', equals: 'IT' },
  role: '$admin',
};
const joins = (n: number, name: string, department: string) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `${name}@example.com`, workerType: 'employee', department },
  });

/** Ada is the only administrator; the others are members who came in, and one who only has an invitation. */
async function staffed(members: number) {
  const acme = await company({
    target: { maxRole: '$admin', limits: { grants: { min: 1000 } } },
    rules: [administrators],
  });
  const ada: Account = {
    id: 'ada',
    email: 'ada@example.com',
    state: 'active',
    enabled: true,
    role: '$admin',
    lastLoginAt: 1,
  };
  acme.atlan.put(ada);
  const numbers = Array.from({ length: members }, (_, index) => index + 2);
  await acme.deliver(joins(1, 'ada', 'IT'), ...numbers.map((n) => joins(n, `p${n}`, 'Sales')));
  for (const n of numbers) acme.atlan.accept(`p${n}@example.com`);
  await acme.deliver(joins(90, 'invited', 'Sales'));
  await acme.tick();
  await sweep(acme);
  return acme;
}

/** What a sweep would store. */
async function sweep({ deps: { ledger, clock }, atlan }: Company) {
  for (const account of atlan.accounts()) {
    const known = (await ledger.inventory.get('atlan-prod', [account.id])).get(account.id);
    const version = (known?.version ?? 0) + 1;
    await ledger.inventory.put({ target: 'atlan-prod', account, version, sweepId: 's', seenAt: clock.now() });
  }
}

const adaLeaves = lifecycleEvent(200, 'left', { sourceKey: 'hr:1', date: '2026-03-01' });
const openHolds = async ({ deps }: Company) => deps.ledger.holds.listOpen(10);
const accountOf = ({ atlan }: Company, email: string) => atlan.accounts().find((account) => account.email === email)!;
const keyOf = async ({ deps }: Company, n: number) => (await deps.ledger.links.workerOf(`hr:${n}`)) ?? '';

describe('the last administrator who leaves', () => {
  it('is held with the names of at most five workers who could be promoted', async () => {
    const acme = await staffed(7);
    await acme.deliver(lifecycleEvent(100, 'left', { sourceKey: 'hr:2', date: '2026-03-01' }), adaLeaves);
    const [hold, ...others] = await openHolds(acme);
    expect(others).toEqual([]);
    expect(hold).toMatchObject({ kind: 'last-administrator', ending: true, workerKey: await keyOf(acme, 1) });
    const members = await Promise.all([3, 4, 5, 6, 7, 8].map((n) => keyOf(acme, n)));
    expect(hold?.candidates).toHaveLength(5);
    for (const candidate of hold?.candidates ?? []) expect(members).toContain(candidate);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-held');
  });

  it('is ended without another word once one is promoted, who keeps the role', async () => {
    const acme = await staffed(1);
    await acme.deliver(adaLeaves);
    expect(accountOf(acme, 'ada@example.com')).toMatchObject({ state: 'active', role: '$admin' });
    expect((await openHolds(acme))[0]?.candidates).toEqual([await keyOf(acme, 2)]);

    acme.atlan.put({ ...accountOf(acme, 'p2@example.com'), role: '$admin', lastLoginAt: 1 });
    await sweep(acme);
    acme.clock.advance(2 * MINUTE_MS);
    // HR says something of the one promoted before the leaver is looked at again
    await acme.deliver(lifecycleEvent(300, 'moved', { sourceKey: 'hr:2', attributes: { location: 'Paris' } }));
    expect(accountOf(acme, 'p2@example.com')).toMatchObject({ role: '$admin' });
    const held = (await openHolds(acme)).map(({ kind, ending }) => [kind, ending]);
    expect(held).toEqual([
      ['last-administrator', true],
      ['last-administrator', false],
    ]);
    acme.clock.advance(5 * MINUTE_MS);
    await acme.tick();
    expect(accountOf(acme, 'ada@example.com')).toMatchObject({ state: 'disabled' });
    expect(accountOf(acme, 'p2@example.com')).toMatchObject({ state: 'active', role: '$admin' });
    expect((await openHolds(acme)).map(({ kind, ending }) => [kind, ending])).toEqual([['last-administrator', false]]);
  });
});
