import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../../shared/domain/account/account.ts';
import { PermanentError } from '../../../../../shared/domain/failure.ts';
import { payloadHmac } from '../../../../../shared/domain/receipt.ts';
import type { CompanySettings } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type Polling, person, polling, withTarget } from '../polling.ts';

const TARGET = 'atlan-prod';
const ADA = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ADA });
const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });

/** Ada works here; whether a sweep has seen her so is for each test to say. */
async function withAda(settings: CompanySettings = {}, isSwept = true): Promise<Polling> {
  const acme = await polling(settings);
  if (isSwept) await acme.sweep();
  await acme.deliver(joined);
  acme.atlan.accept(ADA.workEmail);
  if (isSwept) await acme.sweep();
  await acme.follow();
  acme.clock.advance(3_600_000);
  await acme.tick();
  return acme;
}

const ada = ({ atlan }: Polling): Account => atlan.accounts().find(({ email }) => email === ADA.workEmail)!;
const edit = (acme: Polling, more: Partial<Account>) => acme.atlan.put({ ...ada(acme), ...more });
const enable = (acme: Polling) => edit(acme, { enabled: true, state: 'active' });
const drift = (acme: Polling) => acme.heard().filter(({ type }) => type === 'DriftDetected');
const keyOf = async ({ deps }: Polling) => (await deps.ledger.links.workerOf('hr:1'))!;
const workerOf = async (acme: Polling) => (await acme.deps.ledger.workers.load(await keyOf(acme)))!;
const entries = async ({ deps }: Polling) => (await deps.ledger.left.list(TARGET)).accounts;

/** What every test of a leaver who is active again expects of the next sweep, and of provision after it. */
async function isEndedAgain(acme: Polling): Promise<void> {
  await acme.sweep();
  const about = { target: TARGET, accountId: ada(acme).id, workerKey: await keyOf(acme) };
  expect(drift(acme)).toMatchObject([{ ...about, detail: { fields: 'enabled', leaver: true } }]);
  expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
  expect(acme.observe.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'leaver-active-again' }));
  expect(await acme.follow()).toContain(about.workerKey);
  expect(ada(acme).state).toBe('disabled');
  await acme.sweep();
  expect(drift(acme)).toHaveLength(1);
  expect(acme.published.filter(({ type }) => type === 'DriftDetected')).toEqual([]);
}

describe('a leaver whose account a user of the target enables', () => {
  it.each([5_000, 90_000])(
    '%i ms after our disable is disabled again after the next sweep, told and alarmed',
    async (ms) => {
      const acme = await withAda();
      await acme.deliver(left);
      acme.clock.advance(ms);
      enable(acme);
      await isEndedAgain(acme);
    },
  );

  it('before the very first sweep of the target is, too', async () => {
    const acme = await withAda({}, false);
    await acme.deliver(left);
    enable(acme);
    await isEndedAgain(acme);
  });

  it('is, too, when the account was there before us', async () => {
    const acme = await polling();
    acme.atlan.put(person(1, { email: ADA.workEmail }));
    await acme.sweep();
    await acme.deliver(joined);
    await acme.deliver(left);
    expect(ada(acme).state).toBe('disabled');
    enable(acme);
    await isEndedAgain(acme);
  });

  it('is seen by the next sweep, when access ended while one was running', async () => {
    const acme = await withAda();
    let isFirst = true;
    acme.clock.advance(4 * 60_000);
    await acme.minute(
      withTarget((target) => ({
        listAccounts: async (...asked) => {
          if (isFirst) {
            isFirst = false;
            await acme.deliver(left);
            enable(acme);
          }
          return target.listAccounts(...asked);
        },
      })),
    );
    expect(drift(acme)).toEqual([]);
    await isEndedAgain(acme);
  });

  it('is told at every sweep, each time as an event of its own, until access has ended again', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    enable(acme);
    for (let n = 0; n < 3; n++) await acme.sweep();
    expect(new Set(drift(acme).map(({ id }) => id)).size).toBe(3);
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(3);
    await acme.follow();
    for (let n = 0; n < 3; n++) await acme.sweep();
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(3);
  });

  it('again and again is told each time', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    for (let n = 1; n <= 4; n++) {
      enable(acme);
      await acme.sweep();
      await acme.follow();
      expect(ada(acme).state).toBe('disabled');
      expect(acme.observe.counts['LeaverActiveAgain']).toBe(n);
    }
  });

  it('is reported although the worker cannot be read', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    enable(acme);
    acme.clock.advance(4 * 60_000);
    await acme.minute((deps) => {
      const workers = { ...deps.ledger.workers, load: async () => Promise.reject(new PermanentError('odd')) };
      return { ...deps, ledger: { ...deps.ledger, workers } };
    });
    expect(drift(acme)).toMatchObject([{ detail: { leaver: true } }]);
    expect(await acme.follow()).toContain(await keyOf(acme));
  });

  it('and comes back by HR is nothing to tell', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    await acme.sweep();
    await acme.deliver(lifecycleEvent(5, 'rehired', { date: '2026-03-02' }));
    expect(ada(acme).enabled).toBe(true);
    await acme.sweep();
    expect(drift(acme)).toEqual([]);
  });

  it('is found by provision, when it looks before a sweep does', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    enable(acme);
    await acme.deliver(lifecycleEvent(6, 'moved', { date: '2026-02-20', attributes: { department: 'Sales' } }));
    expect(ada(acme).state).toBe('disabled');
    expect(acme.published.filter(({ type }) => type === 'DriftDetected')).toMatchObject([
      { accountId: ada(acme).id, detail: { fields: 'enabled', leaver: true } },
    ]);
    expect(acme.notices.filter(({ name }) => name === 'leaver-active-again')).toHaveLength(1);
    await acme.sweep();
    expect(drift(acme)).toEqual([]);
  });
});

