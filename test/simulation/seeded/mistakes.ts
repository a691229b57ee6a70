import type { ProvisionDeps } from '../../../shared/app/converge/deps.ts';
import { asciiJson } from '../../../shared/contracts/ascii-json.ts';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import type { RuleName } from './oracle/court.ts';
import type { Swaps } from './world/world.ts';

/** A mistake that a wrapped port brings into the product, and a seed that catches it. */
export interface Mistake {
  readonly swaps: () => Swaps;
  readonly caughtBy: number;
  readonly breaks: readonly RuleName[];
}

/** What ingest puts on the queue, said otherwise. */
const saidOtherwise = (change: (event: LifecycleEvent) => LifecycleEvent): Swaps => ({
  ingest: (deps) => ({ ...deps, queue: rewriting(deps.queue, change) }),
});

const rewriting = (queue: Queue, change: (event: LifecycleEvent) => LifecycleEvent): Queue => ({
  send: (messages) =>
    queue.send(
      messages.map((message) => {
        const content = JSON.parse(message.body) as { readonly event: LifecycleEvent };
        return { ...message, body: asciiJson({ ...content, event: change(content.event) }) };
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
};

/** What cannot be planted from outside or is not caught, and why. */
export const NOT_PLANTED: Readonly<Record<string, string>> = {
  'the order of arrival is trusted':
    'it can be planted, and the first five seeds do not catch it: the lives take back by name, so that what arrives late changes little',
  'the limits let everything through':
    'it can be planted, and seed 1 does not catch it, others were not searched: five of thirty workers seldom leave within an hour',
  'a pending disable is lost':
    'it can be planted, and no seed was found yet: an invitee who leaves and then accepts is rare in these lives',
  'an invitation is retried blindly':
    'the decision not to send it again is inside the convergence, and a target that is asked twice answers that the account exists',
  'targets are written before facts': 'the order of the two is inside provision; no port stands between them',
  'a redrive has the deduplication id of the first sending':
    'SQS drops an id for five minutes, and no operator of these histories is that fast',
  'no claim is taken': 'two workers of one address are rare here, and who holds what is excused for them',
  'no version fence': 'a commit is conditional in the store itself, so that the plan is made anew after it',
  'the bus is told without an outbox': 'the oracle judges accounts and records, and not what subscribers hear',
  'a redrive resurrects what was taken back': 'what is taken back is decided by the statements, inside the timeline',
};
