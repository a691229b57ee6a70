import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../support/events.ts';
import { MISHAPS, type Mishap, mishapAt } from './mishap.ts';
import { invitee, type Polling, person, polling } from './polling.ts';
import { folded, viewOf } from './view.ts';

const TARGET = 'atlan-prod';
const MANAGED = [1, 5, 7];

/** Eight accounts on three pages; when the next sweep begins, each page has something new, and two people are gone. */
async function beforeTheSweep(): Promise<Polling> {
  const acme = await polling();
  for (let n = 0; n < 8; n++) acme.atlan.put(n === 2 ? invitee(n) : person(n));
  for (const n of MANAGED) await acme.deps.ledger.claims.claim(TARGET, person(n).id, `worker-${n}`);
  await acme.minute();
  acme.atlan.put(person(1, { role: '$guest' }));
  acme.atlan.put(person(2));
  acme.atlan.put(person(5, { enabled: false, state: 'disabled' }));
  acme.atlan.remove('u0006');
  acme.atlan.remove('u0007');
  acme.atlan.put(person(20));
  acme.clock.advance(300_000);
  return acme;
}

/** What somebody does at the far side after the mishap, so that the second look shows something else than the first. */
const MEANWHILE: Readonly<Record<string, (acme: Polling) => void>> = {
  'nothing else happens': () => {},
  'all goes on changing': ({ atlan }) => {
    atlan.put(person(1, { role: '$admin' }));
    atlan.put(person(5));
    atlan.put(person(6));
    atlan.remove('u0020');
  },
  'all goes back to what it was': ({ atlan }) => {
    atlan.put(person(1));
    atlan.put(person(5));
    atlan.put(person(6));
    atlan.put(person(7));
    atlan.remove('u0020');
  },
};

async function play(at: { readonly call: number; readonly mishap: Mishap }, meanwhile: (acme: Polling) => void) {
  const acme = await beforeTheSweep();
  const start = viewOf(await acme.inventory());
  await acme.minute(mishapAt(at).wrap).catch(() => {});
  meanwhile(acme);
  for (let minute = 0; minute < 12; minute++) await acme.minute();
  return { acme, start };
}

/** One id stands for one event, whenever it was published. */
function idsAreUnique({ raw }: Polling): boolean {
  const seen = new Map<string, string>();
  return raw.every((event) => {
    const text = JSON.stringify(event);
    const before = seen.get(event.id) ?? text;
    seen.set(event.id, text);
    return before === text;
  });
}

const idsOf = (acme: Polling) =>
  acme
    .heard()
    .map(({ id }) => id)
    .sort();

describe.each(Object.entries(MEANWHILE))('a poller that fails anywhere, and then %s', (name, meanwhile) => {
  it('loses no event, gives none two ids and no id two events, and the bus agrees with the inventory', {
    timeout: 900_000,
  }, async () => {
    const calm = await beforeTheSweep();
    const clean = mishapAt();
    await calm.minute(clean.wrap);
    const expected = idsOf(calm);
    expect(expected).toHaveLength(1 + 7);
    const workers = new Set(calm.queue.messages.map(({ group }) => group));
    expect([...workers]).toEqual(['worker-1', 'worker-5', 'worker-7']);

    for (const [index, call] of clean.calls.entries()) {
      for (const mishap of MISHAPS) {
        const { acme, start } = await play({ call: index + 1, mishap }, meanwhile);
        const where = `${mishap} at call ${index + 1}, ${call}`;
        expect(folded(start, acme.heard()), where).toEqual(viewOf(await acme.inventory()));
        expect(viewOf(await acme.inventory()).size, where).toBe(acme.atlan.accounts().length);
        expect(idsAreUnique(acme), where).toBe(true);
        if (name !== 'nothing else happens') continue;
        expect(idsOf(acme), where).toEqual(expected);
        expect(new Set(acme.queue.messages.map(({ group }) => group)), where).toEqual(workers);
      }
    }
    expect(clean.calls.length).toBeGreaterThan(40);
  });
});

