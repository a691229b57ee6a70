import type { LocalClock } from '../clock.ts';
import type { Callers } from '../gateway/callers.ts';
import type { Logs } from '../logs.ts';
import { type Invoker, mayInvoke } from '../sources/may-invoke.ts';
import type { Deployment } from '../template/deployment.ts';
import { type LambdaFunction, lambdaFunction } from './lambda-function.ts';

/** Processes of one function at once. Two cores are not served better by more. */
export const AT_MOST = 3;

export interface Functions extends AsyncDisposable {
  readonly all: readonly LambdaFunction[];
  readonly named: (name: string) => LambdaFunction | undefined;
  /** The function, if it is there and a permission of the template lets `invoker` call it. What is missing is logged. */
  readonly for: (arn: string, invoker: Invoker) => LambdaFunction | undefined;
  /** Ends the process that signs with this key. */
  readonly kill: (accessKeyId: string) => void;
  /** What all their names begin with. */
  readonly prefix: string;
}

export interface FunctionsSettings {
  readonly gateway: string;
  readonly callers: Callers;
  readonly clock: LocalClock;
  readonly logs: Logs;
}

export function startFunctions(deployment: Deployment, { logs, ...settings }: FunctionsSettings): Functions {
  const all = deployment.functions.map((deployed) =>
    lambdaFunction({ ...settings, deployed, atMost: AT_MOST, onLine: (line) => logs.write(deployed.name, line) }),
  );
  return {
    all,
    named: (name) => all.find(({ deployed }) => deployed.name === name),
    for: (arn, invoker) => {
      const found = all.find(({ deployed }) => deployed.arn === arn);
      if (found && mayInvoke(deployment.permissions, found.deployed.name, invoker)) return found;
      logs.write('local-cloud', `${invoker.sourceArn} may not call ${arn}: the template has no permission for it`);
      return undefined;
    },
    kill: (accessKeyId) => {
      for (const one of all) one.kill(accessKeyId);
    },
    prefix: commonPrefix(all.map(({ deployed }) => deployed.name)),
    [Symbol.asyncDispose]: async () => void (await Promise.all(all.map((one) => one.stop()))),
  };
}

function commonPrefix([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
