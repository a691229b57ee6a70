import { describe, expect, it } from 'vitest';

import { memoryItems } from '../../../../../shared/adapters/memory/memory-items.ts';
import { checkExport } from '../../../../../shared/contracts/receipts/check-export.ts';
import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import type { ItemStore } from '../../../../../shared/ports/items.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane } from '../control-plane.ts';

const email = 'ada@example.com';
const attributes = { workEmail: email, workerType: 'employee', displayName: 'Ada Example', employeeNumber: '7001' };
const joined = lifecycleEvent(1, 'joined', { sourceKey: 'hr:1', attributes });
const left = lifecycleEvent(101, 'left', { sourceKey: 'hr:1' });
const GO = { reason: 'request 7', go: true };

/** Of a person who had an account and left, and of one who stays. */
async function leaver(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane(settings);
  await plane.acme.deliver(
    joined,
    lifecycleEvent(2, 'joined', {
      sourceKey: 'hr:2',
      attributes: { workEmail: 'bob@example.com', workerType: 'employee' },
    }),
  );
  plane.acme.atlan.accept(email);
  await plane.acme.tick();
  await plane.acme.deliver(left);
  expect(account(plane)).toMatchObject({ state: 'disabled' });
  return { ...plane, worker: await plane.keyOf(1) };
}

const account = ({ acme }: ControlPlane) => acme.atlan.accounts().find((one) => one.email === email)!;

/** An event that is said now. */
const saidNow = ({ acme: { clock } }: ControlPlane, event: LifecycleEvent): LifecycleEvent => ({
  ...event,
  occurredAt: clock.now(),
  order: `${String(clock.now()).padStart(16, '0')} ${event.id}`,
});

async function verified(plane: ControlPlane, worker: string) {
  const check = checkExport();
  const { lines } = await plane.tell('receipts export', { worker, payloads: true });
  for (const line of lines) check.take(JSON.stringify(line));
  return check.finish();
}

/** A store that fails at one of the writes to come, and then works again. */
function failing(items: ItemStore) {
  let left = Number.POSITIVE_INFINITY;
  const count = () => {
    if (left-- === 0) throw new RetryableError('the table did not answer');
  };
  return {
    items: {
      ...items,
      put: async (...given: Parameters<ItemStore['put']>) => {
        count();
        return items.put(...given);
      },
      delete: async (...given: Parameters<ItemStore['delete']>) => {
        count();
        return items.delete(...given);
      },
    } satisfies ItemStore,
    failAt: (nth: number) => {
      left = nth;
    },
  };
}

/** Everything of a worker's that the ledger has, as text. */
const keptText = async (plane: ControlPlane, worker: string) =>
  JSON.stringify((await plane.tell('subject export', { worker })).lines.filter(({ kind }) => kind !== 'account'));