describe('whatever others do to a leaver, in whatever order we look', () => {
  it('their access has ended after one more sweep and what follows from it', { timeout: 900_000 }, async () => {
    const MOVES: Readonly<Record<string, (acme: Polling) => unknown>> = {
      enable,
      'give another role': (acme) => edit(acme, { role: '$guest' }),
      'sign in': (acme) => edit(acme, { lastLoginAt: acme.clock.now() }),
      disable: (acme) => edit(acme, { enabled: false, state: 'disabled' }),
      sweep: (acme) => acme.sweep(),
      follow: (acme) => acme.follow(),
      'look at who is due': (acme) => acme.tick(1),
      'let a day pass': (acme) => acme.clock.advance(26 * 3_600_000),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(MOVES)), { maxLength: 12 }), async (moves) => {
        const acme = await withAda();
        await acme.deliver(left);
        for (const move of moves) await MOVES[move]?.(acme);
        await acme.sweep();
        await acme.follow();
        expect(ada(acme).state).toBe('disabled');
        const seen = acme.heard().filter(({ type, detail }) => type === 'DriftDetected' && detail?.['leaver'] === true);
        const { DriftSeen = 0, LeaverActiveAgain = 0 } = acme.observe.counts;
        expect(LeaverActiveAgain).toBe(seen.length);
        expect(DriftSeen).toBeGreaterThanOrEqual(LeaverActiveAgain);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a step that provision is just taking', () => {
  /** A step of ours stands in the chain, and no commit follows. */
  async function withOpenStep(action: string): Promise<Polling> {
    const acme = await withAda();
    await acme.deliver(left);
    enable(acme);
    acme.clock.advance(4 * 60_000);
    const { key, receipts, salt } = await workerOf(acme);
    const header = {
      workerKey: key,
      position: receipts.next,
      previousHash: receipts.lastHash,
      at: acme.clock.now(),
      target: TARGET,
      accountId: ada(acme).id,
      action,
      rule: 'left',
      entry: 'intent',
      verdict: 'intended',
      payloadHmac: payloadHmac({}, salt),
    } as const;
    expect(await acme.deps.ledger.receipts.append({ header, payload: {} })).toBe('appended');
    return acme;
  }

  it('explains a difference', async () => {
    const acme = await withOpenStep('disable');
    await acme.minute();
    expect(acme.observe.counts['SweepFinished']).toBe(3);
    expect(drift(acme)).toEqual([]);
  });

  it('explains nothing once it is five minutes old: it was cut off', async () => {
    const acme = await withOpenStep('disable');
    await acme.minute();
    await acme.sweep();
    expect(drift(acme)).toMatchObject([{ detail: { leaver: true } }]);
  });

  it('explains nothing when it is about something else', async () => {
    const acme = await withOpenStep('remove-from-group');
    await acme.minute();
    expect(drift(acme)).toMatchObject([{ detail: { leaver: true } }]);
  });

  it('explains nothing when it was finished before the target was asked', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    enable(acme);
    await acme.sweep();
    expect(drift(acme)).toHaveLength(1);
  });

  it('explains what was seen before it, when it was finished while the target answered', async () => {
    const acme = await withAda();
    acme.clock.advance(4 * 60_000);
    await acme.minute(
      withTarget((target) => ({
        listAccounts: async (...asked) => {
          const page = await target.listAccounts(...asked);
          await acme.deliver(left);
          return page;
        },
      })),
    );
    expect(ada(acme).state).toBe('disabled');
    expect(drift(acme)).toEqual([]);
    await acme.sweep();
    expect(drift(acme)).toEqual([]);
  });
});

describe('of a worker who stays', () => {
  it('a disable by hand inside the window is told once, and is not undone by us', async () => {
    const acme = await withAda();
    edit(acme, { enabled: false, state: 'disabled' });
    for (let n = 0; n < 6; n++) {
      await acme.sweep();
      await acme.follow();
      await acme.tick();
    }
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'enabled', leaver: false } }]);
    expect(acme.published.filter(({ type }) => type === 'DriftDetected')).toEqual([]);
    expect(acme.observe.counts['LeaverActiveAgain']).toBeUndefined();
    expect(ada(acme).state).toBe('disabled');
  });

  it('a role that was set back by hand right after we had changed it is told, and set again', async () => {
    const acme = await withAda();
    edit(acme, { role: '$guest' });
    await acme.sweep();
    await acme.follow();
    expect(ada(acme).role).toBe('$member');
    // the last sweep saw $guest, our last receipt left $member
    edit(acme, { role: '$guest' });
    await acme.sweep();
    expect(drift(acme)).toHaveLength(2);
    expect(drift(acme)[1]).toMatchObject({ detail: { fields: 'role', leaver: false } });
    await acme.follow();
    expect(ada(acme).role).toBe('$member');
  });

  it('what was undone and is done again is told again', async () => {
    const acme = await withAda();
    for (const enabled of [false, true, false]) {
      edit(acme, { enabled, state: enabled ? 'active' : 'disabled' });
      await acme.sweep();
      await acme.follow();
      await acme.tick();
    }
    expect(drift(acme)).toHaveLength(2);
  });

  it('our own changes are nothing, whenever a sweep looks', async () => {
    const acme = await withAda();
    for (const [n, department] of ['Sales', 'Data', 'Sales'].entries()) {
      await acme.deliver(lifecycleEvent(10 + n, 'moved', { date: '2026-03-02', attributes: { department } }));
      await acme.sweep();
      await acme.follow();
    }
    expect(drift(acme)).toEqual([]);
    expect(acme.published.filter(({ type }) => type === 'DriftDetected')).toEqual([]);
  });
});

