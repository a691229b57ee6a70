import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { trackedFiles } from '../support/tracked-files.ts';

/** What a new user does who has just cloned this and changes one rule. In a copy, so that nothing here is touched. */
describe('a stranger’s first hour', () => {
  let folder: string;
  const running: ChildProcess[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
    for (const file of trackedFiles().filter((name) =>
      /^(shared|functions|infra|local|cli)\/|^[^/]+\.(ts|json)$/.test(name),
    ))
      cpSync(file, join(folder, file));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    // a known company to begin with, whatever the one of this project has become
    const company = readFileSync('local/demo/demo.config.ts', 'utf8');
    writeFileSync(join(folder, 'lifecycle.config.ts'), company.replaceAll("'../../shared/", "'./shared/"));
  });
  afterAll(() => {
    for (const one of running) one.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const local = () => {
    const started = spawn(process.execPath, ['local/main.ts', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(started);
    return started;
  };
  const cli = (...args: readonly string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['cli/main.ts', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${status} ${stderr}`);
    return stdout;
  };
  const edit = (from: string, to: string) => {
    const file = join(folder, 'lifecycle.config.ts');
    const before = readFileSync(file, 'utf8');
    expect(before).toContain(from);
    writeFileSync(file, before.replace(from, to));
  };
  const up = async () => {
    const started = local();
    await once(createInterface({ input: started.stdout }), 'line');
    return started;
  };
  const stop = async (started: ChildProcess) => {
    started.kill('SIGINT');
    await once(started, 'exit');
  };
  const planOfYuki = async () => {
    const cloud = await up();
    const yuki = [
      '--kind',
      'joined',
      '--source-worker-id',
      '1900',
      '--email',
      'yuki@example.com',
      '--date',
      '2019-01-07',
    ];
    const attributes = [
      'workerType=employee',
      'department=Finance',
      'costCenter=CC-4110',
      'managerSourceWorkerId=1001',
    ];
    cli('send', '--hook', 'hr', ...yuki, ...attributes.flatMap((one) => ['--set', one]));
    for (let attempt = 0; ; attempt++) {
      try {
        const plan = cli('plan', '--connection', 'hr', '--source-worker-id', '1900');
        await stop(cloud);
        return plan;
      } catch (error) {
        // the event is still on its way
        if (attempt === 40) throw error;
      }
    }
  };

  it('starts, shows a plan, refuses a rule that breaks an example in a sentence, and shows the plan of the mended one', async () => {
    const before = await planOfYuki();
    expect(before).toContain('$guest');
    expect(before).toMatch(/invite/);

    edit("role: '$guest',", "role: '$member',");
    const broken = local();
    const complaint = text(broken.stderr);
    const [code] = (await once(broken, 'exit')) as [number];
    expect(code).toBe(1);
    expect(await complaint).toContain('lifecycle.config.ts has');
    expect(await complaint).toMatch(
      /example "Yuki, controller": atlan-prod should give role \$guest .*policy gives role \$member/,
    );
    expect(await complaint).not.toMatch(/^\s+at /m);

    edit(
      "expect: { 'atlan-prod': { role: '$guest', groups: ['Finance Reporting'] } }",
      "expect: { 'atlan-prod': { role: '$member', groups: ['Finance Reporting'] } }",
    );
    edit("'atlan-prod': { role: '$guest', groups: [] },", "'atlan-prod': { role: '$member', groups: [] },");
    const after = await planOfYuki();
    expect(after).toContain('$member');
    expect(after).not.toContain('$guest');
  }, 900_000);
});
