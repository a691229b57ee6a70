import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../../local/simulators/scim/main.ts', import.meta.url));

it('prints one JSON line, serves, and ends when it is told to', async () => {
  const args = ['--port', '0', '--seed-users', '7', '--token', 'known-token'];
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await expect.poll(() => said, { timeout: 120_000 }).toContain('\n');
  const { url, token, control } = JSON.parse(said);
  expect([token, control]).toEqual(['known-token', `${url}/_control`]);
  const users = await fetch(`${url}/Users`, { headers: { authorization: 'Bearer known-token' } });
  expect(await users.json()).toMatchObject({ totalResults: 7 });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
