import { describe, expect, it } from 'vitest';

import { settle } from '../../../../simulation/scenarios.ts';
import { company } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

describe('an invitation', () => {
  it('is not sent where the identity provider makes the accounts', async () => {
    const acme = await company({ target: { provisionedBy: 'idp' } });
    await acme.deliver(joined);
    await settle(acme);
    expect(acme.atlan.accounts()).toEqual([]);
  });

  it('is sent where this system makes the accounts by SCIM', async () => {
    const acme = await company({ target: { provisionedBy: 'scim' } });
    await acme.deliver(joined);
    await settle(acme);
    expect(acme.atlan.accounts()).toMatchObject([{ email: 'ada@example.com' }]);
  });

  it('as an administrator is not sent before an operator has approved it, and then it is', async () => {
    const rule = {
      name: 'boss',
      target: 'atlan-prod',
      when: { attribute: 'department', equals: 'Data' },
      role: '$admin',
    };
    const acme = await company({ target: { maxRole: '$admin' }, rules: [rule] });
    await acme.deliver(joined);
    expect(acme.atlan.accounts()).toEqual([]);
    const [hold, ...others] = await acme.deps.ledger.holds.listOpen(10);
    expect([hold?.kind, others]).toEqual(['administrator', []]);
    const decision = { verdict: 'approved', actor: 'ops', reason: 'they run it', at: acme.clock.now() } as const;
    await acme.deps.ledger.holds.decide(hold!.id, decision);
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'invited', role: '$admin' }]);
  });
});

describe('a pilot', () => {
  const pilot = { attribute: 'department', equals: 'Data' };
  const attributesOf = (more: object) => lifecycleEvent(1, 'joined', { attributes: { ...ada, ...more } });

  it.each([
    ['whom its condition names', { department: 'Data' }, 1],
    ['no other worker', { department: 'Sales' }, 0],
    ['no worker of whom it cannot be said', { department: undefined }, 0],
    ['no worker of whom HR says that there is none', { department: null }, 0],
  ])('writes %s', async (_name, more, accounts) => {
    const acme = await company({ mode: 'pilot', target: { pilot } });
    await acme.deliver(attributesOf(more));
    await settle(acme);
    expect(acme.atlan.accounts()).toHaveLength(accounts);
  });

  it('writes no worker at all where the target names no condition', async () => {
    const acme = await company({ mode: 'pilot' });
    await acme.deliver(joined);
    await settle(acme);
    expect(acme.atlan.accounts()).toEqual([]);
  });
});
