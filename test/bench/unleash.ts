import { startUnleashSimulator } from '../../local/simulators/unleash/server.ts';
import { ledgerExclusive } from '../../shared/adapters/ledger/exclusive.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { unleashTarget } from '../../shared/adapters/targets/unleash/unleash-target.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import { converge } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { recordFacts } from '../../shared/app/provision/record-facts.ts';
import { UNLEASH } from '../../shared/contracts/config/providers/unleash.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { companyConfig } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import type { Figure } from './measure.ts';

const wide = { limits: { grants: { min: 10_000 }, leavers: { min: 10_000 }, removals: { min: 10_000 } } };
const TARGET = 'atlan-prod';

const about = (n: number, kind: 'joined' | 'moved' | 'left', department: string): LifecycleEvent =>
  lifecycleEvent(n * 10 + ['joined', 'moved', 'left'].indexOf(kind), kind, {
    sourceKey: `hr:${n}`,
    date: '2026-02-01',
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department },
  });

/** The pipeline on the Unleash client and its simulator, which has the groups; the ledger in memory. */
async function start() {
  const unleash = await startUnleashSimulator({ options: { createsPerMinute: null } });
  let requests = 0;
  const secret = async () => ({ baseUrl: unleash.url, token: unleash.token });
  const settings = companyConfig(wide, [], { name: 'unleash', ...UNLEASH }).targets[TARGET];
  if (!settings) throw new Error('the configuration has no such target');
  const parts = { clock: systemClock, random: systemRandom };
  const kept = ledger({ items: memoryItems(), ...parts });
  const target = unleashTarget({
    name: TARGET,
    ...parts,
    secret: { get: secret, refresh: secret },
    settings,
    exclusive: ledgerExclusive(kept.checkpoints, parts),
  });
  const deps: ProvisionDeps = {
    ledger: kept,
    bus: { publish: async () => {} },
    targets: [{ target, settings }],
    policy: companyConfig(wide, [], { name: 'unleash', ...UNLEASH }),
    catalogues: catalogueReader(systemClock),
    identities: identityReader(),
    noteUnheard: async () => undefined,
    ...parts,
    notice: () => {},
  };
  await kept.flags.setMode(TARGET, 'enforce', 'bench', 0);
  /** Requests for all of these events, delivered as one batch. */
  const provision = async (events: readonly LifecycleEvent[]) => {
    const keys: string[] = [];
    for (const event of events) keys.push((await recordFacts(event, deps)).workerKey);
    const before = requests;
    await converge(keys, deps, { deadline: systemClock.now() + 600_000, onRequest: () => void requests++ });
    return requests - before;
  };
  return { provision, [Symbol.asyncDispose]: () => unleash.stop() };
}

/** A read, a write and a read: what one change of members costs, for however many. */
const REWRITE = 3;
const range = (from: number) => Array.from({ length: 10 }, (_, n) => from + n);

/** Requests to Unleash. Floor: the writes with their proof, and nothing looked up before. Naive: each person alone. */
export async function unleashFigures(): Promise<readonly Figure[]> {
  await using bench = await start();
  const { provision } = bench;
  // the groups are made and known
  await provision([about(1, 'joined', 'Data')]);
  const joiner = await provision([about(2, 'joined', 'Data')]);
  const mover = await provision([about(2, 'moved', 'Sales')]);
  const leaver = await provision([about(2, 'left', 'Sales')]);
  const joiners = await provision(range(100).map((n) => about(n, 'joined', 'Data')));
  const movers = await provision(range(100).map((n) => about(n, 'moved', 'Sales')));
  const leavers = await provision(range(100).map((n) => about(n, 'left', 'Sales')));
  const figure = (what: string, ours: number, floor: number, naive?: number): Figure => ({
    what: `Unleash: ${what}`,
    unit: 'requests',
    ours,
    floor,
    naive,
  });
  return [
    figure('a joiner into 2 groups', joiner, 1 + 2 * REWRITE),
    figure('a mover out of 1 group', mover, REWRITE),
    figure('a leaver, deleted', leaver, 2),
    figure('10 joiners into 2 groups', joiners, 10 + 2 * REWRITE, 10 * joiner),
    figure('10 movers out of 1 group', movers, REWRITE, 10 * mover),
    figure('10 leavers, deleted', leavers, 2 * 10, 10 * leaver),
  ];
}
