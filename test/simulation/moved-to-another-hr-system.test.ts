import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { accessAt } from '../../shared/domain/worker/access-standing.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const DAY_MS = 86_400_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', employeeNumber: 'E7', department: 'Data' };
const old = { connection: 'bamboo', sourceKey: 'bamboo:7', attributes: ada };
const [joinedOld, joinedNew] = [lifecycleEvent(1, 'joined', old), lifecycleEvent(2, 'joined', { attributes: ada })];
const leftOld = lifecycleEvent(3, 'left', { ...old, date: '2026-03-05' });
const leftNew = lifecycleEvent(4, 'left', { date: '2026-03-05' });
const rehiredOld = lifecycleEvent(5, 'rehired', { ...old, date: '2026-03-06' });

/** The company moved from BambooHR to the HR system behind `hr`, and said so; both send meanwhile, unless said otherwise. */
async function moved(events: readonly LifecycleEvent[], connections = ['bamboo']): Promise<Company> {
  const acme = await company({ connections, access: { replacedBy: { bamboo: 'hr' } } });
  await acme.deliver(joinedOld);
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  for (const event of events) await acme.deliver(event);
  for (let day = 0; day < 6; day++) {
    acme.clock.advance(DAY_MS);
    await acme.tick();
  }
  return acme;
}
const signIn = ({ atlan }: Company) => atlan.accounts().map(({ state }) => state);
const holds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(10)).map(({ kind }) => kind);

describe('a company that moved to another HR system', () => {
  it('ends who the new one ends, although the old one never did', async () => {
    for (const connections of [['bamboo'], []]) {
      const acme = await moved([joinedNew, leftNew], connections);
      expect([signIn(acme), await holds(acme)]).toEqual([['disabled'], []]);
    }
  });

  it('ends no one whom only the old one ends, for instance because all its records were closed', async () => {
    const acme = await moved([joinedNew, leftOld]);
    expect([signIn(acme), await holds(acme)]).toEqual([['active'], []]);
  });

  it('lets no one in again by the old one', async () => {
    const acme = await moved([joinedNew, leftNew, rehiredOld]);
    expect(signIn(acme)).toEqual(['disabled']);
  });

  it.each([
    ['did not name yet', []],
    ['announced, from a later day', [{ ...joinedNew, effective: { ...joinedNew.effective!, date: '2026-04-01' } }]],
    [
      'announced, and took back',
      [
        { ...joinedNew, phase: 'scheduled' as const, effective: { ...joinedNew.effective!, date: '2026-04-01' } },
        lifecycleEvent(6, 'joined', { phase: 'cancelled', date: '2026-04-01', attributes: ada }),
      ],
    ],
  ])('hears the old one of a worker whom the new one %s', async (_what, events) => {
    expect(signIn(await moved(events))).toEqual(['active']);
    expect(signIn(await moved([...events, leftOld]))).toEqual(['disabled']);
  });

  it('comes to the same end whatever the order in which both are heard', async () => {
    const events = [joinedNew, leftOld, leftNew, rehiredOld];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (arrivals) => {
        expect(signIn(await moved(arrivals))).toEqual(['disabled']);
      }),
      { numRuns: 24 },
    );
  });

  it('is told what counts no more', async () => {
    const { deps, clock } = await moved([joinedNew]);
    const key = (await deps.ledger.links.workerOf('bamboo:7')) ?? '';
    const worker = await deps.ledger.workers.load(key);
    expect(accessAt(worker!, clock.now(), deps.policy.access)).toMatchObject({
      kind: 'active',
      replaced: ['bamboo:7'],
    });
  });
});
