import { describe, expect, it } from 'vitest';

import { operate } from '../../../../../shared/app/operate/operate.ts';
import type { PollDeps } from '../../../../../shared/app/poll/deps.ts';
import { checkExport } from '../../../../../shared/contracts/receipts/check-export.ts';
import { PermanentError } from '../../../../../shared/domain/failure.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { operateOutside } from '../../../../support/operate-outside.ts';
import { type Polling, polling } from '../polling.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
const OPERATOR = 'arn:aws:iam::111122223333:role/operator';
type Said = Parameters<typeof lifecycleEvent>[2];
const emailOf = (n: number) => `p${n}@example.com`;

const forgetting = (deps: PollDeps): PollDeps => ({
  ...deps,
  retention: { ...deps.retention, leaverPayloadDays: DAYS },
});

/** So many who joined and signed in, of whom some left. Two endings an hour are let through, and the next leaver is held. */
async function acme(joiners: number, leavers: readonly number[]) {
  const world = await polling({ target: { limits: { leavers: { min: 2, percent: 1 } } } });
  const people = Array.from({ length: joiners }, (_, index) => index + 1);
  const says = (id: number, kind: 'joined' | 'left', n: number, more: Said = {}) =>
    world.deliver(lifecycleEvent(id, kind, { sourceKey: `hr:${n}`, ...more }));
  const joins = (id: number, n: number, more: Said = {}) =>
    says(id, 'joined', n, { attributes: { workEmail: emailOf(n), workerType: 'employee' }, ...more });
  for (const n of people) {
    await joins(n, n);
    world.atlan.accept(emailOf(n));
  }
  await world.tick();
  for (const n of leavers) await says(100 + n, 'left', n);
  const keyOf = async (n: number) => (await world.deps.ledger.links.workerOf(`hr:${n}`)) ?? '';
  return {
    ...world,
    joins,
    keyOf,
    /** How many payloads a worker's receipts have, and how many receipts. */
    kept: async (n: number) => {
      const chain = await world.deps.ledger.receipts.chain(await keyOf(n));
      return [chain.filter(({ payload }) => payload).length, chain.length];
    },
    /** Lets days go by, then one tick more. */
    after: async (days: number) => {
      world.clock.advance(days * DAY_MS);
      await world.minute(forgetting);
    },
  };
}

/** What receipts verify says of a whole export. */
async function verified({ deps: company, queue, observe, clock }: Polling) {
  const deps = { ...company, ...operateOutside(), operators: {}, queue, observe };
  const answer = await operate(
    'receipts export',
    { payloads: true },
    { deps, actor: OPERATOR, call: { deadline: clock.now() + 20_000 } },
  );
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  const check = checkExport();
  for (const line of (answer.value as { lines: object[] }).lines) check.take(JSON.stringify(line));
  return check.finish();
}

describe('what the receipts of leavers say of a person', () => {
  it('is forgotten once they have been gone for so many days; of all others it stays, and the chains verify', async () => {
    const world = await acme(4, [1, 2, 3]);
    // held by the limit; and one who starts again in a year
    expect((await world.deps.ledger.workers.load(await world.keyOf(3)))?.targets['atlan-prod']?.state).toBe('held');
    await world.joins(9, 2, { date: '2027-03-01', phase: 'scheduled' });
    const before = await Promise.all([1, 2, 3, 4].map(world.kept));
    const [has = 0] = before[0] ?? [];
    expect(has).toBeGreaterThan(6);
    await world.after(DAYS - 1);
    expect(await Promise.all([1, 2, 3, 4].map(world.kept))).toEqual(before);
    await world.after(1);
    // two more receipts say so, without a word of the person
    expect(await world.kept(1)).toEqual([2, has + 2]);
    expect(await Promise.all([2, 3, 4].map(world.kept))).toEqual(before.slice(1));
    expect(await verified(world)).toMatchObject({ faultCount: 0, open: 0, erased: 0, forgotten: has });
    expect(world.observe.lines).toContainEqual(
      expect.objectContaining({
        event: 'payloads-forgotten',
        ids: expect.objectContaining({ workers: 1, payloads: has }),
      }),
    );
    expect(world.observe.measures).toContainEqual({ metric: 'PayloadsForgotten', value: has, unit: 'Count' });
    // nothing is left to forget, so nothing is written
    await world.after(DAYS);
    expect(await world.kept(1)).toEqual([2, has + 2]);
  });

  it('stays where the configuration says nothing of it', async () => {
    const world = await acme(1, [1]);
    const before = await world.kept(1);
    world.clock.advance(10 * 365 * DAY_MS);
    await world.minute();
    expect(await world.kept(1)).toEqual(before);
  });

  it('is finished by the next tick where one was cut off, also of a worker who is hired again meanwhile', async () => {
    const world = await acme(1, [1]);
    world.clock.advance(DAYS * DAY_MS);
    const dies = { erase: async () => Promise.reject(new Error('killed')) };
    const cutOff = (deps: PollDeps): PollDeps =>
      forgetting({ ...deps, ledger: { ...deps.ledger, receipts: { ...deps.ledger.receipts, ...dies } } });
    await expect(world.minute(cutOff)).rejects.toThrow('killed');
    const today = new Date(world.clock.now()).toISOString().slice(0, 10);
    await world.joins(9, 1, { date: today });
    const [has = 0, receipts = 0] = await world.kept(1);
    await world.minute(forgetting);
    // those of the new start, of what was begun and of its end
    expect(await world.kept(1)).toEqual([has - 8 + 1, receipts + 1]);
    expect(await verified(world)).toMatchObject({ faultCount: 0, open: 0, forgotten: 8 });
  });

  it('is looked for a piece a tick, past a worker who cannot be read, until the pass is over', async () => {
    const world = await acme(1, [1]);
    const { ledger } = world.poll;
    const key = await world.keyOf(1);
    const keys = [...Array.from({ length: 900 }, (_, n) => `#${String(n).padStart(4, '0')}`), key].toSorted();
    const asked: string[] = [];
    const workers = {
      ...ledger.workers,
      list: async () => ({ keys }),
      load: async (one: string) => {
        asked.push(one);
        if (one === '#0500') throw new PermanentError('targets is malformed');
        return one === key ? ledger.workers.load(one) : undefined;
      },
    };
    world.clock.advance(DAYS * DAY_MS);
    // what begins before midnight is finished after it
    const looks: number[] = [];
    for (const _ of [1, 2, 3, 4]) {
      asked.length = 0;
      await world.minute((deps) => forgetting({ ...deps, ledger: { ...ledger, workers } }));
      looks.push(asked.filter((one) => keys.includes(one)).length);
      if (looks.length === 2) world.clock.advance(DAY_MS - 60_000);
    }
    expect(looks).toEqual([400, 400, 101, 400]);
    expect(await world.kept(1)).toEqual([2, 10]);
    const told = world.observe.lines.filter(({ event }) => event === 'payloads-forgotten');
    expect(told).toMatchObject([{ ids: { workers: 1, payloads: 8 } }]);
    expect(world.observe.lines).toContainEqual({
      level: 'error',
      event: 'worker-unreadable',
      ids: { workerKey: '#0500' },
    });
  });
});
