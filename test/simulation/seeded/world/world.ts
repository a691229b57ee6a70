import { hrisConnections } from '../../../../shared/adapters/hris/registry.ts';
import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { type MemoryBus, memoryBus } from '../../../../shared/adapters/memory/memory-bus.ts';
import { memoryEvidence } from '../../../../shared/adapters/memory/memory-evidence.ts';
import { memoryInstallation } from '../../../../shared/adapters/memory/memory-installation.ts';
import { memoryIntake } from '../../../../shared/adapters/memory/memory-intake.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { catalogueReader } from '../../../../shared/app/converge/catalogue.ts';
import type { ProvisionDeps } from '../../../../shared/app/converge/deps.ts';
import { identityReader } from '../../../../shared/app/converge/identities.ts';
import { unheardNoter } from '../../../../shared/app/heard/unheard.ts';
import type { IngestDeps } from '../../../../shared/app/ingest/ingest.ts';
import { receiptsOf } from '../../../../shared/app/ingest/receipts.ts';
import type { OperateDeps } from '../../../../shared/app/operate/deps.ts';
import type { PollDeps } from '../../../../shared/app/poll/deps.ts';
import type { Config } from '../../../../shared/contracts/config/config.ts';
import { deployedPolicy } from '../../../../shared/contracts/config/deployed-policy.ts';
import type { ItemStore } from '../../../../shared/ports/items.ts';
import type { Ledger } from '../../../../shared/ports/ledger/ledger.ts';
import type { Ids, Observe } from '../../../../shared/ports/observe.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { WEBHOOK_KEY } from '../../../support/standard-webhooks.ts';
import { type VirtualClock, virtualClock } from '../../../support/virtual-clock.ts';
import { configOf, FIRST_DAY } from '../company.ts';
import type { Access, History } from '../history.ts';
import { type Faults, faultsOf, type Process } from './faults.ts';
import { type SimulatedQueue, simulatedQueue } from './queue.ts';
import { type Tenant, tenantOf } from './tenant.ts';
import { type Turns, turnsBy } from './turns.ts';

interface Told {
  readonly at: number;
  readonly name: string;
  readonly ids: Ids;
}

/** A faulty part in the place of a good one, for showing that the oracle notices. Absent ones are as they are. */
export interface Swaps {
  readonly provision?: (deps: ProvisionDeps) => ProvisionDeps;
  readonly poll?: (deps: PollDeps) => PollDeps;
  readonly ingest?: (deps: IngestDeps) => IngestDeps;
  readonly operate?: (deps: OperateDeps) => OperateDeps;
  readonly items?: (items: ItemStore) => ItemStore;
  readonly queue?: (queue: SimulatedQueue) => SimulatedQueue;
}

export interface World {
  readonly clock: VirtualClock;
  readonly config: Config;
  readonly access: Access;
  readonly queue: SimulatedQueue;
  readonly bus: MemoryBus;
  readonly tenants: readonly Tenant[];
  readonly faults: Faults;
  readonly turns: Turns;
  /** The ledger as it is, past every fault. */
  readonly ledger: Ledger;
  readonly items: ItemStore;
  /** All notices, from whichever process. */
  readonly told: readonly Told[];
  /** What happened, for reading a failure. */
  readonly lines: readonly { readonly at: number; readonly line: string }[];
  tell(line: string): void;
  /** At how many instants something was done. */
  wakes: number;
  readonly ingest: Running<IngestDeps>;
  readonly provisions: readonly Running<ProvisionDeps>[];
  readonly poll: Running<PollDeps>;
  readonly operate: Running<OperateDeps>;
}

interface Running<Deps> {
  readonly process: Process;
  readonly deps: Deps;
}