describe('erasing what is kept on a worker', () => {
  it('shows first what that would be, and changes nothing', async () => {
    const plane = await leaver();
    const before = await plane.deps.ledger.workers.load(plane.worker);
    expect(await plane.tell('subject erase', { worker: plane.worker })).toMatchObject({
      dryRun: true,
      events: 2,
      sourceKeys: 1,
      addresses: 1,
      stillThere: [{ target: 'atlan-prod', accountId: account(plane).id }],
    });
    expect(await plane.deps.ledger.workers.load(plane.worker)).toEqual(before);
  });

  it('leaves nothing of the person but ids, and a chain that verifies and shows the payloads as erased', async () => {
    const plane = await leaver();
    const { salt } = (await plane.deps.ledger.workers.load(plane.worker))!;
    expect(await plane.tell('subject erase', { worker: plane.worker, ...GO })).toMatchObject({ dryRun: false });
    const text = await keptText(plane, plane.worker);
    for (const word of [email, 'Ada', '7001', 'hr:1', 'evt_']) expect(text).not.toContain(word);
    const worker = (await plane.deps.ledger.workers.load(plane.worker))!;
    expect(worker.salt).not.toBe(salt);
    expect(await plane.deps.ledger.history.list(plane.worker)).toEqual([]);
    expect(await plane.deps.ledger.links.workerOf('hr:1')).toBeUndefined();
    expect(await plane.deps.ledger.links.workersByEmail(email)).toEqual([]);
    const checked = await verified(plane, plane.worker);
    expect(checked).toMatchObject({ faultCount: 0, open: 0 });
    expect(checked.erased).toBeGreaterThan(5);
    expect(await plane.keyOf(2)).not.toBe('');
  });

  it.each<[string, (plane: ControlPlane) => Promise<void>]>([
    [
      'works here',
      async (plane) => {
        const back = lifecycleEvent(3, 'left', { sourceKey: 'hr:1', phase: 'cancelled', supersedes: left.id });
        await plane.acme.deliver(saidNow(plane, back));
      },
    ],
    [
      'will work here again',
      async (plane) => {
        const again = lifecycleEvent(3, 'rehired', { sourceKey: 'hr:1', attributes, date: '2026-09-01' });
        await plane.acme.deliver(saidNow(plane, again));
      },
    ],
    [
      'keeps access by an operator’s word',
      async (plane) => {
        const { workers } = await plane.tell('explain', { worker: await plane.keyOf(1) });
        const receipt = workers?.[0]?.receipts.findLast(({ action }) => action === 'disable')?.receipt;
        await plane.tell('undo', { receipt, until: '2026-06-30', ...GO });
      },
    ],
    [
      'has an account that can sign in',
      async (plane) => {
        plane.acme.atlan.put({ ...account(plane), state: 'active', enabled: true, role: '$guest' });
        const worker = (await plane.deps.ledger.workers.load(await plane.keyOf(1)))!;
        const { overAt: _, ...record } = worker.targets['atlan-prod']!;
        await plane.deps.ledger.workers.commit({ ...worker, targets: { 'atlan-prod': record } });
      },
    ],
  ])('is refused while the worker %s', async (_what, make) => {
    const plane = await leaver();
    await make(plane);
    for (const input of [{}, GO])
      expect(await plane.ask('subject erase', { worker: plane.worker, ...input })).toMatchObject({ error: 'conflict' });
    expect(await plane.deps.ledger.history.list(plane.worker)).not.toEqual([]);
  });

  it('goes on after a call that was cut off, wherever that was', async () => {
    const all = await (async () => {
      const store = failing(memoryItems());
      const plane = await leaver({ items: store.items });
      let writes = 0;
      for (; ; writes++) {
        store.failAt(writes);
        if (
          await plane.ask('subject erase', { worker: plane.worker, ...GO }).then(
            () => true,
            () => false,
          )
        )
          break;
      }
      store.failAt(Number.POSITIVE_INFINITY);
      return { plane, writes };
    })();
    expect(all.writes).toBeGreaterThan(5);
    const text = await keptText(all.plane, all.plane.worker);
    for (const word of [email, 'Ada', 'hr:1', 'evt_']) expect(text).not.toContain(word);
    expect(await all.plane.deps.ledger.links.workersByEmail(email)).toEqual([]);
    expect(await verified(all.plane, all.plane.worker)).toMatchObject({ faultCount: 0 });
  });

  it('does not let the leaver’s account come alive again unnoticed', async () => {
    const plane = await leaver();
    await plane.tell('subject erase', { worker: plane.worker, ...GO });
    await plane.acme.tick();
    plane.acme.atlan.put({ ...account(plane), state: 'active', enabled: true });
    plane.acme.clock.advance(25 * 3_600_000);
    await plane.acme.tick();
    expect(account(plane)).toMatchObject({ state: 'disabled' });
  });

  it('makes a person who is hired again a new worker, who gets the account that was theirs', async () => {
    const plane = await leaver();
    await plane.tell('subject erase', { worker: plane.worker, ...GO });
    plane.acme.clock.advance(60_000);
    await plane.acme.deliver(saidNow(plane, lifecycleEvent(3, 'rehired', { sourceKey: 'hr:1', attributes })));
    const again = await plane.keyOf(1);
    expect(again).not.toBe(plane.worker);
    await plane.acme.tick();
    expect(account(plane)).toMatchObject({ state: 'active' });
    plane.acme.clock.advance(25 * 3_600_000);
    await plane.acme.tick();
    expect(account(plane)).toMatchObject({ state: 'active' });
    expect((await plane.tell('hold list')).holds).toEqual([]);
  });

  it('takes in nothing more that HR says of the erased worker', async () => {
    const plane = await leaver();
    await plane.tell('subject erase', { worker: plane.worker, ...GO });
    await plane.deps.ledger.links.link('hr:1', plane.worker);
    await plane.acme.deliver(saidNow(plane, lifecycleEvent(3, 'moved', { sourceKey: 'hr:1', attributes })));
    expect(await plane.keyOf(1)).not.toBe(plane.worker);
    expect(await keptText(plane, plane.worker)).not.toContain(email);
  });

  it('erases what a target still had once it is gone there', async () => {
    const plane = await leaver();
    const { inventory } = plane.deps.ledger;
    const { id } = account(plane);
    const known = (await inventory.get('atlan-prod', [id])).get(id)!;
    await plane.tell('subject erase', { worker: plane.worker, ...GO });
    await inventory.put({ ...known, version: known.version + 1, removedAt: plane.acme.clock.now() });
    expect(await plane.tell('subject erase', { worker: plane.worker, ...GO })).toMatchObject({
      accounts: 1,
      stillThere: [],
    });
    expect((await inventory.get('atlan-prod', [id])).get(id)?.account).toEqual({ id });
  });

  it('keeps the override by which access has ended', async () => {
    const plane = await leaver();
    await plane.tell('subject erase', { worker: plane.worker, ...GO });
    const { overrides } = await plane.tell('override list', { worker: plane.worker });
    expect(overrides).toMatchObject([{ kind: 'access_ended', reason: 'request 7' }]);
    expect(await plane.ask('override lift', { override: overrides[0]!.id, reason: 'r' })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('erased'),
    });
  });
});
