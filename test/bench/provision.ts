import { startAtlanSimulator } from '../../local/simulators/atlan/server.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { atlanTarget } from '../../shared/adapters/targets/atlan/atlan-target.ts';
import { ATLAN_TRAITS } from '../../shared/adapters/targets/atlan/traits.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import { converge } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { recordFacts } from '../../shared/app/provision/record-facts.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { planFor } from '../../shared/domain/plan/plan-for.ts';
import type { SentRequest } from '../../shared/ports/target/call.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { company, companyConfig } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { type Figure, timed } from './measure.ts';

const wide = { limits: { grants: { min: 10_000 }, leavers: { min: 10_000 }, removals: { min: 10_000 } } };
const about = (n: number, kind: 'joined' | 'moved' | 'left', department: string): LifecycleEvent =>
  lifecycleEvent(n * 10 + ['joined', 'moved', 'left'].indexOf(kind), kind, {
    sourceKey: `hr:${n}`,
    date: '2026-02-01',
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department },
  });

/** The pipeline on the real client and the simulator, its ledger in memory. */
async function start() {
  const atlan = await startAtlanSimulator({ options: { requestsPerMinute: null } });
  let [requests, byAddress] = [0, 0];
  const secret = async () => ({ baseUrl: atlan.url, token: atlan.token });
  const client = () =>
    atlanTarget({
      name: 'atlan-prod',
      clock: systemClock,
      random: systemRandom,
      secret: { get: secret, refresh: secret },
    });
  const call = () => ({
    deadline: systemClock.now() + 600_000,
    onRequest: ({ operation }: SentRequest) => {
      requests++;
      if (operation === 'users.find-by-email') byAddress++;
    },
  });
  const config = companyConfig(wide);
  const settings = config.targets['atlan-prod'];
  if (!settings) throw new Error('the configuration has no such target');
  const deps: ProvisionDeps = {
    ledger: ledger({ items: memoryItems(), clock: systemClock, random: systemRandom }),
    bus: { publish: async () => {} },
    targets: [{ target: client(), settings }],
    policy: config,
    catalogues: catalogueReader(systemClock),
    identities: identityReader(),
    noteUnheard: async () => undefined,
    clock: systemClock,
    random: systemRandom,
    notice: () => {},
  };
  await deps.ledger.flags.setMode('atlan-prod', 'enforce', 'bench', 0);
  const provision = async (events: readonly LifecycleEvent[]) => {
    const keys: string[] = [];
    for (const event of events) keys.push((await recordFacts(event, deps)).workerKey);
    const before = requests;
    await converge(keys, deps, call());
    return (requests - before) / events.length;
  };
  /** The daily look at workers of whom nothing is wrong: requests a worker. */
  const look = async (people: readonly number[]) => {
    const keys: string[] = [];
    for (const n of people) {
      const key = await deps.ledger.links.workerOf(`hr:${n}`);
      if (key !== undefined) keys.push(key);
    }
    const before = requests;
    await converge(keys, deps, call());
    return (requests - before) / keys.length;
  };
  const accept = (n: number) =>
    fetch(`${atlan.control}/accept`, { method: 'POST', body: JSON.stringify({ email: `p${n}@example.com` }) });
  const count = async (task: () => Promise<unknown>) => {
    const before = requests;
    await task();
    return requests - before;
  };
  return {
    provision,
    look,
    accept,
    client,
    call,
    count,
    byAddress: () => byAddress,
    [Symbol.asyncDispose]: () => atlan.stop(),
  };
}

type Bench = Awaited<ReturnType<typeof start>>;

/** A script as people write it: looks everything up for each person, one request after the other, and reads back at the end. */
async function naiveJoiner({ client, call }: Bench, email: string): Promise<void> {
  const target: Target = client();
  await target.findByEmails([email], call());
  await target.invite([{ email, role: '$member' }], call());
  const id = await idOf(target, email, call);
  for (const alias of ['All Staff', 'Data Eng'])
    await target.addToGroups(id, [await groupNamed(target, alias, call)], call());
  await target.groupsOf(id, call());
}

async function naiveMover({ client, call }: Bench, email: string): Promise<void> {
  const target = client();
  const id = await idOf(target, email, call);
  await target.groupsOf(id, call());
  const group = await groupNamed(target, 'Data Eng', call);
  await target.removeFromGroup(group, [id], call());
  await target.groupsOf(id, call());
}

async function naiveLeaver({ client, call }: Bench, email: string): Promise<void> {
  const target = client();
  const id = await idOf(target, email, call);
  await target.setEnabled(id, false, call());
  await idOf(target, email, call);
  await target.groupsOf(id, call());
  const group = await groupNamed(target, 'All Staff', call);
  await target.removeFromGroup(group, [id], call());
  await target.groupsOf(id, call());
}

