import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { holdApproveCommand } from '../../../contracts/operate/hold/hold-approve.ts';
import type { holdRejectCommand } from '../../../contracts/operate/hold/hold-reject.ts';
import type { Hold } from '../../../domain/worker/hold.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { noSuch } from '../unknown-names.ts';
import { decideMany } from './decide-many.ts';
import { decideOne } from './decide-one.ts';
import { insteadOf } from './instead-of-ending.ts';
import { showHold } from './show-hold.ts';

type Approving = InputOf<typeof holdApproveCommand>;
type Decided = OutputOf<typeof holdApproveCommand>;

/** Approves one held plan; or shows all of a kind, and approves them where they are as many as the operator expects. */
export function holdApprove(input: Approving, request: OperatorRequest): Promise<Answer<Decided>> {
  const { reason = '' } = input;
  return decide(input, (hold) => decideOne(hold, { verdict: 'approved', reason }, request), request);
}

/** The same for a rejection, which says what happens instead where access was to end. */
export function holdReject(
  { instead, until, ...input }: InputOf<typeof holdRejectCommand>,
  request: OperatorRequest,
): Promise<Answer<Decided>> {
  const { reason = '' } = input;
  const reject = async (hold: Hold) => {
    const what = await insteadOf(hold, { instead, until }, request.deps);
    return what.kind === 'done' ? decideOne(hold, { verdict: 'rejected', reason, ...what.value }, request) : what;
  };
  return decide(input, reject, request);
}

async function decide(
  { hold: id = '', kind, cohort, expect }: Approving,
  one: (hold: Hold) => Promise<Answer<Hold>>,
  request: OperatorRequest,
): Promise<Answer<Decided>> {
  if (kind !== undefined) return decideMany({ kind, cohort, expect }, one, request);
  const hold = await request.deps.ledger.holds.get(id);
  if (!hold) return noSuch({ field: 'hold', names: 'hold' }, request.deps);
  const decided = await one(hold);
  return decided.kind === 'done' ? answer({ hold: showHold(decided.value, request.deps.operators) }) : decided;
}
