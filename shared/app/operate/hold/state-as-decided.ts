import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import { type Override, UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { OperateDeps } from '../deps.ts';
import { changeWorker } from '../override/change-worker.ts';
import { overrideId } from '../override/override-id.ts';

type Word = Pick<Override, 'kind' | 'until' | 'against'>;

/**
 * States what follows from a decision as an operator override: that access is kept although HR ended it, or that it has ended although HR
 * named no date or their sponsor left, or that what HR took back means nothing, or that an end which can be read two ways is meant, or that what
 * HR is not certain of counts, or what it stated late. Safe to repeat, also after the override was lifted: a decision is stated once, and known
 * by its instant.
 */
export async function stateAsDecided(
  { workerKey, ...hold }: Hold,
  decision: Decision,
  deps: Pick<OperateDeps, 'ledger' | 'clock' | 'random' | 'observe'>,
): Promise<void> {
  const word = wordOf(hold, decision);
  if (!word) return;
  const { actor, reason, at: from } = decision;
  let isNew = false;
  await changeWorker(
    workerKey,
    (worker) => {
      const { overrides, targets } = worker;
      isNew = overrides.every((one) => one.kind !== word.kind || one.actor !== actor || one.from !== from);
      return isNew
        ? { overrides: [...overrides, { id: overrideId(worker), ...word, actor, reason, from }], targets }
        : undefined;
    },
    deps,
  );
  if (!isNew) return;
  deps.observe.count('OverrideStated');
  deps.observe.info('override-stated', { workerKey, kind: word.kind });
}

/** Approved, these are questions that HR's words do not ask any more. */
const ANSWERED_ONCE: readonly Hold['kind'][] = [
  'idle-cancellation',
  'unclear-ending',
  'no-show',
  'unconfirmed',
  'late-grant',
  'unknown-leaver',
];

function wordOf(
  { kind, basis, about = basis }: Pick<Hold, 'kind' | 'basis' | 'about'>,
  { verdict, until }: Decision,
): Word | undefined {
  if (verdict === 'rejected')
    return until === undefined ? undefined : { kind: 'access_kept', until, ...(basis && { against: basis }) };
  if (kind === 'undated-ending' || kind === 'sponsor-left') return { kind: 'access_ended', until: UNTIL_LIFTED };
  return ANSWERED_ONCE.includes(kind) && about
    ? { kind: 'question_answered', until: UNTIL_LIFTED, against: about }
    : undefined;
}
