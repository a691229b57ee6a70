import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { policyActivateCommand } from '../../../shared/contracts/operate/policy/policy-activate.ts';
import type { Follow } from '../presentation.ts';
import { followReport } from './follow-report.ts';

type Input = InputOf<typeof policyActivateCommand>;
type Output = OutputOf<typeof policyActivateCommand>;

const report = followReport<Input, Output['rows'][number], Output>();

/** From cursor to cursor; what is counted is added up. */
export const followPolicyActivate: Follow<Input, Output> = {
  next: (input, answer) => report.next(input, answer),
  add: (before, answer) => ({ ...report.add(before, answer), madeDue: before.madeDue + answer.madeDue }),
  progress: (answer) =>
    answer.madeDue > 0 ? `${answer.madeDue} workers were made due so far` : report.progress(answer),
};
