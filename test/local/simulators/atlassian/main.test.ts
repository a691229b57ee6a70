import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../../local/simulators/atlassian/main.ts', import.meta.url));

it('prints one JSON line, serves, and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [main, '--port', '0', '--seed-users', '7', '--token', 'known-token'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  await expect.poll(() => stdout, { timeout: 120_000 }).toContain('\n');
  const { url, token, control } = JSON.parse(stdout);
  expect([token, control]).toEqual(['known-token', `${url}/_control`]);
  const state: unknown = await (await fetch(`${control}/state`)).json();
  expect(state).toMatchObject({ users: Array.from({ length: 7 }, () => ({ groups: expect.any(Array) })) });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
