import { describe, expect, it } from 'vitest';

import { type Company, type CompanySettings, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { joined, settle } from './scenarios.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Ada joined and was invited; where `accepts`, she signed in. Then a person deleted her account in the target. */
async function deletedByHand(accepts: boolean, settings: CompanySettings = {}) {
  const invited: string[] = [];
  const acme = await company(settings);
  const original = { ...acme.atlan };
  Object.assign(acme.atlan, {
    invite: async (invitations, call) => {
      invited.push(...invitations.map(({ email }) => email));
      return original.invite(invitations, call);
    },
  } satisfies Partial<Company['atlan']>);
  await acme.deliver(joined);
  if (accepts) acme.atlan.accept('ada@example.com');
  await settle(acme);
  acme.atlan.remove(acme.atlan.accounts()[0]?.id ?? '');
  await nextDay(acme);
  return { acme, invited };
}

async function nextDay(acme: Company) {
  acme.clock.advance(DAY_MS);
  await acme.tick();
}

const open = async ({ deps }: Company) =>
  (await deps.ledger.holds.listOpen(10)).filter(({ decision, closed }) => !decision && !closed);

async function decide(acme: Company, verdict: 'approved' | 'rejected') {
  const [hold] = await open(acme);
  await acme.deps.ledger.holds.decide(hold!.id, { verdict, actor: 'Olga', reason: 'r', at: acme.clock.now() });
  await nextDay(acme);
}

describe('an account that a person deleted in the target, of a worker who goes on working', () => {
  it.each([
    ['was in use', true],
    ['was an open invitation', false],
  ])('is not invited again, but is a hold, when it %s', async (_, accepts) => {
    const { acme, invited } = await deletedByHand(accepts);
    await nextDay(acme);
    expect(invited).toEqual(['ada@example.com']);
    expect(await open(acme)).toMatchObject([{ kind: 'vanished', target: 'atlan-prod', ending: false }]);
  });

  it('is invited once more when an operator approves it, and held again when that account is deleted too', async () => {
    const { acme, invited } = await deletedByHand(true);
    await decide(acme, 'approved');
    expect(invited).toEqual(['ada@example.com', 'ada@example.com']);
    acme.atlan.accept('ada@example.com');
    await settle(acme);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    expect(await open(acme)).toEqual([]);

    acme.atlan.remove(acme.atlan.accounts()[0]?.id ?? '');
    await nextDay(acme);
    expect(invited).toHaveLength(2);
    expect(await open(acme)).toMatchObject([{ kind: 'vanished' }]);
  });

  it('stays away when an operator rejects it, and no operator is asked again the week after', async () => {
    const { acme, invited } = await deletedByHand(true);
    await decide(acme, 'rejected');
    for (let day = 0; day < 9; day++) await nextDay(acme);
    expect(invited).toHaveLength(1);
    expect(await open(acme)).toEqual([]);
  });

  it('closes the hold when a person restores the account', async () => {
    const { acme, invited } = await deletedByHand(true);
    acme.atlan.put({ id: 'restored', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
    await nextDay(acme);
    expect(await open(acme)).toEqual([]);
    expect(invited).toHaveLength(1);
    expect(await acme.groupsOf('restored')).toEqual(['all_staff', 'data_eng']);
  });

  it('closes the hold when the worker leaves', async () => {
    const { acme } = await deletedByHand(true);
    await acme.deliver(lifecycleEvent(9, 'left', { date: '2026-03-03' }));
    await settle(acme);
    expect(await open(acme)).toEqual([]);
  });

  it('is no question where the worker had left: a rehire is invited', async () => {
    const { acme, invited } = await deletedByHand(true);
    await acme.deliver(lifecycleEvent(9, 'left', { date: '2026-03-03' }));
    await settle(acme);
    await acme.deliver(lifecycleEvent(10, 'rehired', { date: '2026-03-04' }));
    await settle(acme);
    expect(invited).toHaveLength(2);
  });
});
