import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { LocalClock } from '../clock.ts';
import type { DeployedFunction } from '../template/deployed/deployed-function.ts';
import { environmentOf, type Key } from './lambda-environment.ts';
import type { Birth, FromProcess, FunctionError, ToProcess } from './protocol.ts';

/** What became of one invocation. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: FunctionError };

/** One process of a function. It has one invocation at a time, as at Lambda. */
export interface ExecutionEnvironment {
  readonly key: Key;
  readonly isAlive: () => boolean;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Ends it where it stands. */
  readonly kill: () => void;
  readonly tellTime: () => void;
  readonly ended: Promise<void>;
}

export interface EnvironmentSettings {
  readonly deployed: DeployedFunction;
  readonly key: Key;
  readonly gateway: string;
  readonly clock: LocalClock;
  readonly onLine: (line: string) => void;
}

const PRELOAD = new URL('scaled-date.ts', import.meta.url).href;
const RUNTIME = fileURLToPath(new URL('runtime.ts', import.meta.url));

export function startEnvironment({ deployed, key, gateway, clock, onLine }: EnvironmentSettings): ExecutionEnvironment {
  const [module = '', exported = ''] = deployed.handler.split('.');
  const birth: Birth = {
    module: pathToFileURL(join(deployed.folder, `${module}.mjs`)).href,
    export: exported,
    clock: clock.setting(),
  };
  const child = fork(RUNTIME, [JSON.stringify(birth)], {
    execArgv: ['--import', PRELOAD],
    env: environmentOf(deployed, { key, gateway, stream: randomUUID() }),
    cwd: deployed.folder,
    silent: true,
    serialization: 'json',
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', onLine);

  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const fit = untilReady(child, ended);
  const isAlive = () => !child.killed && child.exitCode === null && child.signalCode === null;
  const tellTime = () =>
    void (child.connected && child.send({ kind: 'clock', setting: clock.setting() } satisfies ToProcess));
  return {
    key,
    ended,
    isAlive,
    kill: () => void child.kill('SIGKILL'),
    tellTime,
    invoke: async (event) => {
      const unfit = await fit;
      if (unfit) {
        child.kill('SIGKILL');
        return { kind: 'failed', error: unfit };
      }
      return answerOf(child, { event, ended, timeoutSeconds: deployed.timeoutSeconds, clock, tellTime });
    },
  };
}

const DIED: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'the process ended before it answered' };

/** Resolves to what is wrong with the bundle, if anything is. */
async function untilReady(child: ChildProcess, ended: Promise<void>): Promise<FunctionError | undefined> {
  const first = new Promise<FunctionError | undefined>((resolve) => {
    child.once('message', (message: FromProcess) => resolve(message.kind === 'unfit' ? message.error : undefined));
  });
  return Promise.race([first, ended.then(() => DIED)]);
}

interface Asked {
  readonly event: unknown;
  readonly ended: Promise<void>;
  readonly timeoutSeconds: number;
  readonly clock: LocalClock;
  readonly tellTime: () => void;
}

/**
 * A function has its timeout in real seconds, like every timer in it; what is left of it is told on the local cloud's clock, which is
 * the one that the function reads, and which runs no faster than the machine's meanwhile.
 */
async function answerOf(
  child: ChildProcess,
  { event, ended, timeoutSeconds, clock, tellTime }: Asked,
): Promise<Outcome> {
  const requestId = randomUUID();
  const answered = new Promise<Outcome>((resolve) => {
    const listen = (message: FromProcess) => {
      if (message.kind === 'ready' || message.kind === 'unfit' || message.requestId !== requestId) return;
      child.off('message', listen);
      resolve(message.kind === 'done' ? message : { kind: 'failed', error: message.error });
    };
    child.on('message', listen);
  });
  const endWork = clock.beginWork();
  tellTime();
  const deadline = clock.now() + timeoutSeconds * 1_000 * clock.setting().scale;
  child.send({ kind: 'invoke', requestId, event, deadline } satisfies ToProcess, () => undefined);
  const timer = new AbortController();
  const late = new Promise<Outcome>((resolve) => {
    const timeout = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({
        kind: 'failed',
        error: { errorType: 'Sandbox.Timedout', errorMessage: `it took longer than ${timeoutSeconds} s` },
      });
    }, timeoutSeconds * 1_000);
    timer.signal.addEventListener('abort', () => clearTimeout(timeout));
  });
  try {
    return await Promise.race([answered, late, ended.then((): Outcome => ({ kind: 'failed', error: DIED }))]);
  } finally {
    timer.abort();
    endWork();
  }
}
