import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../../local/simulators/atlan/main.ts', import.meta.url));

/** Runs the command; `firstLine` waits for its first line on stdout. */
function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const firstLine = async () => {
    await expect.poll(() => stdout, { timeout: 120_000 }).toContain('\n');
    return JSON.parse(stdout);
  };
  return { child, ended, firstLine };
}

async function withFile<T>(content: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  try {
    const file = join(folder, 'settings.json');
    await writeFile(file, content);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one JSON line, serves, and ends on %s', async (signal) => {
    const { child, ended, firstLine } = run('--port', '0', '--seed-users', '7', '--token', 'known-token');

    const { url, token, control } = await firstLine();

    expect([token, control]).toEqual(['known-token', `${url}/_control`]);
    const users = await fetch(`${url}/api/service/users`, { headers: { authorization: 'Bearer known-token' } });
    expect(await users.json()).toMatchObject({ totalRecord: 7 });
    child.kill(signal);
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('starts with the faults and options of files', async () => {
    await withFile('[{"kind":"unavailable-503"}]', async (file) => {
      const { child, ended, firstLine } = run('--port', '0', '--faults', file);
      const { url } = await firstLine();
      expect((await fetch(`${url}/api/service/users`)).status).toBe(503);
      child.kill();
      await ended;
    });
  });

  it.each([
    [['--colour', 'green'], '--colour'],
    [['extra'], 'argument'],
    [['--port', '80x'], 'whole number'],
    [['--port', '70000'], '65535'],
    [['--seed-users', '-1'], 'whole number'],
    [['--time-scale', '0'], 'above 0'],
    [['--token', 'no spaces please'], '--token'],
    [['--faults', '/nowhere/faults.json'], '/nowhere/faults.json'],
  ])('refuses %j', async (args, said) => {
    const { code, stdout, stderr } = await run(...args).ended;

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it.each([
    ['--faults', '[{"kind":"slow","ms":"long"}]', 'faults[0].ms must be a number'],
    ['--faults', '{"kind":"slow"}', 'faults must be a list'],
    ['--options', '{"maxLimits":100}', 'options.maxLimits is unknown'],
    ['--options', '{', 'not valid JSON'],
  ])('refuses a file for %s with %s, naming the file and the field', async (flag, content, said) => {
    await withFile(content, async (file) => {
      const { code, stderr } = await run('--port', '0', flag, file).ended;

      expect(code).toBe(2);
      expect(stderr).toContain(file);
      expect(stderr).toContain(said);
    });
  });

  it('shows examples in its help', async () => {
    const { code, stdout } = await run('--help').ended;

    expect(code).toBe(0);
    expect(stdout).toContain('npm run -s simulator:atlan -- --port 0 --seed-users 200');
  });

  it('says so when the port is taken', async () => {
    const first = run('--port', '0');
    const { url } = await first.firstLine();

    const { code, stderr } = await run('--port', new URL(url).port).ended;

    expect(code).toBe(2);
    expect(stderr).toContain('try --port 0');
    first.child.kill();
    await first.ended;
  });
});
