import { CONVERGE_LEASE_MS } from '../../contracts/cadence.ts';
import { letGoOfEnded } from '../../domain/condense/let-go-of-ended.ts';
import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { goneTo } from '../../domain/identity/link-fact.ts';
import { withNews } from '../../domain/lateness/late-news.ts';
import { withSponsorship } from '../../domain/sponsorship/sponsorship.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { FORESTALLED, untilWritten } from '../../domain/until-written.ts';
import { type AccessDates, accessAt } from '../../domain/worker/access-standing.ts';
import { classNow } from '../../domain/worker/next-due.ts';
import { type Due, newWorker, type Worker, withAddress, withRecentEvent } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import { knownAs } from './known-as.ts';
import { makeRoom } from './make-room.ts';
import { moveSourceKey } from './move-source-key.ts';
import { reportJoining } from './report-joining.ts';
import { takeInStatement } from './take-in-statement.ts';
import { whoItIsNow } from './who-it-is-now.ts';
import { workerOf } from './worker-of.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'random' | 'policy'>;

export interface Recorded {
  readonly workerKey: string;
  readonly fate: 'recorded' | 'duplicate' | 'superseded';
  /** Its own id, where the id it was sent with belongs to another event. */
  readonly ownId?: string;
  /** Set where a new source key joined a worker who was known. */
  readonly hasJoined?: boolean;
}

const ATTEMPTS = 10;
/** Engagements that are over and kept; those before them are in the history. */
const ENGAGEMENTS = 20;

/**
 * Facts first: writes what an event says to its worker, and that the worker must be checked, in one conditional write. From here on the
 * message is only a reminder. Safe to repeat: an event that is there already is a duplicate. `delivery` is the digest of what brought it.
 */
export async function recordFacts(event: LifecycleEvent, deps: Deps, delivery?: string): Promise<Recorded> {
  const { worker, ...recorded } = await record(event, deps, delivery);
  const move = await whoItIsNow(worker, event, deps);
  if (!move) return recorded;
  await moveSourceKey(move, deps);
  return { ...recorded, workerKey: move.to, ...(move.because === 'one' && { hasJoined: true }) };
}

async function record(
  sent: LifecycleEvent,
  deps: Deps,
  delivery: string | undefined,
): Promise<Recorded & { readonly worker: Worker }> {
  const { workers, history, links } = deps.ledger;
  let workerKey = await workerOf(sent, deps);
  return untilWritten(`Worker ${workerKey}`, ATTEMPTS, async () => {
    const worker = (await workers.load(workerKey)) ?? newWorker(workerKey, deps.random.uuid());
    if (worker.erased) {
      await links.unlink(sent.sourceKey, worker.key);
      workerKey = await workerOf(sent, deps);
      return FORESTALLED;
    }
    const other = goneTo(worker, sent.sourceKey);
    if (other !== undefined) {
      workerKey = other;
      return FORESTALLED;
    }
    const { event, isDuplicate, isIdReused } = await knownAs(sent, { worker, history });
    if (isDuplicate) return { workerKey, fate: 'duplicate', worker };
    const now = deps.clock.now();
    const taken = await takeInStatement(event, { worker, history, now });
    if (taken.fate === 'duplicate') return { workerKey, fate: 'duplicate', worker };
    const { engagement, fate } = taken;
    const { workEmail } = event.attributes;
    const engagements = { ...worker.engagements, [event.sourceKey]: engagement };
    const joining = reportJoining(worker, event, now);
    const known = withRecentEvent(withSponsorship({ ...worker, ...joining }, event), event.id);
    const heard: Worker = {
      ...(workEmail ? withAddress(known, normaliseEmail(workEmail)) : known),
      engagements,
      outbox: [
        ...worker.outbox,
        { id: event.id, kind: 'history', recorded: { event, fate, recordedAt: now, ...(delivery && { delivery }) } },
      ],
    };
    const told = withNews(letGoOfEnded(heard, { now, most: ENGAGEMENTS }), event, deps.policy.access.lateGrantDays);
    const recorded = await makeRoom({ event, recorded: told, history, now });
    if ((await workers.commit({ ...recorded, due: dueAfter(recorded, deps.policy.access, now) })) !== 'committed')
      return FORESTALLED;
    return {
      workerKey,
      fate,
      worker: recorded,
      ...(isIdReused && { ownId: event.id }),
      ...(joining && { hasJoined: true }),
    };
  });
}

/**
 * The message in hand acts next, so the tick comes in only if it does not: after the lease of a convergence, and at once for access that
 * must end now.
 */
function dueAfter(worker: Worker, access: AccessDates, now: number): Due {
  const standing = accessAt(worker, now, access);
  const at =
    standing.kind === 'ended' ? now : Math.min(worker.due?.at ?? Number.POSITIVE_INFINITY, now + CONVERGE_LEASE_MS);
  return { at, class: classNow(worker, now, { standing, isNews: true }) };
}
