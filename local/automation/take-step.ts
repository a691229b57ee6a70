import type { Step } from '../template/deployed/deployed-document.ts';
import { callOperate } from './call-operate.ts';
import { fillIn, type Values } from './fill-in.ts';
import type { Session } from './session.ts';

export interface TakenStep {
  readonly status: 'Success' | 'Failed' | 'Waiting';
  /** What the command answered. */
  readonly answer?: unknown;
  readonly because?: string;
  /** Who was told that a decision is waited for, and what. */
  readonly notified?: { readonly topicArn: string; readonly message: string };
}

interface Going {
  readonly values: Values;
  readonly approve: boolean | undefined;
  readonly session: Session;
}

interface Outcome {
  readonly told: TakenStep;
  /** What later steps may refer to. */
  readonly adds?: Values;
}

/** Takes one step; where to go on is not its business. */
export async function takeStep(step: Step, { values, approve, session }: Going): Promise<Outcome> {
  switch (step.action) {
    case 'aws:branch':
      return { told: { status: 'Success' } };
    case 'aws:approve':
      return orFailed(() => askApprovers(step, approve, session));
    case 'aws:executeScript':
      return orFailed(async () => ({
        told: { status: 'Success', answer: await callOperate(fillIn(step.inputs.InputPayload, values), session.ask) },
      }));
  }
}

async function orFailed(take: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await take();
  } catch (error) {
    return { told: { status: 'Failed', because: error instanceof Error ? error.message : String(error) } };
  }
}

/** Tells them over the topic first, as Systems Manager does, and then waits for what `approve` says. */
function askApprovers(
  {
    name,
    inputs: { NotificationArn: topicArn, Message: message, Approvers },
  }: Extract<Step, { action: 'aws:approve' }>,
  approve: boolean | undefined,
  { publish }: Session,
): Outcome {
  if (topicArn !== undefined) publish(topicArn);
  const notified = topicArn !== undefined && { notified: { topicArn, message } };
  if (approve === undefined) return { told: { status: 'Waiting', ...notified } };
  const [Approver] = Approvers;
  if (!approve) return { told: { status: 'Failed', because: `rejected by ${Approver}`, ...notified } };
  return {
    told: { status: 'Success', ...notified },
    adds: { [`${name}.ApproverDecisions`]: [{ Approver, Decision: 'Approve' }] },
  };
}
