import type { ProvisionDeps } from '../../../shared/app/converge/deps.ts';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import { arrived, blindly, inThisBatch, rewriting, sayingAnew } from './faulty-parts.ts';
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

/** Provision with some parts of its ledger replaced. */
const withLedger = (change: (deps: ProvisionDeps) => Partial<ProvisionDeps['ledger']>): Swaps => ({
  provision: (deps) => ({ ...deps, ledger: { ...deps.ledger, ...change(deps) } }),
});

export const MISTAKES: Readonly<Record<string, Mistake>> = {
  'the zone is ignored': {
    swaps: () =>
      saidOtherwise((event) => ({ ...event, effective: event.effective && { ...event.effective, timeZone: 'UTC' } })),
    caughtBy: 2,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
    isQuick: true,
  },
  'a deleted record is taken for a leaver': {
    swaps: () => saidOtherwise((event) => (event.kind === 'record_deleted' ? { ...event, kind: 'left' } : event)),
    caughtBy: 4,
    breaks: ['removal', 'rest'],
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
    isQuick: true,
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
    isQuick: true,
  },
  'the mode is ignored': {
    swaps: () => withLedger(({ ledger }) => ({ flags: { ...ledger.flags, modeOf: async () => 'enforce' } })),
    caughtBy: 5,
    breaks: ['observe'],
    isQuick: true,
  },
  'an event is kept by no one': {
    swaps: () => withLedger(({ ledger }) => ({ history: { ...ledger.history, append: async () => {} } })),
    caughtBy: 1,
    breaks: ['fate'],
  },
  'the order of arrival is trusted': {
    swaps: () => saidOtherwise(arrived),
    caughtBy: 16,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
    isQuick: true,
  },
  'the limit counts each batch alone': {
    swaps: () => withLedger(({ ledger, clock }) => ({ limits: { ...ledger.limits, reserve: inThisBatch(clock) } })),
    caughtBy: 2,
    breaks: ['limit'],
  },
  'what comes again counts as said anew': {
    swaps: () => ({
      ingest: (deps) => ({
        ...deps,
        queue: sayingAnew(deps.queue),
        deliveries: { ...deps.deliveries, seen: async () => false },
      }),
    }),
    caughtBy: 15,
    breaks: ['leaver', 'removal', 'invitation', 'rest'],
    isQuick: true,
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
    caughtBy: 1,
    breaks: ['invitation'],
    isQuick: true,
  },
  'what HR only infers is acted on': {
    swaps: () => saidOtherwise((event) => ({ ...event, confidence: undefined })),
    caughtBy: 1,
    breaks: ['removal'],
    isQuick: true,
  },
  'what HR said late gives at once': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        policy: { ...deps.policy, access: { ...deps.policy.access, lateGrantDays: 'off' } },
      }),
    }),
    caughtBy: 3,
    breaks: ['late'],
    isQuick: true,
  },
  'the date of an ending counts, whatever the company reads': {
    swaps: () => ({
      provision: (deps) => ({ ...deps, policy: { ...deps.policy, access: { ...deps.policy.access, endsOn: 'date' } } }),
    }),
    caughtBy: 2,
    breaks: ['leaver', 'removal', 'rest'],
    isQuick: true,
  },
  'no access begins before the first day': {
    swaps: () => ({
      provision: (deps) => ({
        ...deps,
        policy: { ...deps.policy, access: { ...deps.policy.access, startsBeforeDays: 0 } },
      }),
    }),
    caughtBy: 15,
    breaks: ['rest'],
    isQuick: true,
  },
};

/** What cannot be planted from outside or is not caught, and why. */
export const NOT_PLANTED: Readonly<Record<string, string>> = {
  'a pending disable is lost':
    'it can be planted, and none of the first 20 seeds catches it: an invitee who leaves and accepts afterwards is rare in these lives',
  'no fence holds a write that a newer version forbids':
    'it can be planted, and none of the first 20 seeds catches it: the newer version has to be written between a look and its write',
  'the bus is told without an outbox':
    'it can be planted, and none of the first 20 seeds catches it: the bus has to fail just when an invitation is told',
  'targets are written before facts': 'the order of the two is inside provision; no port stands between them',
  'a redrive has the deduplication id of the first sending':
    'SQS drops an id for five minutes, and no operator of these histories is that fast',
  'no claim is taken': 'two workers of one address are rare here, and who holds what is excused for them',
  'operate does not ask the limits':
    'what an operator decided passes every limit and is only counted, so that nothing that can be seen differs',
  'what a changed policy removes is not held': 'the policy of a simulated company does not change',
};
