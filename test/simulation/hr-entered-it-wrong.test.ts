import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const PAGE = 'docs/hr-entered-it-wrong.md';
const DAY_MS = 24 * 60 * 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada });

/** Ada works here, and has accepted. */
async function staffed(): Promise<Company> {
  const acme = await company();
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  return acme;
}

async function days(acme: Company, count: number) {
  for (let day = 0; day < count; day++) {
    acme.clock.advance(DAY_MS);
    await acme.tick();
  }
}

const accounts = (acme: Company) => acme.atlan.accounts().map(({ email, state, role }) => [email, state, role]);
const holds = async (acme: Company) => (await acme.deps.ledger.holds.listOpen(20)).map(({ kind }) => kind);
const working = [['ada@example.com', 'active', '$member']];

/** Each section of the page, played. */
const PLAYED: Readonly<Record<string, () => Promise<void>>> = {
  'The new contract was entered first, then the old one was ended': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'rehired', { date: '2026-03-05', phase: 'scheduled', attributes: ada }));
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-04', phase: 'scheduled' }));
    for (let day = 0; day < 6; day++) {
      await days(acme, 1);
      expect(accounts(acme)).toEqual(working);
    }
    expect(acme.published.map(({ type }) => type)).not.toContain('AccessEnded');
  },
  'The last day was too early, and access has ended': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    await days(acme, 1);
    expect(accounts(acme)).toEqual([['ada@example.com', 'disabled', '$member']]);
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-06-30', phase: 'corrected' }));
    expect(accounts(acme)).toEqual(working);
    expect(await acme.groupsOf(acme.atlan.accounts()[0]!.id)).toEqual(['all_staff', 'data_eng']);
  },
  'The wrong person was ended': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01', phase: 'cancelled' }));
    expect(accounts(acme)).toEqual(working);
    expect(await acme.groupsOf(acme.atlan.accounts()[0]!.id)).toEqual(['all_staff', 'data_eng']);
  },
  'The ending has no date': async () => {
    const acme = await staffed();
    await acme.deliver({ ...lifecycleEvent(2, 'left'), effective: null });
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['undated-ending']]);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-held');
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    expect([accounts(acme), await holds(acme)]).toEqual([[['ada@example.com', 'disabled', '$member']], []]);
  },
  'The last day lies before the first': async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { date: '2026-03-02', attributes: ada }));
    acme.atlan.accept('ada@example.com');
    const bob = { ...ada, workEmail: 'bob@example.com' };
    await acme.deliver(
      lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', date: '2026-03-10', phase: 'scheduled', attributes: bob }),
      lifecycleEvent(3, 'left', { sourceKey: 'hr:2', date: '2026-03-08', phase: 'scheduled' }),
    );
    await days(acme, 12);
    expect(accounts(acme)).toEqual(working);
    expect(await holds(acme)).toEqual(['no-show']);
    await acme.deliver(lifecycleEvent(4, 'left', { sourceKey: 'hr:2', date: '2026-03-08', phase: 'cancelled' }));
    expect(accounts(acme)).toEqual([...working, ['bob@example.com', 'invited', '$member']]);
  },
  'Two contracts overlap, and one of them is ended': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'rehired', { date: '2026-02-20', attributes: ada }));
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['unclear-ending']]);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-held');
  },
  'The work e-mail was mistyped': async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: 'adda@example.com' } }));
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { attributes: { workEmail: 'ada@example.com' } }));
    acme.atlan.accept('adda@example.com');
    acme.atlan.accept('ada@example.com');
    await acme.tick();
    expect(accounts(acme)).toEqual([['adda@example.com', 'disabled', '$guest'], ...working]);
  },
  'The work e-mail came days after the hire': async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: null } }));
    await days(acme, 3);
    expect(accounts(acme)).toEqual([]);
    await acme.deliver(lifecycleEvent(2, 'identity_changed', { attributes: { workEmail: 'ada@example.com' } }));
    expect(accounts(acme)).toEqual([['ada@example.com', 'invited', '$member']]);
  },
  'Two people were given one work e-mail': async () => {
    const acme = await staffed();
    const bob = { ...ada, department: 'Sales', displayName: 'Bob Example', employeeNumber: '2' };
    const hired = { sourceKey: 'hr:2', date: '2026-03-01' };
    await acme.deliver(lifecycleEvent(2, 'joined', { ...hired, attributes: bob }));
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['same-person']]);
    const right = { ...bob, workEmail: 'bob@example.com' };
    await acme.deliver(lifecycleEvent(3, 'joined', { ...hired, phase: 'corrected', attributes: right }));
    expect(accounts(acme)).toEqual([...working, ['bob@example.com', 'invited', '$member']]);
    expect(await holds(acme)).toEqual([]);
    await acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    expect(accounts(acme).map(([, state]) => state)).toEqual(['disabled', 'invited']);
  },
  'A rehire was entered for a worker who never left': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'rehired', { date: '2026-03-01', attributes: ada }));
    await acme.deliver(lifecycleEvent(3, 'rehired', { date: '2026-03-01', phase: 'cancelled' }));
    await days(acme, 2);
    expect([accounts(acme), await holds(acme)]).toEqual([working, []]);
  },
  'An import says that many people have left': async () => {
    const acme = await company();
    const sources = Array.from({ length: 8 }, (_, n) => `hr:${n + 1}`);
    const email = (n: number) => `p${n}@example.com`;
    await acme.deliver(
      ...sources.map((sourceKey, n) =>
        lifecycleEvent(n + 1, 'joined', { sourceKey, date: '2026-02-01', attributes: { ...ada, workEmail: email(n) } }),
      ),
    );
    for (const n of sources.keys()) acme.atlan.accept(email(n));
    await acme.tick();
    const wrong = { date: '2026-03-01' };
    await acme.deliver(...sources.map((sourceKey, n) => lifecycleEvent(20 + n, 'left', { ...wrong, sourceKey })));
    const states = () => acme.atlan.accounts().map(({ state }) => state);
    expect(states().filter((state) => state === 'disabled')).toHaveLength(3);
    expect(await holds(acme)).toEqual(Array.from({ length: 5 }, () => 'leaver-limit'));
    await acme.deliver(
      ...sources.map((sourceKey, n) => lifecycleEvent(40 + n, 'left', { ...wrong, sourceKey, phase: 'cancelled' })),
    );
    expect(new Set(states())).toEqual(new Set(['active']));
    expect(await holds(acme)).toEqual([]);
  },
  'The worker has a new id, and only that one was ended': async () => {
    const acme = await staffed();
    const renamed = { sourceKey: 'hr:2', previousSourceKey: 'hr:1', date: '2026-03-01' };
    await acme.deliver(lifecycleEvent(2, 'left', renamed));
    await days(acme, 1);
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['undated-ending']]);
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    expect([accounts(acme), await holds(acme)]).toEqual([[['ada@example.com', 'disabled', '$member']], []]);
  },
  'The status says that the worker has left, and no ending was sent': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'moved', { attributes: { employmentStatus: 'Terminated' } }));
    await days(acme, 1);
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['undated-ending']]);
    await acme.deliver(lifecycleEvent(3, 'moved', { attributes: { employmentStatus: 'Full-time' } }));
    expect([accounts(acme), await holds(acme)]).toEqual([working, []]);
  },
  'The last day is many years ahead': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2062-03-01' }));
    expect([accounts(acme), await holds(acme)]).toEqual([working, ['undated-ending']]);
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01', phase: 'corrected' }));
    expect([accounts(acme), await holds(acme)]).toEqual([[['ada@example.com', 'disabled', '$member']], []]);
  },
  'A worker was dismissed at once, and a next contract was announced already': async () => {
    const acme = await staffed();
    await acme.deliver(lifecycleEvent(2, 'rehired', { date: '2026-03-05', phase: 'scheduled', attributes: ada }));
    const occurredAt = acme.clock.now();
    const dismissed = lifecycleEvent(3, 'left', { date: '2026-03-31', occurredAt });
    const order = `${String(occurredAt).padStart(16, '0')} ${dismissed.id}`;
    await acme.deliver({ ...dismissed, order, effective: { ...dismissed.effective!, immediate: true } });
    await days(acme, 6);
    expect([accounts(acme), await holds(acme)]).toEqual([[['ada@example.com', 'disabled', '$member']], ['no-show']]);
  },
  'The old HR system ended everyone when the company moved to another one': async () => {
    const acme = await company({ connections: ['bamboo'], access: { replacedBy: { bamboo: 'hr' } } });
    const person = { ...ada, employeeNumber: 'E7' };
    const old = { connection: 'bamboo', sourceKey: 'bamboo:7', attributes: person };
    await acme.deliver(lifecycleEvent(1, 'joined', { ...old, date: '2026-02-01' }));
    acme.atlan.accept('ada@example.com');
    await acme.deliver(lifecycleEvent(2, 'joined', { date: '2026-02-01', attributes: person }));
    await acme.deliver(lifecycleEvent(3, 'left', { ...old, date: '2026-03-01' }));
    await days(acme, 2);
    expect([accounts(acme), await holds(acme)]).toEqual([working, []]);
  },
  'Only an id was ended, of which nothing else is known': async () => {
    const acme = await company();
    acme.atlan.put({ id: 'u9', email: 'cleo@example.com', state: 'active', enabled: true, role: '$member' });
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    await days(acme, 1);
    expect(await holds(acme)).toEqual(['unknown-leaver']);
    const address = { attributes: { workEmail: 'cleo@example.com' } };
    await acme.deliver(lifecycleEvent(3, 'identity_changed', { ...address, effective: null }));
    expect(await holds(acme)).toEqual(['unmanaged-leaver']);
  },
  'One event id was used for two events': async () => {
    const acme = await staffed();
    const again = { ...lifecycleEvent(1, 'left', { date: '2026-03-01' }), content: 'another' };
    await acme.deliver({ ...again, occurredAt: again.occurredAt + 60_000 });
    expect(accounts(acme)).toEqual([['ada@example.com', 'disabled', '$member']]);
    expect(acme.notices.map(({ name }) => name)).toContain('delivery-id-reused');
  },
};

describe('what HR entered wrong', () => {
  it.each(Object.entries(PLAYED))('%s', async (_title, play) => {
    await play();
  });

  it('is played for every section of the page', () => {
    const sections = readFileSync(PAGE, 'utf8').matchAll(/^## (?<title>.+)$/gm);
    expect([...sections].map(({ groups }) => groups?.['title'])).toEqual(Object.keys(PLAYED));
  });
});
