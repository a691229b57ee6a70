import type { Declaration } from '../../../shared/contracts/operate/command.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { type Approval, approveStep, callStep, chooseStep, lookStep } from './steps.ts';

type Command = Declaration<string, unknown, unknown>;

export interface Around {
  /** Of the control plane: what precedes a command's name in its URL, with the slash at its end. */
  readonly url: string;
  readonly roleArn: string;
  /** Absent while the configuration names no approver. */
  readonly approval: Approval | undefined;
}

/** Whether one of the approvers must agree first. */
export const needsApproval = ({ changes, atOnce }: Command): boolean => changes && atOnce !== true;

/** The Automation document (schema 0.3) of one command. A command that changes something is a dry run by default. */
export const documentContent = (command: Command, { url, roleArn, approval }: Around) => ({
  schemaVersion: '0.3',
  description: command.summary,
  assumeRole: '{{ AutomationAssumeRole }}',
  parameters: {
    ...parametersOf(command),
    ...(command.changes && { DryRun: DRY_RUN }),
    AutomationAssumeRole: {
      type: 'AWS::IAM::Role::Arn',
      description: 'The role that signs the request; leave it as it is',
      default: roleArn,
    } satisfies Parameter,
  },
  mainSteps: stepsOf(command, url, approval),
});

const DRY_RUN: Parameter = {
  type: 'String',
  description: 'true: only show what the command would do; false: do it',
  default: 'true',
  allowedValues: ['true', 'false'],
};

function stepsOf(command: Command, url: string, approval: Approval | undefined): readonly object[] {
  const call = (approved: boolean) => ({ ...callStep(command, url, approved), isEnd: true });
  if (!command.changes) return [call(false)];
  const dryRun = { ...lookStep('dryRun', command, url), isEnd: true };
  if (!needsApproval(command) || !approval) return [chooseStep('call'), dryRun, call(false)];
  return [
    chooseStep('look'),
    dryRun,
    { ...lookStep('look', command, url), nextStep: 'approve' },
    approveStep(command, approval),
    call(true),
  ];
}
