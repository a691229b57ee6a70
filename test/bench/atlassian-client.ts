import { startAtlassianSimulator } from '../../local/simulators/atlassian/server.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { atlassianTarget } from '../../shared/adapters/targets/atlassian/atlassian-target.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import { converge } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { recordFacts } from '../../shared/app/provision/record-facts.ts';
import { ATLASSIAN } from '../../shared/contracts/config/providers/atlassian.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { SETTINGS } from '../support/atlassian-settings.ts';
import { companyConfig } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import type { Figure } from './measure.ts';

const target = {
  atlassian: SETTINGS,
  requestsPerMinute: 600,
  limits: { grants: { min: 10_000 }, leavers: { min: 10_000 }, removals: { min: 10_000 } },
};

/** The pipeline on Atlassian's client and simulator, its ledger in memory; what a process learns once is learnt. */
async function start() {
  const atlassian = await startAtlassianSimulator({ options: { requestsPerMinute: null } });
  for (const name of ['atlassian-guests', 'atlassian-users', 'All Staff', 'Data Eng'])
    await fetch(`${atlassian.control}/groups`, { method: 'POST', body: JSON.stringify({ name }) });
  const secret = async () => ({ baseUrl: atlassian.url, token: atlassian.token });
  const client = atlassianTarget({
    name: 'atlan-prod',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
    atlassian: SETTINGS,
  });
  const config = companyConfig(target, [], { name: 'atlassian', ...ATLASSIAN });
  const settings = config.targets['atlan-prod'];
  if (!settings) throw new Error('the configuration has no such target');
  const deps: ProvisionDeps = {
    ledger: ledger({ items: memoryItems(), clock: systemClock, random: systemRandom }),
    bus: { publish: async () => {} },
    targets: [{ target: client, settings }],
    policy: config,
    catalogues: catalogueReader(systemClock),
    identities: identityReader(),
    noteUnheard: async () => undefined,
    clock: systemClock,
    random: systemRandom,
    notice: () => {},
  };
  await deps.ledger.flags.setMode('atlan-prod', 'enforce', 'bench', 0);
  let requests = 0;
  const call = () => ({ deadline: systemClock.now() + 600_000, onRequest: () => void requests++ });
  /** Requests a worker, for events that arrive together. */
  const provision = async (events: readonly LifecycleEvent[]): Promise<number> => {
    const keys: string[] = [];
    for (const event of events) keys.push((await recordFacts(event, deps)).workerKey);
    const before = requests;
    await converge(keys, deps, call());
    return (requests - before) / events.length;
  };
  return { provision, [Symbol.asyncDispose]: () => atlassian.stop() };
}

const about = (n: number, kind: 'joined' | 'moved' | 'left', department: string): LifecycleEvent =>
  lifecycleEvent(n * 10 + ['joined', 'moved', 'left'].indexOf(kind), kind, {
    sourceKey: `hr:${n}`,
    date: '2026-02-01',
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department },
  });
const ten = (kind: 'joined' | 'moved' | 'left', department: string) =>
  Array.from({ length: 10 }, (_, n) => about(n, kind, department));

/**
 * Requests a worker, each of whom gets a role and two groups, changes one of them, and leaves. The floor is what the API allows: no request
 * writes two people, a membership is a request, and nothing is believed unread.
 */
export async function atlassianClientFigures(): Promise<readonly Figure[]> {
  await using bench = await start();
  // the first worker pays for what a process learns once
  const first = await bench.provision([about(99, 'joined', 'Data')]);
  const alone = {
    joiner: await bench.provision([about(98, 'joined', 'Data')]),
    mover: await bench.provision([about(98, 'moved', 'Sales')]),
    leaver: await bench.provision([about(98, 'left', 'Sales')]),
  };
  const together = {
    joiner: await bench.provision(ten('joined', 'Data')),
    mover: await bench.provision(ten('moved', 'Sales')),
    leaver: await bench.provision(ten('left', 'Sales')),
  };
  // look, invite, two memberships, read groups · look, groups, remove, read back · look, suspend, read back, groups, remove, read back
  const floors = { joiner: 5, mover: 4, leaver: 6 };
  return [
    { what: 'Atlassian: the first joiner of a process', unit: 'requests', ours: first },
    ...(['joiner', 'mover', 'leaver'] as const).map((who) => ({
      what: `Atlassian: a ${who} among ten, naive: one alone`,
      unit: 'requests',
      ours: together[who],
      floor: floors[who],
      naive: alone[who],
    })),
  ];
}
