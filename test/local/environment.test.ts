import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLocalClock } from '../../local/clock.ts';
import { startEnvironment } from '../../local/functions/execution-environment.ts';
import type { DeployedFunction } from '../../local/template/deployed/deployed-function.ts';
import { readDeployment } from '../../local/template/deployment.ts';
import { ingestEnv } from '../../shared/contracts/env/ingest.ts';
import { operateEnv } from '../../shared/contracts/env/operate.ts';
import { pollEnv } from '../../shared/contracts/env/poll.ts';
import { provisionEnv } from '../../shared/contracts/env/provision.ts';
import { rotateEnv } from '../../shared/contracts/env/rotate.ts';
import { assemblyOf } from './support/assembly.ts';
import { TEST_CONFIG } from './support/running-cloud.ts';

/** Longer than the slowest machine needs for what answers at once. */
const LONG_SECONDS = 300;
const NOBODY = 'http://127.0.0.1:9';
const key = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };
const clock = createLocalClock({ scale: 1, startAt: Date.parse('2026-03-02T08:00:00Z') });

/** Calls a function once in a process of its own; what it wrote and answered. */
async function callOnce(deployed: DeployedFunction): Promise<string> {
  const lines: string[] = [];
  const environment = startEnvironment({ deployed, key, gateway: NOBODY, clock, onLine: (line) => lines.push(line) });
  const outcome = await environment.invoke({ Records: [], requestContext: {}, headers: {}, routeKey: 'POST /events' });
  environment.kill();
  await environment.ended;
  return [JSON.stringify(outcome), ...lines].join('\n');
}

const CONTRACTS = { ingest: ingestEnv, provision: provisionEnv, poll: pollEnv, operate: operateEnv, rotate: rotateEnv };
const VARIABLES = Object.entries(CONTRACTS).flatMap(([name, contract]) =>
  Object.keys(contract.shape).map((variable) => [name, variable] as const),
);

describe('a function that lacks a variable', () => {
  let functions: readonly DeployedFunction[];
  beforeAll(async () => {
    functions = readDeployment(await assemblyOf(TEST_CONFIG), NOBODY).functions;
  });
  const deployed = (name: string): DeployedFunction => functions.find((one) => one.name.endsWith(`-${name}`))!;

  it.each(VARIABLES)('%s refuses to work without %s, by its name', async (name, variable) => {
    const { [variable]: _, ...environment } = deployed(name).environment;
    expect(await callOnce({ ...deployed(name), environment })).toContain(`${variable} is missing`);
  });

  it.each(Object.keys(CONTRACTS))('%s does not complain of its environment when it is whole', async (name) => {
    expect(await callOnce(deployed(name))).not.toContain('is missing');
  });
});

describe('a function’s process', () => {
  let deployed: DeployedFunction;
  beforeAll(async () => {
    const [first] = readDeployment(await assemblyOf(TEST_CONFIG), NOBODY).functions;
    deployed = { ...first!, folder: `${import.meta.dirname}/support/bundle` };
  });
  const alive: { kill: () => void }[] = [];
  afterAll(() => {
    for (const environment of alive) environment.kill();
  });
  const start = (
    handler: string,
    itsClock = createLocalClock({ scale: 60, startAt: 1_000_000 }),
    timeoutSeconds = LONG_SECONDS,
  ) => {
    const environment = startEnvironment({
      deployed: { ...deployed, handler, timeoutSeconds },
      key,
      gateway: NOBODY,
      clock: itsClock,
      onLine: () => undefined,
    });
    alive.push(environment);
    return environment;
  };

  it('lives in the local cloud’s time, which runs as the machine’s while it works', async () => {
    const lived = createLocalClock({ scale: 60, startAt: 1_000_000 });
    const outcome = await start('index.times', lived).invoke({});
    expect(outcome).toMatchObject({ kind: 'done' });
    const { before, after, realMs, remainingMs, parsed, constructed } = (
      outcome as unknown as { result: Record<string, number> }
    ).result;
    expect(before!).toBeGreaterThanOrEqual(1_000_000);
    expect(after!).toBeLessThanOrEqual(lived.now());
    // a timer of 100 ms, which may ring a little early
    expect(after! - before!).toBeGreaterThanOrEqual(95);
    expect(after! - before!).toBeLessThanOrEqual(realMs! + 2);
    expect(remainingMs!).toBeLessThanOrEqual(LONG_SECONDS * 1_000 - (after! - before!) + 2);
    expect(remainingMs!).toBeGreaterThan(0);
    expect(parsed).toBe(0);
    expect(Date.parse(String(constructed)) - after!).toBeGreaterThanOrEqual(0);
    expect(Date.parse(String(constructed))).toBeLessThanOrEqual(lived.now());
  });

  it('has the template’s variables and Lambda’s, and none of the process that started it', async () => {
    process.env['SECRET_OF_THE_STARTER'] = 'x';
    const outcome = await start('index.variables').invoke({});
    const names = (outcome as unknown as { result: readonly string[] }).result;
    expect(names).not.toContain('SECRET_OF_THE_STARTER');
    expect(names.filter((name) => !/^(AWS_|LAMBDA_|_HANDLER$|PATH$|LANG$|TZ$)/.test(name)).sort()).toEqual(
      Object.keys(deployed.environment).sort(),
    );
  });

  it('tells of an error that the handler throws, of a bundle that cannot be loaded, and of one without its export', async () => {
    expect(await start('index.throws').invoke({})).toEqual({
      kind: 'failed',
      error: { errorType: 'RangeError', errorMessage: 'thrown on purpose' },
    });
    expect(await start('absent.handler').invoke({})).toMatchObject({ error: { errorType: 'Error' } });
    expect(await start('index.nothing').invoke({})).toMatchObject({
      error: { errorMessage: 'the bundle exports no function nothing' },
    });
  });

  it('is ended when it takes longer than its timeout, and when it is killed', async () => {
    const hanging = start('index.hangs', undefined, 1);
    expect(await hanging.invoke({})).toMatchObject({ error: { errorType: 'Sandbox.Timedout' } });
    const environment = start('index.hangs');
    const outcome = environment.invoke({});
    setTimeout(() => environment.kill(), 100);
    expect(await outcome).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
  });
});
