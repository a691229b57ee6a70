import { describe, expect, it } from 'vitest';

import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

/** What a source sends that repeats the whole record with every event. */
const ada = {
  workEmail: 'ada@example.com',
  workerType: 'employee',
  department: 'Data',
  displayName: 'Ada Example',
  employeeNumber: '4711',
  employmentStatus: 'active',
  jobTitle: 'Senior analytics engineer',
  division: 'Technology',
  location: 'Berlin',
  country: 'DE',
  costCenter: 'CC-4100',
  managerSourceWorkerId: '41022',
};

const event = (n: number, kind: LifecycleEvent['kind'], more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, kind, { attributes: ada, ...more });

/** Ada, who joined and accepted, and whoever reads her item as it stands in the store. */
async function withAda() {
  const items = memoryItems();
  const acme = await company({ items });
  await acme.deliver(event(1, 'joined', { date: '2026-02-01' }));
  acme.atlan.accept('ada@example.com');
  acme.clock.advance(3_600_000);
  await acme.tick();
  const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
  const bytes = async () =>
    Buffer.byteLength(JSON.stringify((await items.get({ pk: `worker#${key}`, sk: 'worker' }))?.body));
  return { acme, key, bytes };
}

/** The same record, night after night. */
const nights = (first: number, count: number, more: (n: number) => Parameters<typeof lifecycleEvent>[2] = () => ({})) =>
  Array.from({ length: count }, (_, index) =>
    event(first + index, 'moved', { date: '2026-02-02', ...more(first + index) }),
  );

async function leaves(acme: Company, n: number) {
  await acme.deliver(event(n, 'left', { date: '2026-03-01' }));
  return acme.atlan.accounts().map(({ state }) => state);
}

describe('a worker of whom HR says the same every night', () => {
  it('keeps a small item, and leaves like any other worker', { timeout: 900_000 }, async () => {
    const { acme, key, bytes } = await withAda();
    for (let n = 2; n <= 10_001; n += 10) await acme.deliver(...nights(n, 10));
    expect(acme.deadLetters).toEqual([]);
    expect(await bytes()).toBeLessThan(20 * 1024);
    expect(await acme.deps.ledger.history.list(key)).toHaveLength(10_001);
    // delivered once more after thousands of others
    await acme.deliver(event(7, 'moved', { date: '2026-02-02' }));
    expect(acme.notices.at(-1)).toMatchObject({ name: 'event-decided', ids: { eventId: 'evt_7', fate: 'duplicate' } });
    expect(await leaves(acme, 10_002)).toEqual(['disabled']);
  });

  it.each<[string, (n: number) => Parameters<typeof lifecycleEvent>[2]]>([
    ['another department', (n) => ({ attributes: { ...ada, department: n % 2 ? 'Data' : 'Sales' } })],
    ['one thing at a time', (n) => ({ attributes: n % 2 ? { department: `Data ${n}` } : { location: `Berlin ${n}` } })],
    ['a correction', () => ({ phase: 'corrected' })],
    ['the one before by its name', (n) => ({ supersedes: `evt_${n - 1}` })],
    ['one that never came by its name', (n) => ({ supersedes: `evt_x${n}` })],
    ['a move that is taken back', (n) => (n % 2 ? { date: '2026-09-01' } : { date: '2026-09-01', phase: 'cancelled' })],
  ])('and small when they say %s', { timeout: 900_000 }, async (_name, more) => {
    const { acme, bytes } = await withAda();
    for (let n = 2; n <= 601; n += 10) await acme.deliver(...nights(n, 10, more));
    expect(acme.deadLetters).toEqual([]);
    expect(await bytes()).toBeLessThan(20 * 1024);
    expect(await leaves(acme, 700)).toEqual(['disabled']);
  });
});

