import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import { reconcileMessage } from '../../poll/due/reconcile.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName, isAboutOwnAccess, OWN_ACCESS, OWN_REQUEST, operatorName } from '../operator.ts';
import { dropRemoval } from './drop-removal.ts';
import { linkAsDecided } from './link-as-decided.ts';
import { stateAsDecided } from './state-as-decided.ts';

/** What a person says of a hold. */
export type Said = Omit<Decision, 'actor' | 'at'>;

/**
 * Writes down what a person decided, once, states what follows from it, and asks provision to look at the worker again: it plans again,
 * and an approval lets only the same plan of the same facts go. Safe to repeat: the one who decided may do all of it again.
 */
export async function decideOne(open: Hold, what: Said, request: OperatorRequest): Promise<Answer<Hold>> {
  const { ledger, queue, clock, random, observe } = request.deps;
  const { id, workerKey, target } = open;
  for (const key of [workerKey, ...(open.other === undefined ? [] : [open.other])])
    if (await isAboutOwnAccess(key, request)) return OWN_ACCESS;
  const actor = operatorName(request);
  const { operators } = request.deps;
  if (what.verdict === 'approved' && open.asker !== undefined && actorName(open.asker, operators) === actor)
    return OWN_REQUEST;
  const answered = await ledger.holds.decide(id, { ...what, actor, at: clock.now() });
  const hold = (await ledger.holds.get(id)) ?? open;
  const { decision, closed } = hold;
  if (!decision)
    return conflict(
      closed
        ? `It closed by itself at ${iso(closed.at)}. ${closed.because}`
        : 'The hold changed at the same time; try again',
    );
  if (decision.actor !== actor || decision.verdict !== what.verdict)
    return conflict(`${decision.actor} already ${decision.verdict} it at ${iso(decision.at)}`);
  if (decision.instead !== what.instead || decision.until !== what.until)
    return conflict(
      `You already rejected it at ${iso(decision.at)} with another instead or until; that decision stays`,
    );
  if (answered === 'decided') {
    observe.count('HoldDecided', { target });
    observe.info('hold-decided', { holdId: id, target, workerKey, verdict: decision.verdict });
  }
  await stateAsDecided(hold, decision, request.deps);
  await linkAsDecided(hold, decision, request.deps);
  await dropRemoval(hold, decision, request.deps);
  await queue.send([reconcileMessage(workerKey, random.uuid())]);
  return answer(hold);
}