async function idOf(target: Target, email: string, call: Bench['call']): Promise<string> {
  const seen = await target.findByEmails([email], call());
  const sighting = seen.kind === 'done' ? seen.value.get(email) : undefined;
  if (sighting?.kind !== 'present') throw new Error('somebody who should be there is not');
  return sighting.account.id;
}

async function groupNamed(target: Target, alias: string, call: Bench['call']): Promise<string> {
  const groups = await target.listGroups(call());
  const group = groups.kind === 'done' ? groups.value.find((one) => one.alias === alias) : undefined;
  if (!group) throw new Error('a group that should be there is not');
  return group.id;
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

async function requestFigures(): Promise<readonly Figure[]> {
  await using bench = await start();
  // whoever comes first pays for identity, roles and groups of the process
  await bench.provision([about(0, 'joined', 'Data')]);
  const naiveJoining = await bench.count(() => naiveJoiner(bench, 'p9000@example.com'));
  await bench.accept(9000);
  const naiveMoving = await bench.count(() => naiveMover(bench, 'p9000@example.com'));
  const naiveLeaving = await bench.count(() => naiveLeaver(bench, 'p9000@example.com'));
  const figures: Figure[] = [];
  for (const [size, from] of [
    [1, 1],
    [10, 11],
  ] as const) {
    const people = range(from, size);
    const joiner = await bench.provision(people.map((n) => about(n, 'joined', 'Data')));
    for (const n of people) await bench.accept(n);
    const look = await bench.look(people);
    const mover = await bench.provision(people.map((n) => about(n, 'moved', 'Sales')));
    const before = bench.byAddress();
    const leaver = await bench.provision(people.map((n) => about(n, 'left', 'Sales')));
    const looks = (bench.byAddress() - before) / size;
    const lookAtLeaver = await bench.look(people);
    const shared = 1 / size;
    figures.push(
      {
        what: `joiner, two groups, read back, in a batch of ${size}`,
        unit: 'requests',
        ours: joiner,
        floor: 2 + 2 * shared,
        naive: naiveJoining,
      },
      {
        what: `mover, one group less, read back, in a batch of ${size}`,
        unit: 'requests',
        ours: mover,
        floor: 2,
        naive: naiveMoving,
      },
      {
        what: `leaver, ended, one group left, read back, in a batch of ${size}`,
        unit: 'requests',
        ours: leaver,
        floor: 3 + shared,
        naive: naiveLeaving,
      },
      { what: `of a leaver's: looks by every address, in a batch of ${size}`, unit: 'requests', ours: looks },
      {
        what: `daily look at 10,000 who work here, in batches of ${size}`,
        unit: 'requests a day',
        ours: look * 10_000,
        floor: (1 + shared) * 10_000,
      },
      {
        what: `daily look at 10,000 who have left, in batches of ${size}`,
        unit: 'requests a day',
        ours: lookAtLeaver * 10_000,
        floor: (1 + 2 * shared) * 10_000,
      },
    );
  }
  return figures;
}

async function throughput(): Promise<readonly Figure[]> {
  const acme = await company({ target: wide });
  const events = range(0, 2_000).map((n) => about(n, 'joined', 'Data'));
  const { ms } = await timed(async () => {
    for (let at = 0; at < events.length; at += 10) {
      await acme.deliver(...events.slice(at, at + 10));
      // a budget of requests a minute would stop it here
      acme.clock.advance(60_000);
    }
  });
  const intent = {
    kind: 'grant',
    email: 'p@example.com',
    role: { name: '$member', rule: 'r' },
    groups: [{ id: 'a', rule: 'r' }],
    undecidedGroupIds: [],
    missingGroups: [],
  } as const;
  const observed = {
    managed: [
      {
        record: { id: 'u', how: 'invited', ownedGroups: ['b'] },
        sighting: { kind: 'present', account: { id: 'u', role: '$guest' } },
        groupIds: ['b'],
      },
    ],
    refusals: [],
  } as const;
  const rules = { traits: ATLAN_TRAITS, adopt: 'never', idpGroupIds: [], isProtected: () => false } as const;
  const plans = 200_000;
  const planning = await timed(async () => {
    for (let n = 0; n < plans; n++) planFor(intent, observed, rules);
  });
  return [
    {
      what: 'joiners through provision, ledger and target in memory',
      unit: 'events/s',
      ours: events.length / (ms / 1000),
    },
    { what: 'plans', unit: 'plans/s', ours: plans / (planning.ms / 1000) },
  ];
}

/** What the pipeline costs. The floor is what must be sent and read back when nothing else is looked at. */
export async function provisionFigures(): Promise<readonly Figure[]> {
  return [...(await requestFigures()), ...(await throughput())];
}
