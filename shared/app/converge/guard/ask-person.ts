import type { Next } from '../../../domain/plan/plan.ts';
import { concernsEnding, type Hold } from '../../../domain/worker/hold.ts';
import { holdId, situationDigest } from '../../../domain/worker/hold-id.ts';
import { asItStands } from './as-it-stands.ts';
import type { Guarded } from './guarded.ts';
import type { Judged } from './verdict.ts';

/** How soon to look again at a worker who waits for a person. */
const LOOK_MS = 60 * 60_000;

export interface PersonQuestion
  extends Pick<Hold, 'kind' | 'because' | 'candidates' | 'asker'>,
    Pick<Extract<Next, { kind: 'hold' }>, 'about' | 'other' | 'ending'> {}

/**
 * Asks a person about exactly this plan, for the facts that made it. It passes where it was approved; otherwise it is held, from now on
 * or still. A hold that does not stand yet is opened with the commit that names it.
 */
export async function askPerson(guarded: Guarded, question: PersonQuestion): Promise<Judged> {
  const { deps } = guarded;
  const now = deps.clock.now();
  const asked = holdFor(guarded, question);
  const { hold, decision, opens } = await asItStands(asked, deps.ledger, now);
  if (decision?.verdict === 'approved') return { kind: 'pass', asked: [hold] };
  if (decision?.instead === 'by-hand') tellOfHand(guarded, hold);
  const because = decision ? `Rejected by ${decision.actor}: ${hold.because}` : hold.because;
  const lookAt = now + LOOK_MS;
  return {
    kind: 'hold',
    asked: [hold],
    end: { kind: 'settled', state: 'held', because, lookAt, holdId: hold.id, ...(opens && { opens }) },
  };
}

/**
 * Whether this plan opened a hold before: then it waits for an answer, even when a limit has room again. One whose reason
 * went away in between was not asked.
 */
export async function wasAsked(guarded: Guarded, question: PersonQuestion): Promise<boolean> {
  const { id } = holdFor(guarded, question);
  if (guarded.run.before.holdId === id) return true;
  const known = await guarded.deps.ledger.holds.get(id);
  return known !== undefined && !known.closed;
}

function holdFor({ run, plan, setup, deps }: Guarded, question: PersonQuestion): Hold {
  const { kind, because, about, other, asker, candidates = [], ending } = question;
  const { worker, intent } = run;
  // who a worker is does not change with the day on which they start
  const standing = other === undefined ? run.standing : ({ kind: 'none', basis: [] } as const);
  const target = setup.target.name;
  const planDigest = situationDigest({ actions: plan.actions, standing, about });
  return {
    id: holdId(worker.key, target, kind, planDigest),
    workerKey: worker.key,
    target,
    kind,
    because,
    planDigest,
    basis: [...standing.basis, ...(about ?? [])].sort(),
    ...(about !== undefined && about.length > 0 && { about }),
    ...(other !== undefined && { other }),
    ...(asker !== undefined && { asker }),
    ...(candidates.length > 0 && { candidates }),
    ending: ending || intent.kind === 'end' || concernsEnding({ kind }),
    since: deps.clock.now(),
  };
}

/** For leavers every check reports it; for an ending that has no date, or no leaver, nothing else would. */
function tellOfHand({ run, setup, deps }: Guarded, { since }: Hold): void {
  if (run.standing.kind === 'ended') return;
  const ms = deps.clock.now() - since;
  deps.notice('leaver-not-ended', { target: setup.target.name, workerKey: run.worker.key, ms });
}
