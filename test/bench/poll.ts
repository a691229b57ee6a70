import { startAtlanSimulator } from '../../infra/local/simulators/atlan/server.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryBus } from '../../shared/adapters/memory/memory-bus.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { atlanTarget } from '../../shared/adapters/targets/atlan/atlan-target.ts';
import { tick } from '../../shared/app/poll/tick.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { companyConfig } from '../support/company.ts';
import { type Figure, timed } from './measure.ts';

/** A whole sweep of a large tenant by ticks, as the deployed function does it, its ledger in memory. */
export async function pollFigures(): Promise<readonly Figure[]> {
  await using atlan = await startAtlanSimulator({ seedUsers: 10_000, options: { requestsPerMinute: null } });
  const secret = async () => ({ baseUrl: atlan.url, token: atlan.token });
  const settings = companyConfig().targets['atlan-prod'];
  if (!settings) throw new Error('the configuration has no such target');
  const target = atlanTarget({
    name: 'atlan-prod',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  const deps = {
    ledger: ledger({ items: memoryItems(), clock: systemClock, random: systemRandom }),
    queue: memoryQueue(),
    bus: memoryBus(),
    targets: [{ target, settings }],
    clock: systemClock,
    random: systemRandom,
    observe: memoryObserve(),
  };
  const sweep = await timed(() => tick({ holder: 'bench', deadline: systemClock.now() + 600_000 }, deps));
  const response = await fetch(`${atlan.control}/counters`);
  const { total } = (await response.json()) as { total: number };
  return [
    {
      what: 'first sweep of 10,000 accounts into the inventory',
      unit: 'requests',
      ours: total,
      floor: 100,
      naive: 10_000 / 20 + 1,
    },
    { what: 'first sweep of 10,000 accounts, simulator included', unit: 'ms', ours: sweep.ms },
  ];
}
