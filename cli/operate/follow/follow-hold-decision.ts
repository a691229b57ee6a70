import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { holdApproveCommand } from '../../../shared/contracts/operate/hold/hold-approve.ts';
import type { Follow } from '../presentation.ts';

type Input = Pick<InputOf<typeof holdApproveCommand>, 'expect'>;
type Output = OutputOf<typeof holdApproveCommand>;

/** The same is asked again, of those that are still open, until each was reached. */
export const followHoldDecision = <Asked extends Input>(): Follow<Asked, Output> => ({
  next: (input, answer) => {
    if (input.expect === undefined || 'hold' in answer) return undefined;
    const decided = answer.rows.filter(({ state }) => state === 'decided').length;
    return answer.left > 0 && decided > 0 ? { ...input, expect: String(answer.count - decided) } : undefined;
  },
  add: (before, answer) =>
    'hold' in before || 'hold' in answer
      ? answer
      : { ...answer, count: before.count, rows: [...decidedOf(before.rows), ...answer.rows] },
  progress: (answer) => ('hold' in answer ? 'decided' : `${decidedOf(answer.rows).length} holds were decided so far`),
});

/** One that could not be decided is tried again by the next call. */
const decidedOf = <Row extends { readonly state: string }>(rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ state }) => state === 'decided');
