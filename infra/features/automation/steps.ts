import type { Declaration } from '../../../shared/contracts/operate/command.ts';
import { pathOf } from '../../../shared/contracts/operate/path-of.ts';
import { CALL_OPERATE, CALL_OPERATE_HANDLER, CALL_OPERATE_RUNTIME } from './call-operate.ts';
import { fieldsOf } from './parameters.ts';

type Command = Declaration<string, unknown, unknown>;

/** Long enough to reach an approver at night; a request of the next day must be made again. */
const APPROVAL_SECONDS = 4 * 60 * 60;
const CALL_SECONDS = 600;

/** Branches on DryRun. Every way through a document ends at a step of its own, so that nothing depends on what comes next in the list. */
export const chooseStep = (first: string) => ({
  name: 'choose',
  action: 'aws:branch',
  inputs: { Choices: [{ Variable: '{{ DryRun }}', StringEquals: 'false', NextStep: first }], Default: 'dryRun' },
});

/** Who may approve, and the topic that notifies them. */
export interface Approval {
  readonly approvers: readonly string[];
  readonly topicArn: string;
}

export const approveStep = (command: Command, { approvers, topicArn }: Approval) => ({
  name: 'approve',
  action: 'aws:approve',
  timeoutSeconds: APPROVAL_SECONDS,
  inputs: {
    NotificationArn: topicArn,
    Approvers: approvers,
    MinRequiredApprovals: 1,
    Message: `${command.name}: read the parameters of this execution and what its step look found, then decide.`,
  },
  nextStep: 'call',
});

/** Shows what the command would be about. */
export const lookStep = (name: string, command: Command, url: string) => {
  const { command: asked, fields, otherwise } = command.look ?? { command: 'status', fields: [] };
  return scriptStep(name, {
    Url: url,
    Command: pathOf(asked),
    ...given(command, fields),
    ...(otherwise !== undefined && { Otherwise: pathOf(otherwise) }),
  });
};

export const callStep = (command: Command, url: string, approved: boolean) =>
  scriptStep('call', {
    Url: url,
    Command: pathOf(command.name),
    ...given(
      command,
      command.arguments.map(({ field }) => field),
    ),
    // Systems Manager's own list of who decided what
    ...(approved && { Decisions: '{{ approve.ApproverDecisions }}' }),
  });

const scriptStep = (name: string, payload: object) => ({
  name,
  action: 'aws:executeScript',
  timeoutSeconds: CALL_SECONDS,
  inputs: {
    Runtime: CALL_OPERATE_RUNTIME,
    Handler: CALL_OPERATE_HANDLER,
    Script: CALL_OPERATE,
    InputPayload: { ...payload, Execution: '{{ automation:EXECUTION_ID }}' },
  },
  outputs: [{ Name: 'Answer', Selector: '$.Payload.Answer', Type: 'String' }],
});

/** Texts stay out of the request when they are empty, switches when they are not set. */
function given(command: Command, fields: readonly string[]) {
  const schemas = fieldsOf(command);
  const placeholders = (switches: boolean) =>
    Object.fromEntries(
      fields
        .filter((field) => (schemas.get(field)?.type === 'boolean') === switches)
        .map((field) => [field, `{{ ${field} }}`]),
    );
  return { Fields: placeholders(false), Switches: placeholders(true) };
}
