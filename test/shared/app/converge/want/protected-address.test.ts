import { describe, expect, it } from 'vitest';

import { company } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';

const joined = lifecycleEvent(1, 'joined', {
  attributes: { workEmail: 'Ada@Example.com', workerType: 'employee', department: 'Data' },
});

describe('a protected address', () => {
  it.each([
    ['by name', { emails: ['ada@example.com'] }],
    ['by a pattern', { globs: ['ada@*'] }],
  ])('is never invited (%s): a hold opens', async (_how, protectedAccounts) => {
    const acme = await company({ target: { protected: protectedAccounts } });
    await acme.deliver(joined);
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(acme.atlan.accounts()).toEqual([]);
    const holds = await acme.deps.ledger.holds.listOpen(10);
    expect(holds).toMatchObject([
      { kind: 'protected', because: expect.stringContaining('no account is created for it') },
    ]);
    const worker = await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf('hr:1')) ?? '');
    expect(worker?.targets['atlan-prod']).toMatchObject({ state: 'held', accounts: [] });
    expect(holds[0]?.because).not.toContain('ada');
  });

  it('is over when its worker leaves, for there is no account', async () => {
    const acme = await company({ target: { protected: { emails: ['ada@example.com'] } } });
    await acme.deliver(joined);
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    expect(acme.atlan.accounts()).toEqual([]);
    const worker = await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf('hr:1')) ?? '');
    expect(worker?.targets['atlan-prod']).toMatchObject({ state: 'converged', because: 'Access ended' });
  });

  it('keeps no other worker from being invited, nor ids that are protected', async () => {
    const acme = await company({
      target: { protected: { emails: ['root@example.com'], ids: ['u1'], globs: ['svc-*'] } },
    });
    await acme.deliver(joined);
    expect(acme.atlan.accounts()).toMatchObject([{ email: 'ada@example.com', state: 'invited' }]);
  });
});
