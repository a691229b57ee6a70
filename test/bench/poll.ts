import { startAtlanSimulator } from '../../local/simulators/atlan/server.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryBus } from '../../shared/adapters/memory/memory-bus.ts';
import { memoryEvidence } from '../../shared/adapters/memory/memory-evidence.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { atlanTarget } from '../../shared/adapters/targets/atlan/atlan-target.ts';
import { tick } from '../../shared/app/poll/tick.ts';
import type { LeftChange } from '../../shared/domain/worker/left.ts';
import type { ItemStore } from '../../shared/ports/items.ts';
import type { Ledger } from '../../shared/ports/ledger/ledger.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { companyConfig } from '../support/company.ts';
import { RETENTION } from '../support/retention.ts';
import { type Figure, timed } from './measure.ts';

const MANAGED = 10_000;

/** Counts the items that are read; what a query gives counts item by item. */
function countingReads(items: ItemStore): { readonly items: ItemStore; readonly count: () => number } {
  let reads = 0;
  return {
    count: () => reads,
    items: {
      ...items,
      get: (key) => {
        reads++;
        return items.get(key);
      },
      query: async (range) => {
        const page = await items.query(range);
        reads += page.items.length;
        return page;
      },
    },
  };
}

/** A whole sweep of a large tenant by ticks, as the deployed function does it, its ledger in memory. */
export async function pollFigures(): Promise<readonly Figure[]> {
  await using atlan = await startAtlanSimulator({ seedUsers: MANAGED, options: { requestsPerMinute: null } });
  const secret = async () => ({ baseUrl: atlan.url, token: atlan.token });
  const settings = companyConfig().targets['atlan-prod'];
  if (!settings) throw new Error('the configuration has no such target');
  const target = atlanTarget({
    name: 'atlan-prod',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  const reads = countingReads(memoryItems());
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
  const deps = {
    ledger: ledger({ items: reads.items, clock, random: systemRandom }),
    queue: memoryQueue(),
    bus: memoryBus(),
    evidence: memoryEvidence(),
    listensTo: [],
    targets: [{ target, settings }],
    policy: companyConfig(),
    retention: RETENTION,
    clock,
    random: systemRandom,
    observe: memoryObserve(),
  };
  const sweep = await timed(() => tick({ holder: 'bench', deadline: systemClock.now() + 600_000 }, deps));
  const response = await fetch(`${atlan.control}/counters`);
  const { total } = (await response.json()) as { total: number };
  const later = await everybodyManaged(deps.ledger, async () => {
    aheadMs += 600_000;
    const before = reads.count();
    await tick({ holder: 'later', deadline: clock.now() + 600_000 }, deps);
    return reads.count() - before;
  });
  return [
    {
      what: 'first sweep of 10,000 accounts into the inventory',
      unit: 'requests',
      ours: total,
      floor: 100,
      naive: 10_000 / 20 + 1,
    },
    { what: 'first sweep of 10,000 accounts, simulator included', unit: 'ms', ours: sweep.ms },
    {
      // each account's record three times: to compare, to write, to see who is missing. Naive: its worker's claim as an item more
      what: 'a later sweep of 10,000 managed accounts that nobody changed',
      unit: 'items read',
      ours: later,
      floor: MANAGED,
      naive: 4 * MANAGED,
    },
  ];
}

/** Has a worker manage each account that was seen, as provision would have left it, and then does the task. */
async function everybodyManaged<T>({ inventory, claims, left }: Ledger, task: () => Promise<T>): Promise<T> {
  const target = 'atlan-prod';
  const changes: LeftChange[] = [];
  let cursor: string | undefined;
  do {
    const page = await inventory.list(target, cursor);
    for (const { account } of page.records) {
      const { id: accountId, enabled, role } = account;
      const workerKey = systemRandom.uuid();
      await claims.claim(target, accountId, workerKey);
      changes.push({ accountId, workerKey, version: 1, left: { enabled, role, hasEnded: enabled === false } });
    }
    cursor = page.next;
  } while (cursor !== undefined);
  await left.write(target, changes);
  return task();
}
