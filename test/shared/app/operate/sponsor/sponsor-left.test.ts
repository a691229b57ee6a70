import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

const DAY_MS = 86_400_000;
const employee = (name: string) => ({
  workEmail: `${name.toLowerCase()}@example.com`,
  displayName: `${name} Example`,
  workerType: 'employee',
});

/** Cleo is sponsored by Grace until the end of April, and Grace has left. */
async function withoutGrace() {
  const plane = await controlPlane();
  const { acme } = plane;
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: employee('Grace') }));
  await acme.deliver(lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', attributes: employee('Heidi') }));
  const input = { id: 'po-17', email: 'cleo@example.com', displayName: 'Cleo Example', workerType: 'employee' };
  const stated = { ...input, sponsor: await plane.keyOf(1), until: '2026-04-30', reason: 'the audit' };
  const { workerKey } = await plane.tell('worker sponsor', stated);
  await plane.provision();
  acme.atlan.accept('cleo@example.com');
  const pass = async (days: number) => {
    for (let day = 0; day < days; day++) {
      acme.clock.advance(DAY_MS);
      await acme.tick();
    }
  };
  await pass(2);
  await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-03' }));
  await pass(2);
  const open = () => acme.deps.ledger.holds.listOpen(10);
  const cleo = () => acme.atlan.accounts().find(({ email }) => email === 'cleo@example.com')?.state;
  return { ...plane, workerKey, pass, open, cleo };
}

describe('a worker whose sponsor has left', () => {
  it('is a question within a day, and keeps the access until an operator answers or the last day is over', async () => {
    const { open, cleo, workerKey, acme, pass, tell } = await withoutGrace();
    expect(await open()).toMatchObject([{ kind: 'sponsor-left', workerKey, ending: false }]);
    expect(acme.notices.filter(({ name }) => name === 'hold-opened')).toHaveLength(1);
    expect((await tell('status')).troubles.map(({ what }) => what).join()).toContain('sponsor');
    expect(cleo()).toBe('active');
    await pass(56);
    expect(cleo()).toBe('disabled');
    expect(await open()).toEqual([]);
  });

  it('goes on with a new sponsor, and the question is closed', async () => {
    const { open, cleo, tell, provision, pass, keyOf } = await withoutGrace();
    const sponsor = await keyOf(2);
    const said = await tell('worker sponsor', { id: 'po-17', sponsor, until: '2026-04-30', reason: 'Grace left' });
    expect(said).toMatchObject({ sponsor, result: 'changed' });
    await provision();
    await pass(2);
    expect(await open()).toEqual([]);
    expect(cleo()).toBe('active');
  });

  it('ends at once where an operator approves, and is asked about again a week after a rejection', async () => {
    const { open, cleo, tell, provision, pass } = await withoutGrace();
    const [hold] = await open();
    await tell('hold reject', { hold: hold?.id, reason: 'a new sponsor is being looked for' });
    await provision();
    expect(await open()).toEqual([]);
    await pass(8);
    expect(cleo()).toBe('active');
    const [again] = await open();
    await tell('hold approve', { hold: again?.id, reason: 'no sponsor was found' });
    await provision();
    expect(cleo()).toBe('disabled');
  });
});
