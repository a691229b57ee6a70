import { expect } from 'vitest';

import { type MemoryInstallation, memoryInstallation } from '../../../../shared/adapters/memory/memory-installation.ts';
import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { type MemoryProbeSettings, memoryProbe } from '../../../../shared/adapters/memory/memory-probe.ts';
import { memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import type { OperateDeps } from '../../../../shared/app/operate/deps.ts';
import { type OperateAnswer, operate } from '../../../../shared/app/operate/operate.ts';
import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import type { OutputOf } from '../../../../shared/contracts/operate/command.ts';
import { COMMANDS, type CommandName } from '../../../../shared/contracts/operate/registry.ts';
import { type Company, type CompanySettings, company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { operateOutside } from '../../../support/operate-outside.ts';

export type Output<Name extends CommandName> = OutputOf<Extract<(typeof COMMANDS)[number], { name: Name }>>;

export const OPERATOR = 'arn:aws:iam::111122223333:role/operator';

export interface ControlPlaneSettings extends CompanySettings {
  readonly operators?: OperateDeps['operators'];
  readonly probe?: Partial<MemoryProbeSettings>;
  readonly installation?: MemoryInstallation;
}

/** The plan of one worker. */
export function onePlan(answer: Output<'plan'>) {
  if ('rows' in answer) throw new Error('this is the plan of all workers');
  return answer;
}

/** The control plane of a company in memory. */
export async function controlPlane({
  operators = {},
  probe = {},
  installation,
  ...settings
}: ControlPlaneSettings = {}) {
  const acme: Company = await company(settings);
  const queue = memoryQueue();
  const observe = memoryObserve();
  const outside = { ...operateOutside(), installation: memoryInstallation(installation) };
  const probes = new Map([['atlan-prod', memoryProbe({ name: 'atlan-prod', clock: acme.clock, ...probe })]]);
  const deps: OperateDeps = { ...acme.deps, ...outside, operators, queue, observe, probes };
  const ask = (command: string, input: unknown = {}, actor = OPERATOR): Promise<OperateAnswer> =>
    operate(command, input, { deps, actor, call: { deadline: acme.clock.now() + 20_000 } });
  let handed = 0;
  return {
    acme,
    deps,
    queue,
    observe,
    ...outside,
    ask,
    /** The answer of a command that must succeed, and say what it declares and nothing else. */
    tell: async <Name extends CommandName>(command: Name, input: unknown = {}): Promise<Output<Name>> => {
      const answer = await ask(command, input);
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
      const declared = COMMANDS.find(({ name }) => name === command)?.output.safeParse(answer.value);
      expect(declared).toEqual({ success: true, data: answer.value });
      return answer.value as Output<Name>;
    },
    /** Lets provision take what stands on the queue. */
    provision: async () => {
      const messages = queue.messages.slice(handed).map(({ body }) => decodeMessage(body));
      handed = queue.messages.length;
      const keys = messages.flatMap((message) => (message.kind === 'reconcile' ? [message.workerKey] : []));
      await converge(keys, acme.deps, { call: { deadline: acme.clock.now() + 120_000 }, world: acme });
    },
    keyOf: async (n: number) => (await acme.deps.ledger.links.workerOf(`hr:${n}`)) ?? '',
  };
}

export type ControlPlane = Awaited<ReturnType<typeof controlPlane>>;
