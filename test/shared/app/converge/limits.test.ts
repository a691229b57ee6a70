import { describe, expect, it } from 'vitest';

import { type Company, company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const HOUR_MS = 3_600_000;
const emailOf = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: object = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: emailOf(n), workerType: 'employee', department: n % 2 === 0 ? 'Sales' : 'Legal', ...more },
  });
const leaves = (n: number, more: object = {}) =>
  lifecycleEvent(1_000 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01', ...more });
const leavesAtOnce = (n: number) =>
  leaves(n, {
    occurredAt: Date.parse('2026-03-02T08:00:00Z'),
    effective: { date: '2026-03-02', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
  });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const grants = { min: 1_000, percent: 1 };

async function staffed(count: number, limits: object, rules: readonly object[] = []): Promise<Company> {
  const acme = await company({ target: { limits: { grants, ...limits } }, rules });
  await acme.deliver(...numbers(count).map((n) => joins(n)));
  for (const n of numbers(count)) acme.atlan.accept(emailOf(n));
  return acme;
}

const ended = ({ atlan }: Company) => atlan.accounts().filter(({ state }) => state === 'disabled').length;
const held = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(100)).map(({ kind }) => kind);
const becauses = async ({ deps }: Company) => [
  ...new Set((await deps.ledger.holds.listOpen(100)).map(({ because }) => because)),
];

describe('leavers', () => {
  it('who drip in over a day, a few an hour, are held once the day is full', async () => {
    const acme = await staffed(20, { leavers: { min: 3, percent: 1, day: { min: 5, percent: 1 } } });
    for (const hour of numbers(5)) {
      for (const n of numbers(4)) await acme.deliver(leaves(hour * 4 + n));
      acme.clock.advance(2 * HOUR_MS);
    }
    expect(ended(acme)).toBe(5);
    expect(await becauses(acme)).toContain('The limit of 5 workers for leavers in 24 hours is reached');
  });

  it('of one department are held when it has used its part, and others go on', async () => {
    const acme = await staffed(20, { leavers: { min: 2, percent: 30 } });
    await acme.deps.ledger.checkpoints.save('managed:atlan-prod', '20', 0);
    const sales = numbers(20).filter((n) => n % 2 === 0);
    await acme.deliver(...sales.map((n) => leaves(n)));
    expect(ended(acme)).toBe(3);
    expect(await becauses(acme)).toEqual([
      'The limit of 3 workers of one department for leavers in 60 minutes is reached',
    ]);
    await acme.deliver(leaves(1), leaves(3), leaves(5), leaves(7));
    expect(ended(acme)).toBe(6);
  });

  it('are counted by a share of the managed accounts', async () => {
    const acme = await staffed(12, { leavers: { min: 1, percent: 25 }, cohorts: { department: 100 } });
    await acme.deps.ledger.checkpoints.save('managed:atlan-prod', '16', 0);
    await acme.deliver(...numbers(12).map((n) => leaves(n)));
    expect(ended(acme)).toBe(4);
  });

  it('who must leave at once pass by a limit of their own, and then by that of all', async () => {
    const limits = { leavers: { min: 2, percent: 1 }, immediate: { min: 3, percent: 1 } };
    const acme = await staffed(12, limits);
    await acme.deliver(leaves(0), leaves(1), leaves(2));
    expect(ended(acme)).toBe(2);
    await acme.deliver(...[4, 5, 6, 7].map(leavesAtOnce));
    expect(ended(acme)).toBe(5);
    expect(await held(acme)).toEqual(['leaver-limit', 'leaver-limit']);
  });

  it('are counted once, by however many processes at once, and however often they are looked at', async () => {
    const acme = await staffed(4, { leavers: { min: 2, percent: 1 } });
    await acme.deliver(leaves(0));
    const key = (await acme.deps.ledger.links.workerOf('hr:0')) ?? '';
    const again = () => converge([key], acme.deps, { call: { deadline: acme.clock.now() + 60_000 }, world: acme });
    acme.atlan.accept(emailOf(0));
    await Promise.all([again(), again(), again()]);
    expect(await acme.deps.ledger.limits.count('atlan-prod', 'leavers', 0)).toBe(1);
    await acme.deliver(leaves(1), leaves(2));
    expect(ended(acme)).toBe(2);
  });
});

describe('a higher role', () => {
  const lead = {
    name: 'leads',
    target: 'atlan-prod',
    when: { attribute: 'jobTitle', equals: 'Lead' },
    role: '$member',
  };
  const base = {
    name: 'guests',
    target: 'atlan-prod',
    when: { attribute: 'workerType', equals: 'intern' },
    role: '$guest',
  };
  const becomesLead = (n: number) =>
    lifecycleEvent(2_000 + n, 'moved', { sourceKey: `hr:${n}`, date: '2026-03-01', attributes: { jobTitle: 'Lead' } });

  it('is an elevation, held beyond its limit, and joiners with that role are none', async () => {
    const acme = await company({
      target: { limits: { grants, elevations: { min: 2, percent: 1 } } },
      rules: [lead, base],
    });
    await acme.deliver(...numbers(5).map((n) => joins(n, { workerType: 'intern' })));
    await acme.deliver(...numbers(5).map(becomesLead));
    expect(acme.atlan.accounts().filter(({ role }) => role === '$member')).toHaveLength(2);
    expect(await held(acme)).toEqual(['elevation-limit', 'elevation-limit', 'elevation-limit']);
    await acme.deliver(...numbers(5).map((n) => joins(50 + n)));
    expect(acme.atlan.accounts().filter(({ role }) => role === '$member')).toHaveLength(7);
  });
});
