import { randomUUID } from 'node:crypto';

import type { Callers } from '../gateway/callers.ts';
import type { DeployedDocument, Step } from '../template/deployed/deployed-document.ts';
import type { Deployment } from '../template/deployment.ts';
import { UnknownPart } from '../template/unknown-part.ts';
import { refuseOtherScripts } from './call-operate.ts';
import { fillIn, type Values } from './fill-in.ts';
import { readParameters } from './read-parameters.ts';
import { sessionOf } from './session.ts';
import { type TakenStep, takeStep } from './take-step.ts';

interface Start {
  readonly parameters: Readonly<Record<string, string>>;
  /** What the first approver decides, should one be asked. Absent: no approver decides, and it waits. */
  readonly approve?: boolean | undefined;
}

export interface Execution {
  readonly execution: string;
  readonly status: 'Success' | 'Failed' | 'Waiting';
  readonly steps: readonly Taken[];
}

interface Taken extends TakenStep {
  readonly step: string;
  readonly action: Step['action'];
}

export interface Automations {
  readonly documents: readonly DeployedDocument[];
  /** Runs one document to its end, or until an approver would have to decide. */
  readonly start: (document: DeployedDocument, start: Start) => Promise<Execution | { readonly problem: string }>;
}

export interface AutomationsSettings {
  readonly deployment: Deployment;
  readonly callers: Callers;
  readonly gateway: string;
}

/** Systems Manager's automations, as far as our documents use them. Throws `UnknownPart` for a script that is not ours. */
export function createAutomations({ deployment, callers, gateway }: AutomationsSettings): Automations {
  for (const { name, content } of deployment.documents)
    for (const step of content.mainSteps)
      if (step.action === 'aws:executeScript') refuseOtherScripts(`${name}.${step.name}`, step.inputs);

  const start: Automations['start'] = async ({ name, content }, { parameters, approve }) => {
    const read = readParameters(content, parameters);
    if ('problem' in read) return read;
    const execution = randomUUID();
    const session = sessionOf(String(fillIn(content.assumeRole, read.values)), {
      deployment,
      callers,
      gateway,
      execution,
    });
    let values: Values = { ...read.values, 'automation:EXECUTION_ID': execution };
    const steps: Taken[] = [];
    for (let step = content.mainSteps[0]; step; step = next(name, content.mainSteps, step, values)) {
      const taken = await takeStep(step, { values, approve, session });
      const { name: at, action } = step;
      steps.push({ step: at, action, ...taken.told });
      values = { ...values, ...taken.adds };
      if (taken.told.status !== 'Success') return { execution, status: taken.told.status, steps };
    }
    return { execution, status: 'Success', steps };
  };
  return { documents: deployment.documents, start };
}

function next(document: string, steps: readonly Step[], step: Step, values: Values): Step | undefined {
  if (step.isEnd === true) return undefined;
  const name = step.action === 'aws:branch' ? chosen(step, values) : step.nextStep;
  if (name === undefined) return steps[steps.indexOf(step) + 1];
  const found = steps.find((one) => one.name === name);
  if (!found) throw new UnknownPart(`${document}.${step.name}`, `it goes on with ${name}, and there is no such step`);
  return found;
}

function chosen({ inputs: { Choices, Default } }: Extract<Step, { action: 'aws:branch' }>, values: Values): string {
  return Choices.find(({ Variable, StringEquals }) => fillIn(Variable, values) === StringEquals)?.NextStep ?? Default;
}
