import type { Declaration } from './command.ts';
import { disableCommand } from './disable.ts';
import { dlqListCommand } from './dlq-list.ts';
import { dlqRedriveCommand } from './dlq-redrive.ts';
import { dlqShowCommand } from './dlq-show.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { findCommand } from './find.ts';
import { gateListCommand } from './gate-list.ts';
import { gateOpenCommand } from './gate-open.ts';
import { holdApproveCommand } from './hold-approve.ts';
import { holdListCommand } from './hold-list.ts';
import { holdRejectCommand } from './hold-reject.ts';
import { holdShowCommand } from './hold-show.ts';
import { modeCommand } from './mode.ts';
import { overrideLiftCommand } from './override-lift.ts';
import { overrideListCommand } from './override-list.ts';
import { pauseCommand } from './pause.ts';
import { planCommand } from './plan.ts';
import { quarantineListCommand } from './quarantine-list.ts';
import { quarantineReplayCommand } from './quarantine-replay.ts';
import { quarantineShowCommand } from './quarantine-show.ts';
import { reportAccessCommand } from './report-access.ts';
import { reportApprovalsCommand } from './report-approvals.ts';
import { reportJoinersCommand } from './report-joiners.ts';
import { reportLeaversCommand } from './report-leavers.ts';
import { reportObserveCommand } from './report-observe.ts';
import { resumeCommand } from './resume.ts';
import { statusCommand } from './status.ts';
import { workerLinkCommand } from './worker-link.ts';
import { workerSeparateCommand } from './worker-separate.ts';

/** Every operate command, in the order in which help lists them. */
export const COMMANDS = [
  statusCommand,
  findCommand,
  explainCommand,
  planCommand,
  holdListCommand,
  holdShowCommand,
  holdApproveCommand,
  holdRejectCommand,
  disableCommand,
  overrideListCommand,
  overrideLiftCommand,
  workerLinkCommand,
  workerSeparateCommand,
  modeCommand,
  pauseCommand,
  resumeCommand,
  gateListCommand,
  gateOpenCommand,
  doctorCommand,
  reportObserveCommand,
  reportLeaversCommand,
  reportJoinersCommand,
  reportAccessCommand,
  reportApprovalsCommand,
  dlqListCommand,
  dlqShowCommand,
  dlqRedriveCommand,
  quarantineListCommand,
  quarantineShowCommand,
  quarantineReplayCommand,
] as const satisfies readonly Declaration<string, unknown, unknown>[];

export type CommandName = (typeof COMMANDS)[number]['name'];
