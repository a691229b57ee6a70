import { describe, expect, it } from 'vitest';

import { tick } from '../../../../shared/app/poll/tick.ts';
import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { newWorker } from '../../../../shared/domain/worker/worker.ts';
import { type Polling, polling } from './polling.ts';

async function due({ deps, clock }: Polling, count: number, leaver: boolean): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, (_, n) => `${leaver ? 'leaver' : 'other'}-${n}`);
  for (const key of keys)
    await deps.ledger.workers.commit({
      ...newWorker(key, 'salt'),
      due: { at: clock.now() - 1, class: leaver ? 'ending' : 'rest' },
    });
  return keys;
}

const keysOf = ({ queue }: Polling) =>
  queue.messages.map(({ body, group }) => {
    const message = decodeMessage(body);
    expect(message).toEqual({ kind: 'reconcile', workerKey: group });
    return group;
  });

describe('the tick', () => {
  it('sends a reconcile for every worker who is due, and for no other', async () => {
    const acme = await polling();
    const keys = await due(acme, 3, false);
    await acme.deps.ledger.workers.commit({
      ...newWorker('later', 'salt'),
      due: { at: acme.clock.now() + 3_600_000, class: 'rest' },
    });
    await acme.minute();
    expect(keysOf(acme).sort()).toEqual(keys);
  });

  it('gives every message an id that it never had before', async () => {
    const acme = await polling();
    await due(acme, 2, true);
    await acme.minute();
    acme.clock.advance(3_600_000);
    await acme.minute();
    expect(keysOf(acme)).toHaveLength(4);
    expect(new Set(acme.queue.messages.map(({ dedupId }) => dedupId)).size).toBe(4);
  });

  it('is for one process at a time', async () => {
    const acme = await polling();
    await due(acme, 1, true);
    acme.atlan.put({ id: 'u1' });
    const deadline = acme.clock.now() + 110_000;
    await acme.deps.ledger.checkpoints.lease('tick', 'another', acme.clock.now(), acme.clock.now() + 55_000);
    await tick({ holder: 'late', deadline }, acme.poll);
    expect(acme.queue.messages).toEqual([]);
    expect(await acme.inventory()).toEqual([]);
    expect(acme.observe.lines).toMatchObject([{ event: 'tick-skipped' }]);
    await acme.minute();
    expect(acme.queue.messages).toHaveLength(1);
  });

  it('measures how long the oldest open hold has waited, and 0 when none does', async () => {
    const acme = await polling();
    const { holds } = acme.deps.ledger;
    const since = acme.clock.now();
    const open = { workerKey: 'w', target: 'atlan-prod', kind: 'conflict', because: 'two', planDigest: 'd' } as const;
    await holds.open({ ...open, id: 'older', since: since - 90 * 60_000 });
    await holds.open({ ...open, id: 'newer', since });
    const measured = async () => {
      await acme.minute();
      return acme.observe.measures.findLast(({ metric }) => metric === 'OldestHoldMinutes');
    };
    expect(await measured()).toEqual({ metric: 'OldestHoldMinutes', value: 91, unit: 'Count' });
    const decision = { verdict: 'rejected', actor: 'mara', reason: 'wrong', at: acme.clock.now() } as const;
    await holds.decide('older', decision);
    expect(await measured()).toMatchObject({ value: 2 });
    await holds.decide('newer', decision);
    expect(await measured()).toMatchObject({ value: 0 });
  });

  it('measures how many hours a deployed policy has waited for its activation, and 0 when none does', async () => {
    const acme = await polling();
    const { policies } = acme.deps.ledger;
    const since = acme.clock.now();
    const active = { hash: 'a', policy: { rules: [], lists: {}, maxRole: '$member' }, since };
    const measured = async () => {
      await acme.minute();
      return acme.observe.measures.findLast(({ metric }) => metric === 'PolicyWaitingHours');
    };
    await policies.save({ target: 'atlan-prod', active, waiting: { hash: 'b', since: since - 30 * 3_600_000 } }, 0);
    expect(await measured()).toEqual({ metric: 'PolicyWaitingHours', value: 30, unit: 'Count' });
    await policies.save({ target: 'atlan-prod', active }, 1);
    expect(await measured()).toMatchObject({ value: 0 });
  });

  it('counts the open holds that are older than a day', async () => {
    const acme = await polling();
    const { holds } = acme.deps.ledger;
    const open = { workerKey: 'w', target: 'atlan-prod', kind: 'conflict', because: 'two', planDigest: 'd' } as const;
    const hour = 60 * 60_000;
    for (const [id, age] of [
      ['oldest', 30],
      ['old', 24],
      ['newer', 22],
    ] as const)
      await holds.open({ ...open, id, since: acme.clock.now() - age * hour });
    const measured = async () => {
      await acme.minute();
      return acme.observe.measures.findLast(({ metric }) => metric === 'HoldsOverdue')?.value;
    };
    expect(await measured()).toBe(2);
    acme.clock.advance(2 * hour);
    expect(await measured()).toBe(3);
    const decision = { verdict: 'approved', actor: 'mara', reason: 'right', at: acme.clock.now() } as const;
    await holds.decide('old', decision);
    expect(await measured()).toBe(2);
  });

  it('measures how many joiners wait for room on a target, and says until when', async () => {
    const acme = await polling();
    const until = acme.clock.now() + 60 * 60_000;
    await acme.deps.ledger.waitingLine.join('atlan-prod', { workerKey: 'w1', startDate: '2026-03-02', until });
    await acme.deps.ledger.waitingLine.join('atlan-prod', {
      workerKey: 'w2',
      startDate: '2026-03-01',
      until: until - 1,
    });
    await acme.minute();
    expect(acme.observe.measures.findLast(({ metric }) => metric === 'GrantsWaiting')).toMatchObject({ value: 2 });
    expect(acme.observe.lines.filter(({ event }) => event === 'grants-wait')).toMatchObject([
      { ids: { target: 'atlan-prod', workers: 2, until: new Date(until).toISOString() } },
    ]);
  });

  it('may be tried again by the process that failed', async () => {
    const acme = await polling();
    await due(acme, 1, true);
    const failing = {
      ...acme.poll,
      queue: {
        send: async () => {
          throw new RetryableError('no queue');
        },
      },
    };
    const own = { holder: 'one', deadline: acme.clock.now() + 110_000 };
    await expect(tick(own, failing)).rejects.toThrow('no queue');
    await tick(own, acme.poll);
    expect(acme.queue.messages).toHaveLength(1);
  });

  it('sweeps although the queue is away, and reminds although a target breaks, and hides neither', async () => {
    const acme = await polling();
    acme.atlan.put({ id: 'u1' });
    await due(acme, 1, true);
    const noQueue = { send: async () => Promise.reject(new RetryableError('no queue')) };
    await expect(acme.minute((deps) => ({ ...deps, queue: noQueue }))).rejects.toThrow('no queue');
    expect(await acme.inventory()).toHaveLength(1);

    acme.clock.advance(300_000);
    const listAccounts = async () => Promise.reject(new Error('a bug'));
    await expect(
      acme.minute((deps) => ({
        ...deps,
        targets: deps.targets.map(({ target, settings }) => ({ settings, target: { ...target, listAccounts } })),
      })),
    ).rejects.toThrow('a bug');
    expect(acme.queue.messages).toHaveLength(1);
    expect(acme.observe.counts['SweepFailed']).toBe(1);
  });
});
