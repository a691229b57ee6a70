import type { Declaration } from '../../contracts/operate/command.ts';
import { disableCommand } from '../../contracts/operate/disable.ts';
import { dlqListCommand } from '../../contracts/operate/dlq-list.ts';
import { dlqRedriveCommand } from '../../contracts/operate/dlq-redrive.ts';
import { dlqShowCommand } from '../../contracts/operate/dlq-show.ts';
import { doctorCommand } from '../../contracts/operate/doctor.ts';
import { explainCommand } from '../../contracts/operate/explain.ts';
import { findCommand } from '../../contracts/operate/find.ts';
import { gateListCommand } from '../../contracts/operate/gate-list.ts';
import { gateOpenCommand } from '../../contracts/operate/gate-open.ts';
import { holdApproveCommand } from '../../contracts/operate/hold-approve.ts';
import { holdListCommand } from '../../contracts/operate/hold-list.ts';
import { holdRejectCommand } from '../../contracts/operate/hold-reject.ts';
import { holdShowCommand } from '../../contracts/operate/hold-show.ts';
import { modeCommand } from '../../contracts/operate/mode.ts';
import { overrideLiftCommand } from '../../contracts/operate/override-lift.ts';
import { overrideListCommand } from '../../contracts/operate/override-list.ts';
import { pauseCommand } from '../../contracts/operate/pause.ts';
import { planCommand } from '../../contracts/operate/plan.ts';
import { quarantineListCommand } from '../../contracts/operate/quarantine-list.ts';
import { quarantineReplayCommand } from '../../contracts/operate/quarantine-replay.ts';
import { quarantineShowCommand } from '../../contracts/operate/quarantine-show.ts';
import type { CommandName } from '../../contracts/operate/registry.ts';
import { reportAccessCommand } from '../../contracts/operate/report-access.ts';
import { reportApprovalsCommand } from '../../contracts/operate/report-approvals.ts';
import { reportJoinersCommand } from '../../contracts/operate/report-joiners.ts';
import { reportLeaversCommand } from '../../contracts/operate/report-leavers.ts';
import { reportObserveCommand } from '../../contracts/operate/report-observe.ts';
import { resumeCommand } from '../../contracts/operate/resume.ts';
import { statusCommand } from '../../contracts/operate/status.ts';
import { workerLinkCommand } from '../../contracts/operate/worker-link.ts';
import { workerSeparateCommand } from '../../contracts/operate/worker-separate.ts';
import { holdApprove, holdReject } from './decide-hold.ts';
import type { Answer, Asking } from './deps.ts';
import { disable } from './disable.ts';
import { dlqList } from './dlq-list.ts';
import { dlqRedrive } from './dlq-redrive.ts';
import { dlqShow } from './dlq-show.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { gateList } from './gate-list.ts';
import { gateOpen } from './gate-open.ts';
import { holdList } from './hold-list.ts';
import { holdShow } from './hold-show.ts';
import { mode } from './mode.ts';
import { overrideLift } from './override-lift.ts';
import { overrideList } from './override-list.ts';
import { pause, resume } from './pause.ts';
import { plan } from './plan.ts';
import { quarantineList } from './quarantine-list.ts';
import { quarantineReplay } from './quarantine-replay.ts';
import { quarantineShow } from './quarantine-show.ts';
import { reportAccess } from './report-access.ts';
import { reportApprovals } from './report-approvals.ts';
import { reportJoiners } from './report-joiners.ts';
import { reportLeavers } from './report-leavers.ts';
import { reportObserve } from './report-observe.ts';
import { status } from './status.ts';
import { unknownNames } from './unknown-names.ts';
import { workerLink, workerSeparate } from './worker-link.ts';

export type OperateAnswer =
  | Answer<unknown>
  | { readonly kind: 'refused'; readonly error: 'unknown-command'; readonly because: string }
  | {
      readonly kind: 'refused';
      readonly error: 'invalid-input';
      readonly because: string;
      /** What is wrong with which field; nothing of the input is quoted. */
      readonly fields: readonly { readonly field: string; readonly problem: string }[];
    };

type Run = (input: unknown, asking: Asking) => Promise<OperateAnswer>;

/** A command without its use case, or with another one's input or answer, does not compile. */
const RUNS: Readonly<Record<CommandName, Run>> = {
  status: checked(statusCommand, status),
  find: checked(findCommand, find),
  explain: checked(explainCommand, explain),
  plan: checked(planCommand, plan),
  'hold list': checked(holdListCommand, holdList),
  'hold show': checked(holdShowCommand, holdShow),
  'hold approve': checked(holdApproveCommand, holdApprove),
  'hold reject': checked(holdRejectCommand, holdReject),
  disable: checked(disableCommand, disable),
  'override list': checked(overrideListCommand, overrideList),
  'override lift': checked(overrideLiftCommand, overrideLift),
  'worker link': checked(workerLinkCommand, workerLink),
  'worker separate': checked(workerSeparateCommand, workerSeparate),
  mode: checked(modeCommand, mode),
  pause: checked(pauseCommand, pause),
  resume: checked(resumeCommand, resume),
  'gate list': checked(gateListCommand, gateList),
  'gate open': checked(gateOpenCommand, gateOpen),
  doctor: checked(doctorCommand, doctor),
  'report observe': checked(reportObserveCommand, reportObserve),
  'report leavers': checked(reportLeaversCommand, reportLeavers),
  'report joiners': checked(reportJoinersCommand, reportJoiners),
  'report access': checked(reportAccessCommand, reportAccess),
  'report approvals': checked(reportApprovalsCommand, reportApprovals),
  'dlq list': checked(dlqListCommand, dlqList),
  'dlq show': checked(dlqShowCommand, dlqShow),
  'dlq redrive': checked(dlqRedriveCommand, dlqRedrive),
  'quarantine list': checked(quarantineListCommand, quarantineList),
  'quarantine show': checked(quarantineShowCommand, quarantineShow),
  'quarantine replay': checked(quarantineReplayCommand, quarantineReplay),
};

/** Runs one command, named as in a URL or as it is typed, for one operator. */
export async function operate(command: string, input: unknown, asking: Asking): Promise<OperateAnswer> {
  const name = command.replaceAll('-', ' ');
  return isCommand(name)
    ? RUNS[name](input, asking)
    : { kind: 'refused', error: 'unknown-command', because: `The commands are ${Object.keys(RUNS).join(', ')}` };
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(RUNS, name);

function checked<Input, Output>(
  { input: schema, arguments: args }: Declaration<string, Input, Output>,
  useCase: (input: Input, asking: Asking) => Promise<Answer<NoInfer<Output>>>,
): Run {
  return async (input, asking) => {
    const read = schema.safeParse(input);
    if (read.success) return (await unknownNames(args, read.data, asking.deps)) ?? useCase(read.data, asking);
    const fields = read.error.issues.map(({ path, message }) => ({
      field: path.join('.') || 'input',
      problem: message,
    }));
    return {
      kind: 'refused',
      error: 'invalid-input',
      because: fields.map(({ field, problem }) => `${field} ${problem}`).join('; '),
      fields,
    };
  };
}
