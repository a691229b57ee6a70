import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('npm run simulate plays a seed, and answers with one JSON line', async () => {
  const argv = ['test/simulation/seeded/main.ts', '--seeds', '1', '--from', '3', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  expect(JSON.parse(stdout)).toMatchObject({ seeds: 1, from: 3, failed: 0, events: expect.any(Number) });
});
