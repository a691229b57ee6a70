import { memoryBus } from '../../../../shared/adapters/memory/memory-bus.ts';
import { type MemoryEvidence, memoryEvidence } from '../../../../shared/adapters/memory/memory-evidence.ts';
import { type MemoryObserve, memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { type MemoryQueue, memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import type { PollDeps } from '../../../../shared/app/poll/deps.ts';
import { tick } from '../../../../shared/app/poll/tick.ts';
import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import type { Account } from '../../../../shared/domain/account/account.ts';
import type { BusEvent } from '../../../../shared/domain/bus-event.ts';
import type { InventoryRecord } from '../../../../shared/ports/ledger/per-target/inventory.ts';
import type { Target } from '../../../../shared/ports/target/target.ts';
import { type Company, type CompanySettings, company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { RETENTION } from '../../../support/retention.ts';

type Published = BusEvent & { readonly id: string };

export interface Polling extends Company {
  readonly poll: PollDeps;
  readonly queue: MemoryQueue;
  readonly observe: MemoryObserve;
  readonly evidence: MemoryEvidence;
  /** Everything that was published, repetitions too. */
  readonly raw: Published[];
  /** What a subscriber heard, without repetitions. */
  heard(): readonly Published[];
  /** One more tick, a minute later, with what stands between it and the world. */
  minute(between?: (deps: PollDeps) => PollDeps): Promise<void>;
  /** The next tick that sweeps. */
  sweep(): Promise<void>;
  /** Lets provision handle the messages that came since the last time. */
  follow(): Promise<readonly string[]>;
  inventory(): Promise<readonly InventoryRecord[]>;
}

/** What the function is handed at once. */
const BATCH = 10;

/** A company with its poll, on pages of three accounts. */
export async function polling(settings: CompanySettings = {}, pageSize = 3): Promise<Polling> {
  const acme = await company(settings);
  const { ledger, random, targets } = acme.deps;
  const { clock } = acme;
  const [queue, observe, bus] = [memoryQueue(), memoryObserve(), memoryBus()];
  const evidence = memoryEvidence();
  const raw: Published[] = [];
  const poll: PollDeps = {
    ledger,
    queue,
    bus: {
      publish: async (events) => {
        raw.push(...events);
        await bus.publish(events);
      },
    },
    evidence,
    listensTo: [{ name: 'hr', silentAfterMs: 14 * 24 * 60 * 60_000 }],
    targets: targets.map(({ settings: of }) => ({ settings: of, target: paged(acme, pageSize) })),
    policy: acme.deps.policy,
    retention: RETENTION,
    clock,
    random,
    observe,
  };
  let ticks = 0;
  let followed = 0;
  const minute: Polling['minute'] = async (between = (deps) => deps) => {
    clock.advance(60_000);
    await tick({ holder: `tick-${++ticks}`, deadline: clock.now() + 110_000 }, between(poll));
  };
  return {
    ...acme,
    poll,
    queue,
    observe,
    evidence,
    raw,
    heard: () => bus.events,
    minute,
    sweep: async () => {
      clock.advance(4 * 60_000);
      await minute();
    },
    follow: async () => {
      const keys = queue.messages.slice(followed).flatMap(({ body }) => {
        const message = decodeMessage(body);
        return message.kind === 'reconcile' ? [message.workerKey] : [];
      });
      followed = queue.messages.length;
      for (let at = 0; at < keys.length; at += BATCH)
        await converge(keys.slice(at, at + BATCH), acme.deps, {
          call: { deadline: clock.now() + 120_000 },
          world: acme,
        });
      return keys;
    },
    inventory: async () => (await ledger.inventory.list('atlan-prod')).records,
  };
}

/** The in-memory target with pages of a size of ours. */
function paged({ atlan, clock }: Company, size: number): Target {
  return {
    ...atlan,
    listAccounts: async (cursor, { deadline }) => {
      if (deadline <= clock.now()) return { kind: 'wait', cause: 'deadline', because: 'no time' };
      const rest = [...atlan.accounts()]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .filter(({ id }) => cursor === undefined || id > cursor);
      const accounts = rest.slice(0, size);
      return { kind: 'done', value: { accounts, ...(rest.length > size && { next: accounts.at(-1)!.id }) } };
    },
  };
}

/** Somebody who works with the target, as the target shows them. */
export const person = (n: number, more: Partial<Account> = {}): Account => ({
  id: `u${String(n).padStart(4, '0')}`,
  state: 'active',
  username: `p${n}`,
  email: `p${n}@example.com`,
  firstName: 'Pat',
  lastName: `Example ${n}`,
  role: '$member',
  enabled: true,
  emailVerified: true,
  createdAt: n + 1,
  lastLoginAt: 5_000 + n,
  ...more,
});

export const invitee = (n: number): Account => {
  const { lastLoginAt: _, ...account } = person(n, { state: 'invited', emailVerified: false });
  return account;
};

/** The same with some of its targets' methods replaced. */
export const withTarget =
  (change: (target: Target) => Partial<Target>) =>
  (deps: PollDeps): PollDeps => ({
    ...deps,
    targets: deps.targets.map(({ target, settings }) => ({ settings, target: { ...target, ...change(target) } })),
  });
