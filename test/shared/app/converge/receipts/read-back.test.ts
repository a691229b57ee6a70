import { describe, expect, it } from 'vitest';

import { done } from '../../../../../shared/domain/outcome.ts';
import { settle } from '../../../../simulation/scenarios.ts';
import { type Between, type Company, company, withTargets } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });

const workerOf = async ({ deps }: Company) => {
  const key = await deps.ledger.links.workerOf('hr:1');
  return deps.ledger.workers.load(key!);
};

async function outcomes(acme: Company) {
  const worker = await workerOf(acme);
  return (await acme.deps.ledger.receipts.chain(worker!.key))
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

const unverified = ({ notices }: Company) => notices.filter(({ name }) => name === 'unverified').length;

describe('a yes that does not show', () => {
  it('is no membership that was given', async () => {
    const acme = await company({ between: withTargets(() => ({ addToGroups: async () => done(undefined) })) });
    await acme.deliver(joined);
    expect(await outcomes(acme)).toEqual(['invite verified', 'add-to-groups unverified']);
    expect((await workerOf(acme))?.targets['atlan-prod']).toMatchObject({ state: 'failing' });
    expect(unverified(acme)).toBe(1);
  });

  it('is no membership that was taken away', async () => {
    const acme = await company({ between: withTargets(() => ({ removeFromGroup: async () => done(undefined) })) });
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(moved);
    expect((await outcomes(acme)).filter((one) => one.startsWith('remove'))).toEqual(['remove-from-group unverified']);
    expect(unverified(acme)).toBe(1);
  });

  it('is no role that was set', async () => {
    const acme = await company({ between: withTargets(() => ({ setRole: async () => done(undefined) })) });
    acme.atlan.put(person('$guest'));
    await acme.deliver(joined);
    expect(await outcomes(acme)).toContain('set-role unverified');
    expect(unverified(acme)).toBe(1);
  });

  it('is not taken for a worker who came back', async () => {
    const acme = await company({
      between: withTargets((target) => ({
        setEnabled: async (id, enabled, call) => (enabled ? done(undefined) : target.setEnabled(id, enabled, call)),
      })),
    });
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    await acme.deliver(lifecycleEvent(4, 'rehired', { date: '2026-03-02' }));
    expect(await outcomes(acme)).toContain('enable unverified');
    expect(unverified(acme)).toBe(1);
  });
});

const person = (role: string) =>
  ({
    id: 'u1',
    email: 'ada@example.com',
    state: 'active',
    enabled: true,
    role,
    emailVerified: true,
    lastLoginAt: 1,
    createdAt: 1,
  }) as const;

/** Whoever is asked for by id turns out to have another e-mail than the look by e-mail said. */
const anotherAddress: Between = withTargets((target) => ({
  findByIds: async (ids, call) => {
    const real = await target.findByIds(ids, call);
    if (real.kind !== 'done') return real;
    return done(
      new Map(
        [...real.value].map(([id, sighting]) => [
          id,
          sighting.kind === 'present'
            ? { ...sighting, account: { ...sighting.account, email: 'other@example.com' } }
            : sighting,
        ]),
      ),
    );
  },
}));

describe('an account that is taken over', () => {
  it('is written only once a second look has shown that it is the one that was meant', async () => {
    const acme = await company({ target: { adopt: 'exact-email' }, between: anotherAddress });
    acme.atlan.put(person('$guest'));
    await acme.deliver(joined);
    await settle(acme);
    expect(acme.atlan.accounts()).toEqual([person('$guest')]);
    expect(await acme.groupsOf('u1')).toEqual([]);
    expect((await workerOf(acme))?.targets['atlan-prod']?.accounts).toEqual([]);
    expect(new Set(await outcomes(acme))).toEqual(new Set(['adopt unverified']));
  });
});

describe('a step that never works', () => {
  it('counts its failures in a row, and is tried less and less often, at least once an hour', async () => {
    const acme = await company({
      between: withTargets(() => ({ addToGroups: async () => ({ kind: 'permanent', because: 'no' }) })),
    });
    await acme.deliver(joined);
    const waits: number[] = [];
    for (let look = 0; look < 8; look++) {
      const record = (await workerOf(acme))?.targets['atlan-prod'];
      expect(record).toMatchObject({ state: 'failing', failures: look + 1 });
      const due = record!.lookAt!;
      waits.push(Math.ceil((due - acme.clock.now()) / 60_000));
      acme.clock.advance(Math.max(due - acme.clock.now(), 0));
      await acme.tick(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });
});
