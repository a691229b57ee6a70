import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { run } from '../../cli/run.ts';
import type { Execution } from '../../local/automation/automations.ts';
import { OPERATOR_KEY } from '../../local/gateway/callers.ts';
import { assemblyOf } from './support/assembly.ts';
import { edited, eventually, type RunningCloud, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

describe('a command, whichever way it is asked', () => {
  let running: RunningCloud;
  const started = new AsyncDisposableStack();
  beforeAll(async () => {
    // nobody else is to look at the same worker meanwhile: neither the tick, nor provision by a reminder of disable's
    const assembly = edited(await assemblyOf(TEST_CONFIG), 'service', (resources) => {
      for (const { Type, Properties } of Object.values(resources))
        if (Type === 'AWS::Events::Rule') Properties['State'] = 'DISABLED';
    });
    running = started.use(await runningCloud({ assembly, timeScale: 1 }));
    running.cloud.faults.set([
      { service: 'sqs', operation: 'SendMessageBatch', function: 'operate', when: 'before', effect: 'refuse' },
      { service: 'sqs', operation: 'SendMessage', function: 'operate', when: 'before', effect: 'refuse' },
    ]);
    await running.operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'three ways' });
  }, 900_000);
  afterAll(() => started.disposeAsync());

  async function typed(...argv: readonly string[]) {
    const [out, complaints]: [string[], string[]] = [[], []];
    const exit = await run([...argv, '--json', '--endpoint', running.cloud.url, '--region', 'eu-west-1'], {
      root: '/nowhere',
      env: {},
      stdin: process.stdin,
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => complaints.push(text) },
      fetch,
      aws: { credentials: async () => OPERATOR_KEY, stackOutputs: () => Promise.reject(new Error('not asked')) },
      now: Date.now,
    });
    return { exit, said: out.join(''), complaint: complaints.join('') };
  }
  const documented = (name: string, parameters: object) =>
    running.control<Execution>('POST', `automation/${name}/start`, {
      parameters: { ...parameters, DryRun: 'false' },
      approve: true,
    });

  it.each([
    ['mode', ['mode', 'atlan-prod', 'nonsense'], { target: 'atlan-prod', mode: 'nonsense' }],
    ['mode', ['mode', 'atlan-prod', 'pilot'], { target: 'atlan-prod', mode: 'pilot' }],
    ['hold-approve', ['hold', 'approve', 'hold_1'], { hold: 'hold_1' }],
    ['disable', ['disable', '--reason', 'x'], { reason: 'x' }],
    ['plan', ['plan', '--source', 'hr:1', '--at', 'tomorrow'], { source: 'hr:1', at: 'tomorrow' }],
  ])('refuses a wrong parameter of %s in a sentence', async (name, argv, input) => {
    const direct = await running.operate(name, input).then(
      () => 'it was not refused',
      (error: Error) => error.message,
    );
    expect(direct).toMatch(/: 400 /);
    const { because } = JSON.parse(direct.replace(/^[^{]*/, '')) as { because: string };
    expect(because.split('\n')).toHaveLength(1);

    const { exit, said, complaint } = await typed(...argv);
    expect([exit, said]).toEqual([2, '']);
    const told = JSON.parse(complaint) as { because: string };
    expect(told.because.split('\n')).toHaveLength(1);
    // the command line names an option as it is typed, the control plane a field as it is sent
    const asSent = told.because.replaceAll(/--([a-z-]+)/g, (_all, option: string) =>
      option.replaceAll(/-(.)/g, (_dash, letter: string) => letter.toUpperCase()),
    );
    // and it repeats what was typed, which the control plane, whose answers are logged, does not
    const withoutTyped = asSent.replace(/ "[^"]*"(?= must)/, '').replace(/ \(given: .*\)$/, '');
    const isMissing = asSent.startsWith('required option');
    if (!isMissing) expect(withoutTyped.slice(withoutTyped.indexOf(' '))).toBe(because.slice(because.indexOf(' ')));

    const execution = await documented(name, input).catch((error: Error) => ({
      status: 'Failed',
      steps: [error.message],
    }));
    expect(execution.status).toBe('Failed');
  });

  it('leaves the same receipts', async () => {
    const ways = {
      typed: (email: string) => typed('disable', '--email', email, '--reason', 'three ways'),
      direct: (email: string) => running.operate('disable', { email, reason: 'three ways' }),
      documented: (email: string) => documented('disable', { email, reason: 'three ways' }),
    };
    const receipts: unknown[] = [];
    for (const [way, disable] of Object.entries(ways)) {
      const email = `${way}@example.com`;
      await running.hr('joined', way, { worker: { department: 'Analytics' } });
      await eventually('the joiner has their group', async () => (await running.person(email))?.groups.length === 1);
      const main = running.cloud.deployment.queues.find(({ redrive }) => redrive !== undefined)!.name;
      await eventually('provision is done with them', async () => {
        const { visible, inFlight } = running.cloud.queues.stateOf(main)!;
        return visible + inFlight === 0;
      });
      await running.tenant('POST', 'accept', { email });
      await disable(email);
      expect(await running.person(email)).toMatchObject({ state: 'disabled', groups: [] });
      const { workers } = await running.operate<{
        workers: readonly {
          receipts: readonly { action: string; rule: string; verdict: string }[];
          overrides: readonly { kind: string; inForce: boolean }[];
        }[];
      }>('explain', { source: `hr:${way}` });
      const [{ receipts: steps, overrides }] = workers as [(typeof workers)[number]];
      receipts.push({
        steps: steps.map(({ action, verdict }) => `${action} ${verdict}`),
        overrides: overrides.map(({ kind, inForce }) => `${kind} ${inForce}`),
      });
    }
    expect(receipts[1]).toEqual(receipts[0]);
    expect(receipts[2]).toEqual(receipts[0]);
  });
});
