import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryEvidence } from '../../shared/adapters/memory/memory-evidence.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { type MemoryTarget, memoryTarget } from '../../shared/adapters/memory/memory-target.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { unheardNoter } from '../../shared/app/heard/unheard.ts';
import { watchPending } from '../../shared/app/poll/due/watch-pending.ts';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import type { Config } from '../../shared/contracts/config/config.ts';
import { deployedPolicy } from '../../shared/contracts/config/deployed-policy.ts';
import type { ConfiguredProvider } from '../../shared/contracts/config/providers/configured-provider.ts';
import { PROVIDERS } from '../../shared/contracts/config/providers.ts';
import { readConfig } from '../../shared/contracts/config/read-config.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import type { BusEvent } from '../../shared/domain/bus-event.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { PermanentError } from '../../shared/domain/failure.ts';
import type { Bus } from '../../shared/ports/bus.ts';
import type { ItemStore } from '../../shared/ports/items.ts';
import type { Mode } from '../../shared/ports/ledger/flags.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { converge } from './converge.ts';
import { countedItems } from './counted-items.ts';
import { dueNow } from './due-now.ts';
import { fixedRandom } from './fixed-random.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

/** What tests change of the company's configuration. */
export interface CompanySettings {
  readonly target?: Record<string, unknown>;
  /** Rules beside the two there are. */
  readonly rules?: readonly object[];
  readonly mode?: Mode;
  /** Connections beside `hr` that are configured. */
  readonly connections?: readonly string[];
  /** How HR's dates become access; a late start is never asked about unless said otherwise. */
  readonly access?: Record<string, unknown>;
  /** Whose tenant the target is; Atlan's unless said otherwise. Its second role, or its only one, is what everybody gets. */
  readonly provider?: { readonly name: string } & ConfiguredProvider;
  /** Where the ledger stands; in memory unless said otherwise. */
  readonly items?: ItemStore;
  /** Stands between the pipeline and everything it calls. */
  readonly between?: Between;
}

export interface Between {
  /** `changes`: how many changes the ledger has taken so far. */
  wrap(deps: ProvisionDeps, changes?: () => number): ProvisionDeps;
  /** Begins an invocation; what killed the one before is forgotten. */
  begin(): void;
  /** True when the invocation was killed: nothing it did after that counts, and its answer never arrived. */
  isKilled(): boolean;
}

/** Every target with some of its methods replaced. */
export const withTargets = (change: (target: Target) => Partial<Target>): Between => ({
  begin: () => {},
  isKilled: () => false,
  wrap: (deps) => ({
    ...deps,
    targets: deps.targets.map(({ target, settings }) => ({ settings, target: { ...target, ...change(target) } })),
  }),
});

/** A company with one target and two rules: everybody is a member and in All Staff, Data is in Data Eng too. */
export function companyConfig(
  target: CompanySettings['target'] = {},
  rules: CompanySettings['rules'] = [],
  provider?: CompanySettings['provider'],
  access: CompanySettings['access'] = {},
  connections: CompanySettings['connections'] = [],
): Config {
  const providers = { ...PROVIDERS, ...(provider && { [provider.name]: provider }) };
  const exported = {
    connections: Object.fromEntries(['hr', ...connections].map((name) => [name, { kind: 'standard-webhooks' }])),
    targets: {
      'atlan-prod': {
        provider: provider?.name ?? 'atlan',
        allowedEmailDomains: ['example.com'],
        requestsPerMinute: provider?.traits.requestsPerMinute ?? 400,
        groups: { 'All Staff': { create: true }, 'Data Eng': { create: true } },
        ...target,
      },
    },
    // stories begin with workers who have been here for long
    access: { lateGrantDays: 'off', ...access },
    rules: [
      {
        name: 'members',
        target: 'atlan-prod',
        when: { attribute: 'workerType', equals: 'employee' },
        role: provider ? (provider.traits.roles[1] ?? provider.traits.roles[0]) : '$member',
        groups: ['All Staff'],
      },
      { name: 'data', target: 'atlan-prod', when: { attribute: 'department', equals: 'Data' }, groups: ['Data Eng'] },
      ...rules,
    ],
    examples: [],
  };
  return readConfig(exported, 'company', providers);
}