describe('the very first sweep', () => {
  it('ends in one InventoryTaken and nothing else, wherever it fails', { timeout: 900_000 }, async () => {
    const open = async () => {
      const acme = await polling();
      for (let n = 0; n < 5; n++) acme.atlan.put(person(n));
      return acme;
    };
    const clean = mishapAt();
    await (await open()).minute(clean.wrap);
    for (const [index, call] of clean.calls.entries()) {
      for (const mishap of MISHAPS) {
        const acme = await open();
        await acme.minute(mishapAt({ call: index + 1, mishap }).wrap).catch(() => {});
        acme.atlan.put(person(1, { role: '$guest' }));
        await acme.minute();
        await acme.minute();
        await acme.minute();
        const where = `${mishap} at call ${index + 1}, ${call}`;
        expect(
          acme.heard().map(({ type }) => type),
          where,
        ).toEqual(['InventoryTaken']);
        expect(await acme.inventory(), where).toHaveLength(5);
      }
    }
  });
});

describe('a sweep that fails anywhere while others have changed what we left', () => {
  const event = (n: number, kind: 'joined' | 'left', email: string) =>
    lifecycleEvent(n, kind, {
      sourceKey: `hr:${email}`,
      ...(kind === 'left' && { date: '2026-03-01' }),
      ...(kind === 'joined' && { attributes: { workEmail: email, workerType: 'employee', department: 'Sales' } }),
    });

  /** Ada has left and can sign in again, as the sweep before saw her; Bob's role was changed behind his last receipt. */
  async function enabledAgain(): Promise<Polling> {
    const acme = await polling();
    await acme.sweep();
    for (const [n, email] of ['ada@example.com', 'bob@example.com'].entries()) {
      await acme.deliver(event(n, 'joined', email));
      acme.atlan.accept(email);
    }
    await acme.sweep();
    await acme.follow();
    await acme.tick();
    await acme.deliver(event(9, 'left', 'ada@example.com'));
    const [ada, bob] = acme.atlan.accounts();
    acme.atlan.put({ ...ada!, enabled: true, state: 'active' });
    acme.atlan.put({ ...bob!, role: '$guest' });
    acme.clock.advance(300_000);
    return acme;
  }
  const told = (acme: Polling) =>
    acme
      .heard()
      .flatMap(({ type, detail }) => (type === 'DriftDetected' ? [detail] : []))
      .sort((a, b) => String(a?.['fields']).localeCompare(String(b?.['fields'])));

  it('tells of the leaver and has them ended, and tells the rest once', { timeout: 900_000 }, async () => {
    const clean = mishapAt();
    const calm = await enabledAgain();
    await calm.minute(clean.wrap);
    const expected = [
      { fields: 'enabled', leaver: true },
      { fields: 'role', leaver: false },
    ];
    expect(told(calm)).toEqual(expected);
    expect(clean.calls.filter((call) => call === 'ledger.left.list')).toHaveLength(1);

    for (const [index, call] of clean.calls.entries()) {
      for (const mishap of MISHAPS) {
        const acme = await enabledAgain();
        await acme.minute(mishapAt({ call: index + 1, mishap }).wrap).catch(() => {});
        for (let minute = 0; minute < 4; minute++) await acme.minute();
        const where = `${mishap} at call ${index + 1}, ${call}`;
        expect(told(acme), where).toEqual(expected);
        expect(idsAreUnique(acme), where).toBe(true);
        expect(acme.observe.counts['LeaverActiveAgain'], where).toBeGreaterThanOrEqual(1);
        await acme.follow();
        expect(
          acme.atlan.accounts().map(({ state, role }) => `${state} ${role}`),
          where,
        ).toEqual(['disabled $member', 'active $member']);
      }
    }
  });
});