describe('a worker whose item is full', () => {
  /** Moves that HR announces for days to come, in texts as long as they may be: nothing says them anew. */
  const announced = (n: number) =>
    event(n, 'moved', {
      phase: 'scheduled',
      date: new Date(Date.parse('2026-04-01') + n * 86_400_000).toISOString().slice(0, 10),
      attributes: { ...ada, jobTitle: '✳'.repeat(256), division: `${n}`.repeat(60), location: '✳'.repeat(256) },
    });

  async function full() {
    const there = await withAda();
    for (let n = 2; n <= 300 && there.acme.deadLetters.length === 0; n++) await there.acme.deliver(announced(n));
    return there;
  }

  it('refuses what is no ending, and says what to do; it never grows beyond its bound', {
    timeout: 900_000,
  }, async () => {
    const { acme, bytes } = await full();
    expect(acme.deadLetters).toEqual([expect.stringMatching(/has no room for event evt_\d+: .* Let HR cancel/)]);
    expect(await bytes()).toBeLessThan(210 * 1024);
    await acme.deliver(event(400, 'moved', { phase: 'cancelled', date: '2026-04-11' }));
    expect(acme.deadLetters).toHaveLength(1);
  });

  it.each<[string, LifecycleEvent[], string]>([
    ['an end', [event(500, 'left', { date: '2026-03-01' })], 'disabled'],
    [
      'an end of another source key',
      [event(500, 'left', { date: '2026-02-01', sourceKey: 'hr:2' }), event(501, 'left', { date: '2026-03-01' })],
      'disabled',
    ],
    [
      'hundreds of ends, of which the newest is the earliest',
      Array.from({ length: 120 }, (_, n) =>
        event(500 + n, 'left', {
          date: new Date(Date.parse('2026-03-01') + (119 - n) * 86_400_000).toISOString().slice(0, 10),
        }),
      ),
      'disabled',
    ],
    [
      'ends that nobody can date',
      Array.from({ length: 60 }, (_, n) => event(500 + n, 'left', { effective: null })),
      'active',
    ],
  ])('takes %s', { timeout: 900_000 }, async (_name, ends, state) => {
    const { acme, bytes } = await full();
    const parked = acme.deadLetters.length;
    for (const end of ends) await acme.deliver(end);
    expect(acme.deadLetters).toHaveLength(parked);
    expect(acme.atlan.accounts().map((account) => account.state)).toEqual([state]);
    expect(await bytes()).toBeLessThan(300 * 1024);
  });
});

describe('a worker under one source key after another', () => {
  it('keeps those that go on and the last that are over, and stands as before', { timeout: 900_000 }, async () => {
    const { acme, key, bytes } = await withAda();
    for (let n = 2; n <= 120; n++) {
      const about = { sourceKey: `hr:${n}`, attributes: ada };
      await acme.deliver(lifecycleEvent(n * 2, 'joined', { ...about, date: '2026-02-01' }));
      await acme.deliver(lifecycleEvent(n * 2 + 1, 'left', { ...about, date: '2026-02-10' }));
    }
    const worker = await acme.deps.ledger.workers.load(key);
    expect(Object.keys(worker?.engagements ?? {}).length).toBeLessThanOrEqual(22);
    expect(Object.keys(worker?.engagements ?? {})).toContain('hr:1');
    expect(await bytes()).toBeLessThan(60 * 1024);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
    // a word about one that is in the history only
    await acme.deliver(lifecycleEvent(900, 'left', { phase: 'cancelled', sourceKey: 'hr:5', date: '2026-02-10' }));
    expect((await acme.deps.ledger.workers.load(key))?.engagements['hr:5']?.facts.map(({ id }) => id)).toEqual([
      'evt_10',
    ]);
    await acme.deliver(lifecycleEvent(901, 'left', { sourceKey: 'hr:5', date: '2026-02-11' }));
    expect(await leaves(acme, 902)).toEqual(['disabled']);
  });
});

describe('a worker whose last day HR moved, whose old last day it cancels, and of whom it corrects something every night', () => {
  it('is asked about, and ended on the day that stands', async () => {
    const { acme } = await withAda();
    await acme.deliver(event(2, 'left', { date: '2026-03-31', phase: 'scheduled' }));
    await acme.deliver(event(3, 'left', { date: '2026-04-30', phase: 'corrected' }));
    const corrected = (n: number) => ({ phase: 'corrected' as const, attributes: { ...ada, location: `Floor ${n}` } });
    for (const night of nights(4, 30, corrected)) await acme.deliver(night);
    await acme.deliver(event(34, 'left', { date: '2026-03-31', phase: 'cancelled' }));
    for (const night of nights(35, 3)) await acme.deliver(night);
    acme.clock.advance(62 * 24 * 3_600_000);
    await acme.tick();
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect((await acme.deps.ledger.holds.listOpen(10)).map(({ kind }) => kind)).toContain('idle-cancellation');
  });
});
