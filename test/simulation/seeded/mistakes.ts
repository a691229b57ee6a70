import type { ProvisionDeps } from '../../../shared/app/converge/deps.ts';
import { asciiJson } from '../../../shared/contracts/ascii-json.ts';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import { placeByTime } from '../../../shared/domain/event/order.ts';
import { idBeside } from '../../../shared/domain/event/source-key.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import type { RuleName } from './oracle/court.ts';
import type { Swaps } from './world/world.ts';

/** A mistake that a wrapped port brings into the product, and a seed that catches it. */
export interface Mistake {
  readonly swaps: () => Swaps;
  readonly caughtBy: number;
  readonly breaks: readonly RuleName[];
  /** Caught within about a second, so that every run of the tests makes it. */
  readonly isQuick?: boolean;
}

/** What ingest puts on the queue, said otherwise. */
const saidOtherwise = (change: (event: LifecycleEvent) => LifecycleEvent): Swaps => ({
  ingest: (deps) => ({ ...deps, queue: rewriting(deps.queue, change) }),
});

const eventIn = (body: string): LifecycleEvent => (JSON.parse(body) as { readonly event: LifecycleEvent }).event;

const rewriting = (queue: Queue, change: (event: LifecycleEvent) => LifecycleEvent): Queue => ({
  send: (messages) =>
    queue.send(
      messages.map((message) => {
        const content: object = JSON.parse(message.body);
        return { ...message, body: asciiJson({ ...content, event: change(eventIn(message.body)) }) };
      }),
    ),
});

/** Provision with some parts of its ledger replaced. */
const withLedger = (change: (deps: ProvisionDeps) => Partial<ProvisionDeps['ledger']>): Swaps => ({
  provision: (deps) => ({ ...deps, ledger: { ...deps.ledger, ...change(deps) } }),
});

export const MISTAKES: Readonly<Record<string, Mistake>> = {
  'the zone is ignored': {
    swaps: () =>
      saidOtherwise((event) => ({ ...event, effective: event.effective && { ...event.effective, timeZone: 'UTC' } })),
    caughtBy: 1,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
  },
  'a deleted record is taken for a leaver': {
    swaps: () => saidOtherwise((event) => (event.kind === 'record_deleted' ? { ...event, kind: 'left' } : event)),
    caughtBy: 1,
    breaks: ['removal'],
  },
  'the end of one contract ends all': {
    swaps: () =>
      saidOtherwise((event) => {
        const { engagementId, ...about } = event;
        if (event.kind !== 'left' || engagementId === undefined || !event.effective) return event;
        return { ...about, effective: { ...event.effective, immediate: true } };
      }),
    caughtBy: 1,
    breaks: ['removal'],
  },
  'the next look ignores an override': {
    swaps: () =>
      withLedger(({ ledger }) => ({
        workers: {
          ...ledger.workers,
          load: async (key) => {
            const worker = await ledger.workers.load(key);
            return worker && { ...worker, overrides: [] };
          },
        },
      })),
    caughtBy: 1,
    breaks: ['leaver', 'rest'],
  },
  'the mode is ignored': {
    swaps: () => withLedger(({ ledger }) => ({ flags: { ...ledger.flags, modeOf: async () => 'enforce' } })),
    caughtBy: 4,
    breaks: ['observe'],
  },
  'an event is kept by no one': {
    swaps: () => withLedger(({ ledger }) => ({ history: { ...ledger.history, append: async () => {} } })),
    caughtBy: 1,
    breaks: ['fate'],
  },
  'the order of arrival is trusted': {
    swaps: () => saidOtherwise(arrived),
    caughtBy: 0,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
  },
  'the limit counts each batch alone': {
    swaps: () => withLedger(({ ledger, clock }) => ({ limits: { ...ledger.limits, reserve: inThisBatch(clock) } })),
    caughtBy: 0,
    breaks: ['limit'],
  },
  'a pending disable is lost': {
    swaps: () =>
      withLedger(({ ledger }) => ({ pendingDisables: { ...ledger.pendingDisables, watch: async () => {} } })),
    caughtBy: 0,
    breaks: ['leaver'],
  },
  'what comes again counts as said anew': {
    swaps: () => ({ ingest: (deps) => ({ ...deps, queue: sayingAnew(deps.queue) }) }),
    caughtBy: 0,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
  },
  'no fence holds a write that a newer version forbids': {
    swaps: () => withLedger(withoutFence),
    caughtBy: 0,
    breaks: ['invitation'],
  },
  'an invitation is sent again without a look': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        targets: deps.targets.map(({ settings, target }) => ({
          settings,
          target: { ...target, invite: blindly(target) },
        })),
      }),
    }),
    caughtBy: 0,
    breaks: ['invitation'],
  },
  'what HR only infers is acted on': {
    swaps: () => saidOtherwise(({ confidence: _, ...event }) => event),
    caughtBy: 0,
    breaks: ['removal'],
  },
  'the bus is told without an outbox': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        ledger: { ...deps.ledger, workers: { ...deps.ledger.workers, commit: tellingAtOnce(deps) } },
      }),
    }),
    caughtBy: 0,
    breaks: ['bus'],
  },
  'what HR said late gives at once': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        policy: { ...deps.policy, access: { ...deps.policy.access, lateGrantDays: 'off' } },
      }),
    }),
    caughtBy: 0,
    breaks: ['late'],
  },
  'the date of an ending counts, whatever the company reads': {
    swaps: () => ({
      provision: (deps) => ({ ...deps, policy: { ...deps.policy, access: { ...deps.policy.access, endsOn: 'date' } } }),
    }),
    caughtBy: 0,
    breaks: ['leaver', 'removal', 'rest'],
  },
  'no access begins before the first day': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        policy: { ...deps.policy, access: { ...deps.policy.access, startsBeforeDays: 0 } },
      }),
    }),
    caughtBy: 0,
    breaks: ['rest'],
  },
};

