import { describe, expect, it } from 'vitest';

import { company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const MINUTE_MS = 60_000;
const JOINERS = 450;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Every one of them once, in an order that has nothing to do with the start dates. */
const shuffled = numbers(JOINERS).map((n) => (n * 191) % JOINERS);
const startOf = (n: number) =>
  new Date(Date.parse('2026-02-02T00:00:00Z') + (n % 28) * 86_400_000).toISOString().slice(0, 10);
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    date: startOf(n),
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department: `Department ${n % 3}` },
  });
const leaves = (n: number) => lifecycleEvent(1_000 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });

describe('450 joiners on the first day', () => {
  it('all get in without a hold, by the hour, in the order of their start dates, and delay no leaver', {
    timeout: 300_000,
  }, async () => {
    const acme = await company();
    await acme.deps.ledger.checkpoints.save('managed:atlan-prod', '1000', 0);
    for (const n of numbers(JOINERS / 10)) await acme.deliver(...shuffled.slice(n * 10, n * 10 + 10).map(joins));
    const first = acme.atlan.accounts().length;
    expect(first).toBe(100);
    const waiting = (
      await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf(`hr:${shuffled[449]}`)) ?? '')
    )?.targets['atlan-prod'];
    expect(waiting).toMatchObject({
      state: 'waiting',
      because: expect.stringMatching(
        /^The limit for grants is reached: \d+ workers wait, \d+ of them before .* room at 2026-03-02T/,
      ),
    });
    const { waitingLine } = acme.deps.ledger;
    expect(await waitingLine.all('atlan-prod', acme.clock.now())).toMatchObject({ count: 350 });

    const leaver = shuffled[0] ?? 0;
    acme.atlan.accept(`p${leaver}@example.com`);
    await acme.deliver(leaves(leaver));
    expect(acme.atlan.accounts().find(({ email }) => email === `p${leaver}@example.com`)?.state).toBe('disabled');

    const perStep: number[] = [];
    for (let passed = 0; passed < 6 * 60; passed += 15) {
      const before = acme.atlan.accounts().length;
      acme.clock.advance(15 * MINUTE_MS);
      await acme.tick(3);
      perStep.push(acme.atlan.accounts().length - before);
    }
    expect(acme.atlan.accounts()).toHaveLength(JOINERS);
    // four steps of a quarter of an hour lie within an hour
    for (const step of perStep.keys())
      expect(perStep.slice(step, step + 4).reduce((sum, some) => sum + some, 0)).toBeLessThanOrEqual(100);
    expect(acme.notices.map(({ name }) => name)).not.toContain('hold-opened');
    // who gets in at one look gets in together; no worker gets in at an earlier look than one who starts before
    const dates = acme.atlan.accounts().map(({ email }) => startOf(Number(email?.match(/\d+/)?.[0])));
    let seen = first;
    const looks = [first, ...perStep.map((some) => (seen += some))];
    const inOrder = looks.slice(1).flatMap((end, look) => dates.slice(looks[look], end).toSorted());
    expect(inOrder).toEqual(dates.slice(first).toSorted());
    expect(perStep.filter((some) => some > 0).length).toBeGreaterThan(3);
    expect(await waitingLine.all('atlan-prod', acme.clock.now())).toMatchObject({ count: 0 });
  });
});