describe('what our last receipt left', () => {
  it('stands where sweeps read it: first as it was, then as access ended', async () => {
    const acme = await withAda();
    const about = { accountId: ada(acme).id, workerKey: await keyOf(acme) };
    expect(await entries(acme)).toMatchObject([
      { ...about, left: { enabled: true, role: '$member', hasEnded: false } },
    ]);
    await acme.deliver(left);
    expect(await entries(acme)).toMatchObject([{ ...about, left: { enabled: false, hasEnded: true } }]);
  });

  it('is written only when it changed', async () => {
    const acme = await withAda();
    const before = await entries(acme);
    await acme.deliver(lifecycleEvent(8, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    expect(await entries(acme)).toEqual(before);
  });

  it('costs a sweep one read a target, and no worker where nothing differs', async () => {
    const acme = await withAda();
    const asked: string[] = [];
    const noting =
      <A extends unknown[], T>(name: string, read: (...of: A) => T) =>
      (...of: A): T => {
        asked.push(name);
        return read(...of);
      };
    acme.clock.advance(4 * 60_000);
    await acme.minute((deps) => {
      const { workers, left: packed, claims } = deps.ledger;
      const ledger = {
        ...deps.ledger,
        workers: {
          ...workers,
          load: noting('worker', (...of: Parameters<typeof workers.load>) => workers.load(...of)),
        },
        claims: {
          ...claims,
          holderOf: noting('claim', (...of: Parameters<typeof claims.holderOf>) => claims.holderOf(...of)),
        },
        left: { ...packed, list: noting('left', (...of: Parameters<typeof packed.list>) => packed.list(...of)) },
      };
      return { ...deps, ledger };
    });
    expect(asked).toEqual(['left']);
  });
});

describe('a worker of an older version, of whom nothing was packed', () => {
  async function unpacked(): Promise<Polling> {
    const acme = await withAda();
    await acme.deliver(left);
    const worker = await workerOf(acme);
    const { [TARGET]: record } = worker.targets;
    const accounts = record!.accounts.map(({ left: { enabled, role } = {}, ...account }) => ({
      ...account,
      left: { ...(enabled !== undefined && { enabled }), ...(role !== undefined && { role }) },
    }));
    const { lookAt: _, ...rest } = record!;
    const { due: __, ...undue } = worker;
    await acme.deps.ledger.workers.commit({ ...undue, targets: { [TARGET]: { ...rest, accounts } } });
    const { accountId, workerKey } = (await entries(acme))[0]!;
    await acme.deps.ledger.left.write(TARGET, [{ accountId, workerKey, version: 1_000 }]);
    expect(await entries(acme)).toEqual([]);
    return acme;
  }

  it('is looked at by provision soon, packed, and from then on looked at once a day', async () => {
    const acme = await unpacked();
    await acme.sweep();
    expect(await acme.follow()).toContain(await keyOf(acme));
    expect(await entries(acme)).toMatchObject([{ left: { enabled: false, hasEnded: true } }]);
    expect((await workerOf(acme)).due).toMatchObject({ class: 'rest' });
    await acme.sweep();
    expect(await acme.follow()).toEqual([]);
  });

  it('is judged by their own item until then', async () => {
    const acme = await unpacked();
    enable(acme);
    await isEndedAgain(acme);
  });
});

it('a leaver whom an administrator enables while provision is down is told at every sweep of a day, and asked for once an hour', async () => {
  const acme = await withAda();
  await acme.deliver(left);
  enable(acme);
  const sent = acme.queue.messages.length;
  const begun = acme.clock.now();
  for (let sweep = 0; sweep < 288; sweep++) await acme.sweep();
  expect(acme.clock.now() - begun).toBe(24 * 3_600_000);
  expect(acme.observe.counts['LeaverActiveAgain']).toBe(288);
  expect(acme.queue.messages.length - sent).toBeLessThanOrEqual(24);
  expect(acme.queue.messages.length - sent).toBeGreaterThanOrEqual(23);
});

describe('an account that is not ours', () => {
  /** A leaver whose account we were not to take over, disabled when they left. */
  async function withStranger(): Promise<Polling> {
    const acme = await polling({ target: { adopt: 'never' } });
    acme.atlan.put(person(1, { email: ADA.workEmail, enabled: false, state: 'disabled' }));
    await acme.sweep();
    await acme.deliver(joined, left);
    await acme.sweep();
    await acme.follow();
    return acme;
  }

  it('and comes alive under the address of a worker has that worker looked at', async () => {
    const acme = await withStranger();
    enable(acme);
    await acme.sweep();
    expect(await acme.follow()).toEqual([await keyOf(acme)]);
    expect(acme.heard().at(-1)).toMatchObject({ type: 'AccountEnabled' });
    expect(acme.heard().at(-1)?.workerKey).toBeUndefined();
    expect((await workerOf(acme)).targets[TARGET]).toMatchObject({ state: 'held' });
  });

  it('and comes alive under another address has that worker looked at, too, and is asked for again after an hour', async () => {
    const acme = await withStranger();
    const [stranger] = acme.atlan.accounts();
    expect((await workerOf(acme)).targets[TARGET]).toMatchObject({
      foreign: [stranger!.id],
      overAt: expect.any(Number),
    });
    acme.atlan.put({ ...stranger!, email: 'somebody.else@example.com', enabled: true, state: 'active' });
    const sent = acme.queue.messages.length;
    const asked = () => acme.queue.messages.slice(sent).map(({ group }) => group);
    await acme.sweep();
    await acme.sweep();
    expect(asked()).toEqual([await keyOf(acme)]);
    acme.clock.advance(3_600_000);
    await acme.sweep();
    expect(asked()).toEqual([await keyOf(acme), await keyOf(acme)]);
    await acme.follow();
    const { holdId } = (await workerOf(acme)).targets[TARGET]!;
    expect(await acme.deps.ledger.holds.get(holdId!)).toMatchObject({ kind: 'unmanaged-leaver' });
    // it is held, and looked at by provision itself
    await acme.sweep();
    expect(await acme.follow()).toEqual([]);
    acme.atlan.put({ ...stranger!, email: 'somebody.else@example.com' });
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect((await workerOf(acme)).targets[TARGET]).toMatchObject({ overAt: expect.any(Number) });
    acme.atlan.put({ ...stranger!, email: 'somebody.else@example.com', enabled: true, state: 'active' });
    await acme.sweep();
    expect(await acme.follow()).toEqual([await keyOf(acme)]);
  });

  it('and is given the address of a worker has, too', async () => {
    const acme = await withStranger();
    acme.atlan.put(person(2));
    await acme.sweep();
    expect(await acme.follow()).toEqual([]);
    acme.atlan.put(person(2, { email: ADA.workEmail }));
    await acme.sweep();
    expect(await acme.follow()).toEqual([await keyOf(acme)]);
  });

  it('has nobody looked at while it is quiet, changes its role, or is disabled', async () => {
    const acme = await withStranger();
    await acme.sweep();
    edit(acme, { role: '$guest' });
    await acme.sweep();
    expect(await acme.follow()).toEqual([]);
  });
});
