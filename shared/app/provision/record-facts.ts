import { normaliseEmail } from '../../domain/email.ts';
import { RetryableError } from '../../domain/failure.ts';
import { letGoOfEnded } from '../../domain/let-go-of-ended.ts';
import type { LifecycleEvent } from '../../domain/lifecycle-event.ts';
import { classNow } from '../../domain/next-due.ts';
import { endingOverride } from '../../domain/override.ts';
import { standingAt } from '../../domain/standing.ts';
import { type Due, newWorker, type Worker, withAddress, withRecentEvent } from '../../domain/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import { knownAs } from './known-as.ts';
import { makeRoom } from './make-room.ts';
import { takeInStatement } from './take-in-statement.ts';
import { LEASE_MS } from './turn.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'random'>;

export interface Recorded {
  readonly workerKey: string;
  readonly fate: 'recorded' | 'duplicate' | 'superseded';
  /** Its own id, where the one that it came with stands for another event. */
  readonly ownId?: string;
}

const ATTEMPTS = 10;
/** Engagements that are over and kept; those before them stand in the history. */
const ENGAGEMENTS = 20;

/**
 * Facts first: writes what an event says to its worker, and that somebody must look, in one conditional write. From here on the
 * message is only a reminder. Safe to repeat: an event that is there already is a duplicate. `delivery` is the digest of what brought it.
 */
export async function recordFacts(sent: LifecycleEvent, deps: Deps, delivery?: string): Promise<Recorded> {
  const { workers, history } = deps.ledger;
  const workerKey = await workerOf(sent, deps);
  const { workEmail: stated } = sent.attributes;
  if (stated) await deps.ledger.links.stateEmail(normaliseEmail(stated), workerKey);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const worker = (await workers.load(workerKey)) ?? newWorker(workerKey, deps.random.uuid());
    const { event, isDuplicate, isIdReused } = await knownAs(sent, { worker, history });
    if (isDuplicate) return { workerKey, fate: 'duplicate' };
    const now = deps.clock.now();
    const taken = await takeInStatement(event, { worker, history, now });
    if (taken.fate === 'duplicate') return { workerKey, fate: 'duplicate' };
    const { engagement, fate } = taken;
    const { workEmail } = event.attributes;
    const engagements = { ...worker.engagements, [event.sourceKey]: engagement };
    const known = withRecentEvent(worker, event.id);
    const heard: Worker = {
      ...(workEmail ? withAddress(known, normaliseEmail(workEmail)) : known),
      engagements,
      outbox: [
        ...worker.outbox,
        { id: event.id, kind: 'history', recorded: { event, fate, recordedAt: now, ...(delivery && { delivery }) } },
      ],
    };
    const recorded = await makeRoom({ event, recorded: letGoOfEnded(heard, { now, most: ENGAGEMENTS }), history, now });
    if ((await workers.commit({ ...recorded, due: dueAfter(recorded, now) })) === 'committed')
      return { workerKey, fate, ...(isIdReused && { ownId: event.id }) };
  }
  throw new RetryableError(
    `Worker ${workerKey} was changed by others ${ATTEMPTS} times in a row; the message comes back`,
  );
}

/**
 * The message in hand acts next, so the tick comes in only if it does not: after the lease of a convergence, and at once for access that
 * must end now.
 */
function dueAfter(worker: Worker, now: number): Due {
  const standing = standingAt(worker.engagements, worker.overrides, now);
  const at = standing.kind === 'ended' ? now : Math.min(worker.due?.at ?? Number.POSITIVE_INFINITY, now + LEASE_MS);
  return { at, class: classNow(worker, now, { standing, isNews: true }) };
}

/** Whose source key this is. A new one joins the worker who has the same work e-mail now; links stand before the worker does. */
async function workerOf(
  { sourceKey, attributes }: LifecycleEvent,
  { ledger: { links, workers }, clock, random }: Deps,
): Promise<string> {
  const linked = await links.workerOf(sourceKey);
  const email = attributes.workEmail ? normaliseEmail(attributes.workEmail) : undefined;
  if (linked !== undefined) {
    if (email !== undefined) await links.claimEmail(email, linked);
    return linked;
  }
  if (email === undefined) return links.link(sourceKey, random.uuid());
  const holder = await links.claimEmail(email, random.uuid());
  const known = await workers.load(holder);
  return links.link(sourceKey, !known || isTheirs(email, known, clock.now()) ? holder : random.uuid());
}

/**
 * An address may have been somebody else's before: only who has it now is the same person. Where HR took back all it said of the
 * address, an operator's word is not got round by saying it anew under another source key.
 */
function isTheirs(email: string, { engagements, overrides }: Worker, now: number): boolean {
  const { workEmail } = standingAt(engagements, overrides, now);
  if (workEmail !== undefined) return normaliseEmail(workEmail) === email;
  return Object.keys(engagements).length === 0 || endingOverride(overrides, now) !== undefined;
}
