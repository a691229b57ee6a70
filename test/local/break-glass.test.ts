import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { run } from '../../cli/run.ts';
import { OPERATOR_KEY } from '../../local/gateway/callers.ts';
import { eventually, type RunningCloud, runningCloud } from './support/running-cloud.ts';

describe('break-glass', () => {
  let running: RunningCloud;
  let root: string;
  const started = new AsyncDisposableStack();
  const everything = ['GetItem', 'PutItem', 'Query', 'DeleteItem'].map((operation) => ({
    service: 'dynamodb' as const,
    operation,
    when: 'before' as const,
    effect: 'refuse' as const,
  }));
  const queues = ['SendMessage', 'SendMessageBatch', 'ReceiveMessage'].map((operation) => ({
    service: 'sqs' as const,
    operation,
    when: 'before' as const,
    effect: 'refuse' as const,
  }));

  beforeAll(async () => {
    running = started.use(await runningCloud());
    root = mkdtempSync(join(tmpdir(), 'break-glass-'));
    started.defer(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, '.local'));
    const endpoint = {
      pid: process.pid,
      api: running.cloud.url,
      control: running.cloud.control,
      region: 'eu-west-1',
      credentials: OPERATOR_KEY,
      connections: {},
    };
    writeFileSync(join(root, '.local/endpoint.json'), JSON.stringify(endpoint));
    await running.operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'break-glass' });
    await running.hr('joined', 'glass', { worker: { department: 'Analytics' } });
    await eventually('the worker has an account with a group', async () => {
      const found = await running.person('glass@example.com');
      return found?.groups.length === 1;
    });
    await running.tenant('POST', 'accept', { email: 'glass@example.com' });
  }, 900_000);
  afterAll(() => started.disposeAsync());

  async function atlanLifecycle(...argv: readonly string[]) {
    const out: string[] = [];
    const exit = await run(argv, {
      root,
      env: {},
      stdin: process.stdin,
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => out.push(text) },
      fetch,
      aws: {
        credentials: () => Promise.reject(new Error('not asked')),
        stackOutputs: () => Promise.reject(new Error('not asked')),
      },
      now: Date.now,
    });
    return { exit, said: out.join('') };
  }
  const asked = ['--target', 'atlan-prod', '--email', 'Glass@example.com', '--reason', 'the control plane is down'];

  it('ends an account with the table and the queue out of reach, and writes down what it did, without a name', async () => {
    running.cloud.faults.set([...everything, ...queues]);
    await expect(running.operate('status')).rejects.toThrow('503');
    const { exit, said } = await atlanLifecycle('break-glass', 'disable', ...asked, '--record', root);
    running.cloud.faults.set([]);

    expect(said).toContain('Ended. atlan-prod');
    expect(exit).toBe(0);
    expect(await running.person('glass@example.com')).toMatchObject({ state: 'disabled', groups: [] });
    const [file = ''] = readdirSync(root).filter((name) => name.startsWith('break-glass-'));
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).not.toMatch(/glass@example/i);
    expect(JSON.parse(text)).toMatchObject({
      result: 'ended',
      target: 'atlan-prod',
      actor: 'operator',
      steps: [
        { action: 'disable', outcome: 'verified' },
        { action: 'remove-from-group', outcome: 'verified' },
      ],
    });
  });

  it('told to the control plane afterwards, is an access that stays ended whatever HR says', async () => {
    const [file = ''] = readdirSync(root).filter((name) => name.startsWith('break-glass-'));
    const { exit, said } = await atlanLifecycle('break-glass', 'import', join(root, file));
    expect(said).toContain('ended');
    expect(exit).toBe(0);
    await running.hr('rehired', 'glass');
    await eventually('what HR says is recorded', async () => {
      const { workers } = await running.operate<{ workers: readonly { events: readonly unknown[] }[] }>('explain', {
        source: 'hr:glass',
      });
      return workers[0]?.events.length === 2;
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await running.person('glass@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('says that it is done when it is done already', async () => {
    expect(await atlanLifecycle('break-glass', 'disable', ...asked, '--record', root)).toMatchObject({ exit: 0 });
  });

  it.each([
    ['an address that no account has', '--email', 'nobody@example.com'],
    ['an account that is not there', '--account', '00000000-0000-4000-8000-000000000000'],
  ])('ends nothing for %s, says so, and writes nothing down', async (_case, option, value) => {
    const before = readdirSync(root);
    const whom = ['atlan-prod', option, value, '--reason', 'r'];
    const { exit, said } = await atlanLifecycle('break-glass', 'disable', ...whom, '--record', root);
    expect([exit, said]).toEqual([3, `"${value}": no such account on atlan-prod; nothing was ended\n`]);
    expect(readdirSync(root)).toEqual(before);
  });

  it('lists the targets to the person who names none of them', async () => {
    const whom = ['--target', 'atlan-prd', '--email', 'a@example.com', '--reason', 'r'];
    const { exit, said } = await atlanLifecycle('break-glass', 'disable', ...whom);
    expect(exit).toBe(3);
    expect(said).toContain('target "atlan-prd": lifecycle.config.ts has no such target; it has atlan-');
  });

  it.each([
    [['break-glass', 'disable', '--target', 'atlan-prod', '--reason', 'x'], 'Name the account in one way'],
    [['break-glass', 'disable', '--email', 'a@example.com', '--reason', 'x'], "missing required argument 'target'"],
    [['break-glass', 'import', '/nowhere.json'], 'cannot be read'],
  ])('refuses %j with a sentence', async (argv, sentence) => {
    const { exit, said } = await atlanLifecycle(...argv);
    expect(said).toContain(sentence);
    expect(exit).toBe(2);
  });

  it('says that the target cannot be asked, when it cannot', async () => {
    await running.tenant('PUT', 'faults', [{ kind: 'unauthorized' }]);
    const { exit, said } = await atlanLifecycle('break-glass', 'disable', ...asked, '--record', root);
    await running.tenant('DELETE', 'faults');
    expect(said).toContain('Not ended: the target could not be asked');
    expect(exit).toBe(1);
  });
});
