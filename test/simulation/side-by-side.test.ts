import { describe, expect, it } from 'vitest';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { dueBefore } from '../../shared/app/poll/due/due-lines.ts';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { CONVERGE_LEASE_MS } from '../../shared/contracts/cadence.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { RetryableError } from '../../shared/domain/failure.ts';
import type { ItemStore } from '../../shared/ports/items.ts';
import { type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { interference } from './interference.ts';
import { joined, left, moved, settle } from './scenarios.ts';

const soon = (acme: Company) => ({ call: { deadline: acme.clock.now() + 50_000 }, world: acme });

async function record(acme: Company, event: LifecycleEvent): Promise<string> {
  const body = encodeMessage({ kind: 'event', event, delivery: 'd' });
  return recordMessage({ body, group: event.sourceKey }, acme.deps);
}

/** What was begun for a worker, by kind of action, how often. */
async function intents(acme: Company, sourceKey = 'hr:1'): Promise<Readonly<Record<string, number>>> {
  const key = await acme.deps.ledger.links.workerOf(sourceKey);
  const chain = key === undefined ? [] : await acme.deps.ledger.receipts.chain(key);
  const counted: Record<string, number> = {};
  for (const { header } of chain) {
    if (header.entry === 'intent') counted[header.action] = (counted[header.action] ?? 0) + 1;
  }
  return counted;
}

describe('another process that checks the same worker between any two calls', () => {
  it('leaves a joiner to the one who has them: one invitation, every group once', { timeout: 900_000 }, async () => {
    const calls = interference();
    await (await company({ between: calls })).deliver(joined);
    for (let at = 1; at <= calls.calls.length; at++) {
      let acme: Company | undefined;
      const between = interference(undefined, async (number) => {
        const key = await acme?.deps.ledger.links.workerOf('hr:1');
        if (number === at && acme && key !== undefined) await converge([key], acme.deps, soon(acme));
      });
      acme = await company({ between });
      await acme.deliver(joined);
      await settle(acme);
      expect(await intents(acme), `before call ${at}, ${calls.calls[at - 1]}`).toEqual({
        invite: 1,
        'add-to-groups': 1,
      });
      expect(acme.published.map(({ type }) => type)).toEqual(['InvitationSent']);
    }
  });

  it('is told as an invitation, also when the one who has the joiner was slow and the other is killed before it commits', async () => {
    const calls = interference();
    await (await company({ between: calls })).deliver(joined);
    const adopted: string[] = [];
    for (let at = 1; at <= calls.calls.length; at++) {
      let acme: Company | undefined;
      const between = interference(undefined, async (number) => {
        const key = await acme?.deps.ledger.links.workerOf('hr:1');
        if (number !== at || !acme || key === undefined) return;
        acme.clock.advance(CONVERGE_LEASE_MS + 1);
        await converge([key], killedBeforeCommit(acme), soon(acme));
      });
      acme = await company({ between });
      await acme.deliver(joined);
      await settle(acme);
      const told = acme.published.map(({ type }) => type).join();
      if (told !== 'InvitationSent') adopted.push(`before call ${at}, ${calls.calls[at - 1]}: ${told}`);
    }
    expect(adopted).toEqual([]);
  });

  it('takes what HR says meanwhile in, and the one who has the worker acts on it before it ends', async () => {
    const calls = interference();
    const calm = await company({ between: calls });
    await calm.deliver(joined);
    for (let at = 1; at <= calls.calls.length; at++) {
      let acme: Company | undefined;
      const between = interference(undefined, async (number) => {
        if (number !== at || !acme || (await acme.deps.ledger.links.workerOf('hr:1')) === undefined) return;
        await converge([await record(acme, moved)], acme.deps, soon(acme));
      });
      acme = await company({ between });
      await acme.deliver(joined);
      const [account] = acme.atlan.accounts();
      if (await isMoved(acme))
        expect(await acme.groupsOf(account!.id), `before call ${at}, ${calls.calls[at - 1]}`).toEqual(['all_staff']);
    }
  });

  it('does not wait for a process that was killed when access must end', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    const key = await record(acme, left);
    const now = acme.clock.now();
    await acme.deps.ledger.checkpoints.lease(`converge:${key}`, 'killed', now, now + CONVERGE_LEASE_MS);
    await acme.tick();
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
  });

  it('finds a joiner due when the lease of a process that was killed ends, and sends nothing before', async () => {
    const acme = await company();
    const key = await record(acme, joined);
    const now = acme.clock.now();
    await acme.deps.ledger.checkpoints.lease(`converge:${key}`, 'killed', now, now + CONVERGE_LEASE_MS);
    await converge([key], acme.deps, soon(acme));
    await acme.tick();
    expect(acme.atlan.accounts()).toEqual([]);
    acme.clock.advance(CONVERGE_LEASE_MS);
    await acme.tick();
    expect(acme.atlan.accounts()).toHaveLength(1);
  });
});

