import { startScimSimulator } from '../../local/simulators/scim/server.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { scimTarget } from '../../shared/adapters/targets/scim/scim-target.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import { converge } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { recordFacts } from '../../shared/app/provision/record-facts.ts';
import { SCIM } from '../../shared/contracts/config/providers/scim.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { companyConfig } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import type { Figure } from './measure.ts';

const WIDE = { limits: { grants: { min: 10_000 }, leavers: { min: 10_000 }, removals: { min: 10_000 } } };
/** Who comes first pays for what a process asks once: the server's own word, its groups, the credential. */
const FIRST = 0;

/** The pipeline on the real client and the simulator, its ledger in memory. */
async function start() {
  const directory = await startScimSimulator();
  let requests = 0;
  const secret = async () => ({ baseUrl: directory.url, token: directory.token });
  const target = scimTarget({
    name: 'atlan-prod',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  const config = companyConfig(WIDE, [], { ...SCIM, name: 'directory' });
  const settings = config.targets['atlan-prod'];
  if (!settings) throw new Error('the configuration has no such target');
  const deps: ProvisionDeps = {
    ledger: ledger({ items: memoryItems(), clock: systemClock, random: systemRandom }),
    bus: { publish: async () => {} },
    targets: [{ target, settings }],
    policy: config,
    catalogues: catalogueReader(systemClock),
    identities: identityReader(),
    noteUnheard: async () => undefined,
    clock: systemClock,
    random: systemRandom,
    notice: () => {},
  };
  await deps.ledger.flags.setMode('atlan-prod', 'enforce', 'bench', 0);
  const call = () => ({ deadline: systemClock.now() + 600_000, onRequest: () => void requests++ });
  /** Requests a worker, when all of them are told of in one batch. */
  const tell = async (people: readonly number[], kind: 'joined' | 'moved' | 'left', department: string) => {
    const keys: string[] = [];
    for (const n of people) {
      const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee', department };
      const id = n * 10 + ['joined', 'moved', 'left'].indexOf(kind);
      const event = lifecycleEvent(id, kind, { sourceKey: `hr:${n}`, date: '2026-02-01', attributes });
      keys.push((await recordFacts(event, deps)).workerKey);
    }
    const before = requests;
    await converge(keys, deps, call());
    return (requests - before) / people.length;
  };
  return { tell, [Symbol.asyncDispose]: () => directory.stop() };
}

/**
 * Requests of the pipeline on a SCIM server, which is asked for one user at a time. The least possible: a look, the change, one request a
 * group, and a read back of account and groups, which are one resource.
 */
export async function scimFigures(): Promise<readonly Figure[]> {
  await using bench = await start();
  await bench.tell([FIRST], 'joined', 'Data');
  const figures: Figure[] = [];
  for (const [size, from] of [
    [1, 1],
    [10, 11],
  ] as const) {
    const people = Array.from({ length: size }, (_, index) => from + index);
    const say = (what: string, ours: number, floor: number): Figure => ({
      what: `SCIM ${what}, read back, in a batch of ${size}`,
      unit: 'requests',
      ours,
      floor,
    });
    figures.push(
      say('joiner, two groups', await bench.tell(people, 'joined', 'Data'), 5),
      say('mover, one group less', await bench.tell(people, 'moved', 'Sales'), 3),
      say('leaver, ended, one group left', await bench.tell(people, 'left', 'Sales'), 4),
    );
  }
  return figures;
}