export interface Company {
  readonly deps: ProvisionDeps;
  readonly clock: VirtualClock;
  readonly atlan: MemoryTarget;
  readonly published: (BusEvent & { readonly id: string })[];
  readonly notices: { readonly name: string; readonly ids: object }[];
  readonly deadLetters: string[];
  /** Delivers events as one batch, and again whatever comes back, until nothing does. */
  deliver(...events: readonly LifecycleEvent[]): Promise<void>;
  /** Looks at whoever is due, until nobody is, at most `rounds` times. */
  tick(rounds?: number): Promise<void>;
  groupsOf(accountId: string): Promise<readonly string[]>;
}

/** Everything of the pipeline in memory, on virtual time that starts on 2 March 2026. */
export async function company({
  target,
  rules,
  mode = 'enforce',
  access,
  connections,
  provider,
  between,
  items = memoryItems(),
}: CompanySettings = {}): Promise<Company> {
  const clock = virtualClock();
  const counted = countedItems(items);
  const random = fixedRandom();
  const config = companyConfig(target, rules, provider, access, connections);
  const atlan = memoryTarget({ name: 'atlan-prod', clock, random, ...(provider && { traits: provider.traits }) });
  const published: (BusEvent & { readonly id: string })[] = [];
  const bus: Bus = {
    publish: async (events) =>
      void published.push(...events.filter(({ id }) => !published.some((known) => known.id === id))),
  };
  const notices: { name: string; ids: object }[] = [];
  const deadLetters: string[] = [];
  const settings = config.targets['atlan-prod']!;
  const itsLedger = ledger({ items: counted.items, clock, random });
  const bare: ProvisionDeps = {
    ledger: itsLedger,
    bus,
    targets: [{ target: atlan, settings }],
    policy: deployedPolicy(config),
    catalogues: catalogueReader(clock),
    identities: identityReader(),
    noteUnheard: unheardNoter(itsLedger.checkpoints, clock),
    clock,
    random,
    notice: (name: string, ids: object) => void notices.push({ name, ids }),
  };
  await bare.ledger.flags.setMode('atlan-prod', mode, 'test', clock.now());
  const deps = between?.wrap(bare, counted.changes) ?? bare;
  const call = () => ({ deadline: clock.now() + 120_000 });

  const world = { deps: bare, atlan, notices };
  const convergeAll = async (keys: readonly string[]) => converge(keys, deps, { call: call(), world });

  /** What poll's watch of leavers' open invitations would hand over. */
  const changedInvitations = async (): Promise<readonly string[]> => {
    const queue = memoryQueue();
    const { retention } = config;
    const outside = { queue, bus, evidence: memoryEvidence(), listensTo: [], observe: memoryObserve() };
    const watching = { ...bare, ...outside, retention };
    for (const setup of bare.targets) await watchPending(setup, watching, clock.now() + 60_000);
    return queue.messages.map(({ group }) => group);
  };

  return {
    deps: bare,
    clock,
    atlan,
    published,
    notices,
    deadLetters,
    deliver: async (...events) => {
      let open = events.map((event) => ({
        body: encodeMessage({ kind: 'event', event, delivery: 'd' }),
        group: event.sourceKey,
      }));
      for (let receive = 0; receive < 8 && open.length > 0; receive++) {
        between?.begin();
        const back: typeof open = [];
        const keys = new Map<(typeof open)[number], string>();
        for (const message of open) {
          try {
            keys.set(message, await recordMessage(message, deps));
          } catch (error) {
            if (error instanceof PermanentError) deadLetters.push(error.message);
            else back.push(message);
          }
        }
        const broken = await convergeAll([...keys.values()]);
        back.push(...[...keys].filter(([, key]) => broken.has(key)).map(([message]) => message));
        open = between?.isKilled() ? open : back;
        clock.advance(1_000);
      }
      if (open.length > 0) throw new Error(`${open.length} messages never came through`);
    },
    tick: async (rounds = 10) => {
      for (let round = 0; round < rounds; round++) {
        const due = [...new Set([...(await changedInvitations()), ...(await dueNow({ deps: bare, clock }))])].slice(
          0,
          100,
        );
        if (due.length === 0) return;
        between?.begin();
        await convergeAll(due);
      }
    },
    groupsOf: async (accountId) => {
      const groups = await atlan.groupsOf(accountId, { deadline: Number.MAX_SAFE_INTEGER });
      return groups.kind === 'done' ? groups.value.map(({ name }) => name).sort() : [];
    },
  };
}
