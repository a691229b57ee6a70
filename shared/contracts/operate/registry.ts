import type { Declaration } from './command.ts';
import { dlqListCommand } from './dlq-list.ts';
import { explainCommand } from './explain.ts';
import { findCommand } from './find.ts';
import { holdApproveCommand } from './hold-approve.ts';
import { holdListCommand } from './hold-list.ts';
import { holdRejectCommand } from './hold-reject.ts';
import { holdShowCommand } from './hold-show.ts';
import { modeCommand } from './mode.ts';
import { planCommand } from './plan.ts';
import { reportObserveCommand } from './report-observe.ts';
import { statusCommand } from './status.ts';

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
  modeCommand,
  reportObserveCommand,
  dlqListCommand,
] as const satisfies readonly Declaration<string, unknown, unknown>[];

export type CommandName = (typeof COMMANDS)[number]['name'];