const killedBeforeCommit = ({ deps }: Company): Company['deps'] => ({
  ...deps,
  ledger: {
    ...deps.ledger,
    workers: { ...deps.ledger.workers, commit: () => Promise.reject(new RetryableError('killed')) },
  },
});

const isMoved = async (acme: Company): Promise<boolean> => {
  const key = await acme.deps.ledger.links.workerOf('hr:1');
  const worker = key === undefined ? undefined : await acme.deps.ledger.workers.load(key);
  return worker?.recentEvents.includes(moved.id) === true;
};

/** A store whose answers come in an order that a seed decides, so that two processes get between each other's calls. */
function shuffled(items: ItemStore, seed: number): ItemStore {
  let state = seed;
  const pause = async () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    for (let turns = state % 4; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
  };
  const after =
    <Args extends unknown[], Answer>(run: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await pause();
      return run(...args);
    };
  return {
    get: after((key) => items.get(key)),
    put: after((item, when) => items.put(item, when)),
    delete: after((key, when) => items.delete(key, when)),
    query: after((range) => items.query(range)),
    due: after((partition, before, limit) => items.due(partition, before, limit)),
    moveDue: after((...args) => items.moveDue(...args)),
  };
}

describe('500 joiners under two function processes, while a tick reminds of them', () => {
  it('are each invited once and put into their groups once', { timeout: 900_000 }, async () => {
    const limits = { grants: { min: 9_999 }, leavers: { min: 9_999 }, removals: { min: 9_999 } };
    const acme = await company({ target: { requestsPerMinute: 400, limits }, items: shuffled(memoryItems(), 7) });
    const people = Array.from({ length: 500 }, (_, n) => n);
    const event = (n: number) =>
      lifecycleEvent(n, 'joined', {
        sourceKey: `hr:${n}`,
        attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department: 'Data' },
      });

    for (let at = 0; at < people.length; at += 10) {
      const keys = await Promise.all(people.slice(at, at + 10).map((n) => record(acme, event(n))));
      // the same workers again, by a reminder that another process was handed
      const reminded = keys.toReversed();
      await Promise.all([converge(keys, acme.deps, soon(acme)), converge(reminded, acme.deps, soon(acme))]);
      acme.clock.advance(30_000);
    }
    for (let minute = 0; minute < 30; minute++) {
      acme.clock.advance(60_000);
      const due = await dueBefore(acme.clock.now() + 1, 200, { ledger: acme.deps.ledger, targets: ['atlan-prod'] });
      const keys = due.map(({ workerKey }) => workerKey);
      for (let at = 0; at < keys.length; at += 10)
        await Promise.all([0, 1].map(() => converge(keys.slice(at, at + 10), acme.deps, soon(acme))));
    }
    const counted = await Promise.all(people.map((n) => intents(acme, `hr:${n}`)));
    expect(counted.filter((one) => one['invite'] !== 1 || one['add-to-groups'] !== 1)).toEqual([]);
    expect(acme.atlan.accounts()).toHaveLength(500);
    expect(acme.published.filter(({ type }) => type === 'InvitationSent')).toHaveLength(500);
    expect(acme.published.filter(({ type }) => type === 'AccountAdopted')).toEqual([]);
  });
});