/** The whole application over in-memory ports: each process with its own ledger, catalogue and view of the world, as on Lambda. */
export function worldOf({ seed, targets, access }: Omit<History, 'steps'>, swaps: Swaps = {}): World {
  const clock = virtualClock(FIRST_DAY);
  const random = fixedRandom();
  const config = configOf(targets, access);
  const { retention } = config;
  const lines: { at: number; line: string }[] = [];
  const told: Told[] = [];
  const tell = (line: string) => void lines.push({ at: clock.now(), line });
  const turns = turnsBy(seed);
  const faults = faultsOf(clock, tell);
  const table = memoryItems();
  const items = swaps.items?.(table) ?? table;
  const sqs = simulatedQueue(clock);
  const queue = swaps.queue?.(sqs) ?? sqs;
  const bus = memoryBus();
  const tenants = targets.map((name) => tenantOf(name, { clock, random, told }));
  const connections = hrisConnections(config.connections);

  const hear = (name: string, ids: Ids) => {
    told.push({ at: clock.now(), name, ids });
    if (name !== 'event-decided' && name !== 'workers-reminded') tell(`told ${name} ${JSON.stringify(ids)}`);
  };
  const observe: Observe = {
    info: () => {},
    warn: (name, ids = {}) => hear(name, ids),
    error: (name, ids = {}) => hear(name, ids),
    count: () => {},
    measure: () => {},
  };

  function start(name: string) {
    const process: Process = { name, isDead: false };
    const outgoing = <T extends object>(object: T, place: Parameters<Faults['between']>[1]): T =>
      turns.between(faults.between(object, place, process), `${name} ${place}`);
    const own = ledger({ items: outgoing(items, 'table'), clock, random });
    const deps: ProvisionDeps = {
      ledger: own,
      bus: outgoing(bus, 'bus'),
      targets: tenants.map(({ name: of, target }) => {
        const settings = config.targets[of];
        if (!settings) throw new Error(`No settings of ${of}`);
        return { settings, target: outgoing(asPlain(target), of) };
      }),
      policy: deployedPolicy(config),
      catalogues: catalogueReader(clock),
      identities: identityReader(),
      noteUnheard: unheardNoter(own.checkpoints, clock),
      clock,
      random,
      notice: (of: string, ids: Ids) => hear(of, ids),
    };
    return { process, deps, queue: outgoing(queue, 'queue') };
  }

  const key = { secrets: [WEBHOOK_KEY] };
  const secret = { get: async () => key, refresh: async () => key };
  const door = start('ingest');
  const ingest: IngestDeps = {
    connections,
    secrets: { people: secret },
    deliveries: door.deps.ledger.deliveries,
    quarantine: door.deps.ledger.quarantine,
    queue: door.queue,
    noteHeard: async () => undefined,
    receipts: receiptsOf({ clock, random }),
    retention,
    clock,
    observe,
  };
  const poller = start('poll');
  const poll: PollDeps = {
    ...poller.deps,
    queue: poller.queue,
    evidence: memoryEvidence(),
    listensTo: [],
    retention,
    observe,
  };
  const desk = start('operate');
  const operate: OperateDeps = {
    ...desk.deps,
    operators: {},
    sponsorship: { maxDays: 180 },
    retention,
    probes: new Map(),
    queue: desk.queue,
    backlog: queue,
    deadLetterQueue: queue,
    intake: memoryIntake(),
    installation: memoryInstallation(),
    connections,
    listensTo: [],
    observe,
  };
  return {
    clock,
    config,
    access,
    queue,
    bus,
    tenants,
    faults,
    turns,
    ledger: ledger({ items: table, clock, random }),
    items: table,
    told,
    lines,
    tell,
    wakes: 0,
    ingest: { process: door.process, deps: swaps.ingest?.(ingest) ?? ingest },
    provisions: ['one', 'two'].map((name) => {
      const { process, deps } = start(`provision ${name}`);
      return { process, deps: swaps.provision?.(deps) ?? deps };
    }),
    poll: { process: poller.process, deps: swaps.poll?.(poll) ?? poll },
    operate: { process: desk.process, deps: swaps.operate?.(operate) ?? operate },
  };
}

/** A proxy of a proxy reads each method anew: here each is read once. */
const asPlain = <T extends object>(object: T): T => ({ ...object });
