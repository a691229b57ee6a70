import type { OutputOf } from '../../contracts/operate/command.ts';
import type { holdApproveCommand } from '../../contracts/operate/hold-approve.ts';
import type { Hold } from '../../ports/ledger/holds.ts';
import { reconcileMessage } from '../poll/reconcile.ts';
import { type Answer, type Asking, answer, conflict, notFound } from './deps.ts';
import { iso } from './iso.ts';
import { ABOUT_HIMSELF, isAboutHimself, operatorName } from './operator.ts';
import { showHold } from './show-hold.ts';

type Verdict = NonNullable<Hold['decision']>['verdict'];
type Decided = OutputOf<typeof holdApproveCommand>;

interface Decision {
  readonly hold: string;
  readonly reason: string;
}

export const holdApprove = (decision: Decision, asking: Asking) => decide('approved', decision, asking);

export const holdReject = (decision: Decision, asking: Asking) => decide('rejected', decision, asking);

/**
 * Writes down what a person decided, once, and asks provision to look at the worker again: it plans anew, and an approval lets only the
 * same plan go. Safe to repeat: the one who decided may send the reminder again.
 */
async function decide(verdict: Verdict, { hold: id, reason }: Decision, asking: Asking): Promise<Answer<Decided>> {
  const { ledger, queue, clock, random, observe } = asking.deps;
  const open = await ledger.holds.get(id);
  if (!open) return notFound('There is no such hold');
  if (await isAboutHimself(open.workerKey, asking)) return ABOUT_HIMSELF;
  const actor = operatorName(asking);
  const answered = await ledger.holds.decide(id, { verdict, actor, reason, at: clock.now() });
  const hold = await ledger.holds.get(id);
  if (!hold?.decision) return notFound('There is no such hold');
  if (hold.decision.actor !== actor || hold.decision.verdict !== verdict) {
    const { decision } = hold;
    return conflict(`${decision.actor} was faster: ${decision.verdict} at ${iso(decision.at)}`);
  }
  if (answered === 'decided') {
    observe.count('HoldDecided', { target: hold.target });
    observe.info('hold-decided', { holdId: id, target: hold.target, workerKey: hold.workerKey, verdict });
  }
  await queue.send([reconcileMessage(hold.workerKey, random.uuid())]);
  return answer({ hold: showHold(hold) });
}
