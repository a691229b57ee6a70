import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { memoryEvidence } from '../../shared/adapters/memory/memory-evidence.ts';
import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { type MemoryQueue, memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import type { PollDeps } from '../../shared/app/poll/deps.ts';
import { tick } from '../../shared/app/poll/tick.ts';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { RetryableError } from '../../shared/domain/failure.ts';
import { type Company, type CompanySettings, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { RETENTION } from '../support/retention.ts';
import { type FailedCall, type Mishap, targetFails } from './interference.ts';
import { type Interleaving, interleaving } from './interleaving.ts';
import { lateTarget } from './late-target.ts';
import { recordWrites, type Write } from './what-happened.ts';

export interface TwoProcesses {
  readonly acme: Company;
  readonly writes: readonly Write[];
  readonly queue: MemoryQueue;
  readonly turns: Interleaving;
  /** HR says these; the queue hands them to either process, in any order. */
  say(...events: readonly LifecycleEvent[]): void;
  /** A minute passes; then both processes of provision and the tick go on side by side until what is on the queue is worked off. */
  minute(ms?: number): Promise<void>;
  /** From now on nothing goes wrong any more. */
  calm(): void;
}

export interface TwoProcessesSettings extends CompanySettings {
  readonly seed: number;
  /** How long the target hides a new account from readers. */
  readonly lateMs?: number;
  /** One call in so many goes wrong, before or after it was carried out; none when absent. */
  readonly mishapIn?: number;
}

interface Message {
  readonly body: string;
  readonly group: string;
}

const FAILURES: readonly Mishap[] = ['refused before', 'timed out', 'lost answer', 'applied and silent'];

/** What the function is handed at once. */
const BATCH = 10;

/**
 * A company with two processes of provision and the tick, which go on in turns, by a seed: at every call to the table, the bus, the
 * queue or the target another one may be next. Each process has its own ledger, catalogue and identities, as on Lambda; nothing of the
 * queue's order by group is relied on.
 */
export async function twoProcesses({
  seed,
  lateMs = 0,
  mishapIn,
  ...settings
}: TwoProcessesSettings): Promise<TwoProcesses> {
  const turns = interleaving(seed);
  const items = memoryItems();
  const acme = await company({ ...settings, items });
  const writes = recordWrites(acme);
  const { clock, deps } = acme;
  const { random } = deps;
  const queue = memoryQueue();
  let isCalm = false;
  let handed = 0;
  let pending: Message[] = [];

  /** Lets a call go wrong now and then, by the same seed. */
  const flaky = <T extends object>(object: T, fails: (call: FailedCall) => unknown): T =>
    mishapIn === undefined
      ? object
      : new Proxy(object, {
          get: (owner, property, receiver) => {
            const member: unknown = Reflect.get(owner, property, receiver);
            if (typeof member !== 'function') return member;
            return async (...args: unknown[]) => {
              const run = async () => Reflect.apply(member, owner, args) as unknown;
              if (isCalm || turns.pick(mishapIn) > 0) return run();
              const mishap = FAILURES[turns.pick(FAILURES.length)] ?? 'lost answer';
              if (mishap === 'lost answer' || mishap === 'applied and silent') await run();
              return fails({ method: String(property), args, mishap });
            };
          },
        });
  const storeFails = () => {
    throw new RetryableError('no answer');
  };

  const worldOf = (name: string): ProvisionDeps => ({
    ...deps,
    ledger: ledger({ items: turns.stepped(flaky(items, storeFails), `${name} table`), clock, random }),
    bus: turns.stepped(flaky(deps.bus, storeFails), `${name} bus`),
    targets: deps.targets.map(({ target, settings: of }) => ({
      settings: of,
      target: turns.stepped(flaky(lateTarget(target, clock, lateMs), targetFails), `${name} target`),
    })),
    catalogues: catalogueReader(clock),
    identities: identityReader(),
  });
  const provisions = ['one', 'two'].map(worldOf);
  const poller = worldOf('poll');
  const poll: PollDeps = {
    ...poller,
    queue: turns.stepped(queue, 'poll queue'),
    evidence: memoryEvidence(),
    listensTo: [],
    retention: RETENTION,
    observe: memoryObserve(),
  };

  /** Works a share of the queue off, as the function does: facts first, then everybody together. */
  async function work(world: ProvisionDeps, share: readonly Message[]): Promise<void> {
    for (let at = 0; at < share.length; at += BATCH) {
      const keys = new Map<Message, string>();
      for (const message of share.slice(at, at + BATCH)) {
        try {
          keys.set(message, await recordMessage(message, world));
        } catch {
          pending.push(message);
        }
      }
      const call = { deadline: clock.now() + 120_000 };
      const broken = await converge([...keys.values()], world, { call, world: acme });
      for (const [message, key] of keys) if (broken.has(key)) pending.push(message);
    }
  }

  const take = (): readonly Message[] => {
    const taken = [...pending, ...queue.messages.slice(handed).map(({ body, group }) => ({ body, group }))];
    handed = queue.messages.length;
    pending = [];
    return taken;
  };

  let ticks = 0;
  return {
    acme,
    writes,
    queue,
    turns,
    calm: () => {
      isCalm = true;
    },
    say: (...events) => {
      for (const event of events)
        pending.push({ body: encodeMessage({ kind: 'event', event, delivery: 'd' }), group: event.sourceKey });
    },
    minute: async (ms = 60_000) => {
      clock.advance(ms);
      const shares: Message[][] = provisions.map(() => []);
      for (const message of take()) shares[turns.pick(shares.length)]?.push(message);
      const holder = `tick-${++ticks}`;
      await turns.play([
        ...provisions.map((world, index) => () => work(world, shares[index] ?? [])),
        // a tick that fails is tried again by Lambda, or by the next minute
        () => tick({ holder, deadline: clock.now() + 110_000 }, poll).catch(() => undefined),
      ]);
    },
  };
}