/** What was put on the queue before is news when it comes again. */
function sayingAnew(queue: Queue): Queue {
  const known = new Set<string>();
  return {
    send: async (messages) => {
      const ids = messages.map(({ body }) => eventIn(body).id);
      await rewriting(queue, (event) => {
        const { id, receivedAt = event.occurredAt } = event;
        return known.has(id) ? { ...arrived(event), id: idBeside(id, String(receivedAt)) } : event;
      }).send(messages);
      for (const id of ids) known.add(id);
    },
  };
}

/** An event as if it had happened when it was received. */
function arrived(event: LifecycleEvent): LifecycleEvent {
  const { receivedAt = event.occurredAt, order } = event;
  return { ...event, occurredAt: receivedAt, order: [placeByTime(receivedAt), ...order.split(' ').slice(1)].join(' ') };
}

type Limits = ProvisionDeps['ledger']['limits'];

/** Gives places as if no earlier batch had taken any. */
function inThisBatch({ now }: Pick<ProvisionDeps['clock'], 'now'>): Limits['reserve'] {
  let [since, taken] = [0, new Set<string>()];
  return async ({ kind, target, workerKey, counters }) => {
    if (now() !== since) [since, taken] = [now(), new Set()];
    const own = `${target} ${kind} ${workerKey}`;
    const [window] = counters[0]?.windows ?? [];
    const count = [...taken].filter((one) => one.startsWith(`${target} ${kind} `) && one !== own).length;
    if (window && count >= window.max) return { kind: 'full', window, until: now() + window.ms };
    taken.add(own);
    return { kind: 'reserved' };
  };
}

/** The version of a worker is taken to be the one that was read last. */
function withoutFence({ ledger: { workers } }: ProvisionDeps): Partial<ProvisionDeps['ledger']> {
  const read = new Map<string, number>();
  return {
    workers: {
      ...workers,
      load: async (key) => {
        const worker = await workers.load(key);
        if (worker) read.set(key, worker.version);
        return worker;
      },
      versionOf: async (key) => read.get(key) ?? workers.versionOf(key),
    },
  };
}

type Inviting = ProvisionDeps['targets'][number]['target'];

/** Whoever was not clearly invited is invited once more. */
const blindly =
  ({ invite }: Inviting): Inviting['invite'] =>
  async (invitations, call) => {
    const answers = await invite(invitations, call);
    const again = invitations.filter(({ email }) => answers.get(email)?.kind !== 'done');
    return again.length === 0 ? answers : new Map([...answers, ...(await invite(again, call))]);
  };

/** What the bus has to hear is said when it is committed, and not kept for who comes after. */
const tellingAtOnce =
  ({ bus, ledger: { workers } }: ProvisionDeps): ProvisionDeps['ledger']['workers']['commit'] =>
  async (worker) => {
    const events = worker.outbox.flatMap((entry) => (entry.kind === 'bus' ? [{ ...entry.event, id: entry.id }] : []));
    const answer = await workers.commit({ ...worker, outbox: worker.outbox.filter(({ kind }) => kind !== 'bus') });
    if (answer === 'committed' && events.length > 0) await bus.publish(events).catch(() => {});
    return answer;
  };

/** What cannot be planted from outside, and why. */
export const NOT_PLANTED: Readonly<Record<string, string>> = {
  'targets are written before facts': 'the order of the two is inside provision; no port stands between them',
  'a redrive has the deduplication id of the first sending':
    'SQS drops an id for five minutes, and no operator of these histories is that fast',
  'no claim is taken': 'two workers of one address are rare here, and who holds what is excused for them',
  'operate does not ask the limits':
    'what an operator decided passes every limit and is only counted, so that nothing that can be seen differs',
  'what a changed policy removes is not held': 'the policy of a simulated company does not change',
};
