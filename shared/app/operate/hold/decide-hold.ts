import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { holdApproveCommand } from '../../../contracts/operate/hold/hold-approve.ts';
import type { holdRejectCommand } from '../../../contracts/operate/hold/hold-reject.ts';
import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import { reconcileMessage } from '../../poll/due/reconcile.ts';
import { type Answer, type Asking, answer, conflict } from '../deps.ts';
import { iso } from '../iso.ts';
import { ABOUT_HIMSELF, isAboutHimself, operatorName } from '../operator.ts';
import { noSuch } from '../unknown-names.ts';
import { insteadOf } from './instead-of-ending.ts';
import { linkAsDecided } from './link-as-decided.ts';
import { showHold } from './show-hold.ts';
import { stateAsDecided } from './state-as-decided.ts';

type Decided = OutputOf<typeof holdApproveCommand>;
type What = Omit<Decision, 'actor' | 'at'>;

const HOLD = { field: 'hold', names: 'hold' } as const;

export async function holdApprove(
  { hold: id, reason }: InputOf<typeof holdApproveCommand>,
  asking: Asking,
): Promise<Answer<Decided>> {
  const hold = await asking.deps.ledger.holds.get(id);
  return hold ? decide(hold, { verdict: 'approved', reason }, asking) : noSuch(HOLD, asking.deps);
}

export async function holdReject(
  { hold: id, reason, ...instead }: InputOf<typeof holdRejectCommand>,
  asking: Asking,
): Promise<Answer<Decided>> {
  const hold = await asking.deps.ledger.holds.get(id);
  if (!hold) return noSuch(HOLD, asking.deps);
  const what = await insteadOf(hold, instead, asking.deps);
  return what.kind === 'done' ? decide(hold, { verdict: 'rejected', reason, ...what.value }, asking) : what;
}

/**
 * Writes down what a person decided, once, states what follows from it, and asks provision to look at the worker again: it plans anew,
 * and an approval lets only the same plan of the same facts go. Safe to repeat: the one who decided may do all of it again.
 */
async function decide(open: Hold, what: What, asking: Asking): Promise<Answer<Decided>> {
  const { ledger, queue, clock, random, observe } = asking.deps;
  const { id, workerKey, target } = open;
  for (const key of [workerKey, ...(open.other === undefined ? [] : [open.other])])
    if (await isAboutHimself(key, asking)) return ABOUT_HIMSELF;
  const actor = operatorName(asking);
  const answered = await ledger.holds.decide(id, { ...what, actor, at: clock.now() });
  const hold = (await ledger.holds.get(id)) ?? open;
  const { decision, closed } = hold;
  if (!decision) return conflict(closed ? `It closed by itself at ${iso(closed.at)}. ${closed.because}` : 'Ask again');
  if (decision.actor !== actor || decision.verdict !== what.verdict)
    return conflict(`${decision.actor} was faster: ${decision.verdict} at ${iso(decision.at)}`);
  if (decision.instead !== what.instead || decision.until !== what.until)
    return conflict(`You rejected it at ${iso(decision.at)} with something else instead; that stands`);
  if (answered === 'decided') {
    observe.count('HoldDecided', { target });
    observe.info('hold-decided', { holdId: id, target, workerKey, verdict: decision.verdict });
  }
  await stateAsDecided(hold, decision, asking.deps);
  await linkAsDecided(hold, decision, asking.deps);
  await queue.send([reconcileMessage(workerKey, random.uuid())]);
  return answer({ hold: showHold(hold, asking.deps.operators) });
}
