import type { LocalClock } from '../clock.ts';
import type { Callers } from '../gateway/callers.ts';
import type { DeployedFunction } from '../template/deployed/deployed-function.ts';
import { type ExecutionEnvironment, type Outcome, startEnvironment } from './execution-environment.ts';

/** One function: as many processes as it needs at once, up to a limit, each kept for what comes next. */
export interface LambdaFunction {
  readonly deployed: DeployedFunction;
  /** Waits while all processes are busy. Never rejects. */
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Starts one process before it is needed. */
  readonly warm: () => void;
  /** Ends every process that has an invocation, or the one with this key; says how many. */
  readonly kill: (accessKeyId?: string) => number;
  readonly stop: () => Promise<void>;
}

export interface LambdaSettings {
  readonly deployed: DeployedFunction;
  readonly gateway: string;
  readonly callers: Callers;
  readonly clock: LocalClock;
  /** How many processes at most. Lambda has no such limit; a laptop has. */
  readonly atMost: number;
  readonly onLine: (line: string) => void;
}

export function lambdaFunction({ deployed, gateway, callers, clock, atMost, onLine }: LambdaSettings): LambdaFunction {
  const alive = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: ((environment: ExecutionEnvironment) => void)[] = [];
  let stopping = false;

  const start = (): ExecutionEnvironment => {
    const environment = startEnvironment({ deployed, key: callers.issue(deployed.name), gateway, clock, onLine });
    alive.add(environment);
    void environment.ended.then(() => {
      alive.delete(environment);
      const at = idle.indexOf(environment);
      if (at !== -1) idle.splice(at, 1);
      if (!stopping && waiting.length > 0 && alive.size < atMost) waiting.shift()?.(start());
    });
    return environment;
  };
  const tellTime = () => {
    for (const environment of alive) environment.tellTime();
  };
  clock.onAdvance(tellTime);
  clock.onPace(tellTime);

  const take = async (): Promise<ExecutionEnvironment> => {
    const free = idle.pop();
    if (free) return free;
    if (alive.size < atMost) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (environment: ExecutionEnvironment) => {
    if (!environment.isAlive()) return;
    const next = waiting.shift();
    if (next) next(environment);
    else idle.push(environment);
  };

  return {
    deployed,
    invoke: async (event) => {
      const environment = await take();
      const outcome = await environment.invoke(event);
      giveBack(environment);
      return outcome;
    },
    warm: () => {
      if (alive.size === 0) idle.push(start());
    },
    kill: (accessKeyId) => {
      const doomed = [...alive].filter((environment) =>
        accessKeyId === undefined ? !idle.includes(environment) : environment.key.accessKeyId === accessKeyId,
      );
      for (const environment of doomed) environment.kill();
      return doomed.length;
    },
    stop: async () => {
      stopping = true;
      const ending = [...alive];
      for (const environment of ending) environment.kill();
      await Promise.all(ending.map(({ ended }) => ended));
    },
  };
}
