import { describe, expect, it } from 'vitest';

import { type Company, type CompanySettings, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const TARGET = 'atlan-prod';
const HOUR_MS = 3_600_000;
const ADA = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const call = { deadline: Number.MAX_SAFE_INTEGER };

async function withAda(settings: CompanySettings = {}): Promise<Company> {
  const acme = await company(settings);
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ADA }));
  acme.atlan.accept(ADA.workEmail);
  acme.clock.advance(HOUR_MS);
  await acme.tick();
  return acme;
}

const leaves = (acme: Company) => acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
const ada = ({ atlan }: Company) => atlan.accounts()[0]!;
const drift = ({ published }: Company) => published.filter(({ type }) => type === 'DriftDetected');
const workerOf = async ({ deps }: Company) =>
  (await deps.ledger.workers.load((await deps.ledger.links.workerOf('hr:1'))!))!;

async function groupNamed({ atlan }: Company, name: string): Promise<string> {
  const groups = await atlan.listGroups(call);
  return groups.kind === 'done' ? groups.value.find((group) => group.name === name)!.id : '';
}

async function hours(acme: Company, count: number): Promise<void> {
  for (let hour = 0; hour < count; hour++) {
    acme.clock.advance(HOUR_MS);
    await acme.tick();
  }
}

describe('a worker of whom nothing is known to be wrong', () => {
  it('is checked once a day, after all other workers', async () => {
    const acme = await withAda();
    const { due, targets } = await workerOf(acme);
    expect(due).toEqual({ at: targets[TARGET]?.lookAt, class: 'rest', target: TARGET });
    expect(due!.at - acme.clock.now()).toBeLessThanOrEqual(25 * HOUR_MS);
    let looks = 0;
    const atlan = { ...acme.atlan };
    acme.atlan.findByIds = async (...asked) => {
      looks++;
      return atlan.findByIds(...asked);
    };
    await hours(acme, 10 * 24);
    expect(looks).toBe(10);
    expect(drift(acme)).toEqual([]);
  });

  it('is checked in the same way after they have left', async () => {
    const acme = await withAda();
    await leaves(acme);
    expect((await workerOf(acme)).due).toMatchObject({ class: 'rest' });
  });

  it('is not checked where they have no account', async () => {
    const acme = await company();
    await acme.deliver(
      lifecycleEvent(1, 'joined', { attributes: { ...ADA, workerType: 'visitor', department: 'None' } }),
    );
    expect((await workerOf(acme)).due).toBeUndefined();
  });
});

describe('a membership', () => {
  it('that an administrator removed by hand is reported within a day, and given back', async () => {
    const acme = await withAda();
    await acme.atlan.removeFromGroup(await groupNamed(acme, 'all_staff'), [ada(acme).id], call);
    await hours(acme, 26);
    expect(await acme.groupsOf(ada(acme).id)).toEqual(['all_staff', 'data_eng']);
    const about = { target: TARGET, accountId: ada(acme).id, workerKey: (await workerOf(acme)).key };
    expect(drift(acme)).toMatchObject([{ ...about, detail: { fields: 'groups', leaver: false } }]);
    expect(acme.notices.filter(({ name }) => name === 'drift-seen')).toHaveLength(1);
    await hours(acme, 48);
    expect(drift(acme)).toHaveLength(1);
  });

  it('is reported again when it is removed again', async () => {
    const acme = await withAda();
    for (let day = 1; day <= 3; day++) {
      await acme.atlan.removeFromGroup(await groupNamed(acme, 'all_staff'), [ada(acme).id], call);
      await hours(acme, 26);
      expect(drift(acme)).toHaveLength(day);
    }
    expect(new Set(drift(acme).map(({ id }) => id)).size).toBe(3);
  });

  it('that an administrator added by hand stays: it is not reported, and not removed', async () => {
    const acme = await withAda();
    const created = await acme.atlan.createGroup({ alias: 'Book Club' }, call);
    const id = created.kind === 'done' ? created.value.group.id : '';
    await acme.atlan.addToGroups(ada(acme).id, [id], call);
    await hours(acme, 50);
    expect(await acme.groupsOf(ada(acme).id)).toEqual(['all_staff', 'book_club', 'data_eng']);
    expect(drift(acme)).toEqual([]);
  });

  it('of a leaver is reported within a day, and removed', async () => {
    const acme = await withAda();
    await leaves(acme);
    await acme.atlan.addToGroups(ada(acme).id, [await groupNamed(acme, 'data_eng')], call);
    await hours(acme, 26);
    expect(await acme.groupsOf(ada(acme).id)).toEqual([]);
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'groups', leaver: false } }]);
  });

  it('of a leaver is left to the identity provider where it owns the group', async () => {
    const acme = await withAda({ target: { idpGroups: ['data_eng'] } });
    await leaves(acme);
    await acme.atlan.addToGroups(ada(acme).id, [await groupNamed(acme, 'data_eng')], call);
    await hours(acme, 26);
    expect(drift(acme)).toEqual([]);
  });
});

describe('what others did to an account', () => {
  it('is reported by the daily check where no sweep reported it: a disable by hand, which stays', async () => {
    const acme = await withAda();
    acme.atlan.put({ ...ada(acme), enabled: false, state: 'disabled' });
    await hours(acme, 50);
    expect(ada(acme).state).toBe('disabled');
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'enabled', leaver: false } }]);
  });

  it('is reported: a role, which is set back', async () => {
    const acme = await withAda();
    acme.atlan.put({ ...ada(acme), role: '$guest' });
    await hours(acme, 26);
    expect(ada(acme).role).toBe('$member');
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'role', leaver: false } }]);
  });

  it('is reported: a leaver who can sign in again, and is disabled', async () => {
    const acme = await withAda();
    await leaves(acme);
    acme.atlan.put({ ...ada(acme), enabled: true, state: 'active' });
    await hours(acme, 26);
    expect(ada(acme).state).toBe('disabled');
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'enabled', leaver: true } }]);
    expect(acme.notices.filter(({ name }) => name === 'leaver-active-again')).toHaveLength(1);
  });

  it('is not what a run of ours did that was cut off before it could say so', async () => {
    const acme = await withAda();
    const { workers } = acme.deps.ledger;
    const before = await workerOf(acme);
    await leaves(acme);
    const after = await workerOf(acme);
    // as if no commit had followed: what was done stands in the chain alone
    await workers.commit({
      ...before,
      version: after.version,
      engagements: after.engagements,
      due: { at: 0, class: 'ending' },
    });
    await acme.tick();
    expect((await workerOf(acme)).targets[TARGET]?.accounts[0]?.endedAt).toBeDefined();
    expect(drift(acme)).toEqual([]);
  });

  it('is not what we asked for and were refused', async () => {
    const acme = await withAda();
    const atlan = { ...acme.atlan };
    acme.atlan.setEnabled = async () => ({ kind: 'wait', cause: 'forbidden', because: 'not now' });
    await leaves(acme);
    acme.clock.advance(20 * 60_000);
    await acme.tick(1);
    expect(drift(acme)).toEqual([]);
    acme.atlan.setEnabled = (...asked) => atlan.setEnabled(...asked);
    await hours(acme, 2);
    expect(ada(acme).state).toBe('disabled');
    expect(drift(acme)).toEqual([]);
  });
});
