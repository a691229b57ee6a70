import { describe, expect, it } from 'vitest';

import type { Wait } from '../../../../shared/domain/outcome.ts';
import { type Company, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department: 'Sales' },
  });

const close = async ({ deps, clock }: Company, forMs: number) =>
  deps.ledger.gates.close({
    target: 'atlan-prod',
    cause: 'down',
    because: 'the target is away',
    closedAt: clock.now() - 90_000,
    closedUntil: clock.now() + forMs,
  });

describe('a target whose gate was closed', () => {
  it('is open again once its time is over and the request that was let through was answered', async () => {
    const acme = await company();
    await close(acme, -1);
    await acme.deliver(joins(1));
    expect(acme.atlan.accounts()).toHaveLength(1);
    expect(await acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('is asked nothing before its time is over', async () => {
    let asked = 0;
    const acme = await company({
      between: withTargets((target) => ({
        identity: (call) => {
          asked++;
          return target.identity(call);
        },
        findByEmails: (emails, call) => {
          asked++;
          return target.findByEmails(emails, call);
        },
      })),
    });
    await close(acme, 60_000);
    await acme.deliver(joins(1));
    expect([asked, acme.atlan.accounts().length]).toEqual([0, 0]);
  });

  it('stays closed when the request that was let through finds it still away, and is told of again', async () => {
    const away: Wait = { kind: 'wait', cause: 'down', because: 'the target is away' };
    const acme = await company({ between: withTargets(() => ({ findByEmails: async () => away })) });
    await close(acme, -1);
    await acme.deliver(joins(1));
    const gate = await acme.deps.ledger.gates.read('atlan-prod');
    expect(gate?.closedUntil).toBeGreaterThan(acme.clock.now());
    expect(acme.notices.map(({ name }) => name)).toContain('gate-closed');
  });
});
