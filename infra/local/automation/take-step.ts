import type { Step } from '../template/deployed-document.ts';
import { type Ask, callOperate } from './call-operate.ts';
import { fillIn, type Values } from './fill-in.ts';

export interface TakenStep {
  readonly status: 'Success' | 'Failed' | 'Waiting';
  /** What the command answered. */
  readonly answer?: unknown;
  readonly because?: string;
}

interface Going {
  readonly values: Values;
  readonly approve: boolean | undefined;
  readonly ask: Ask;
}

interface Outcome {
  readonly told: TakenStep;
  /** What later steps may refer to. */
  readonly adds?: Values;
}

/** Takes one step; where to go on is not its business. */
export async function takeStep(step: Step, { values, approve, ask }: Going): Promise<Outcome> {
  switch (step.action) {
    case 'aws:branch':
      return { told: { status: 'Success' } };
    case 'aws:approve': {
      if (approve === undefined) return { told: { status: 'Waiting' } };
      const [Approver] = step.inputs.Approvers;
      if (!approve) return { told: { status: 'Failed', because: `rejected by ${Approver}` } };
      return {
        told: { status: 'Success' },
        adds: { [`${step.name}.ApproverDecisions`]: [{ Approver, Decision: 'Approve' }] },
      };
    }
    case 'aws:executeScript':
      try {
        return {
          told: { status: 'Success', answer: await callOperate(fillIn(step.inputs.InputPayload, values), ask) },
        };
      } catch (error) {
        return { told: { status: 'Failed', because: error instanceof Error ? error.message : String(error) } };
      }
  }
}
