import { spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { OPERATOR_KEY } from '../gateway/callers.ts';
import { PLACE } from '../template/place.ts';

const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Runs the command line as a child process; what it printed. Throws with its complaint when it could not do what was asked. */
export async function runCli(args: readonly string[], endpoint: string): Promise<string> {
  const child = spawn(process.execPath, [CLI, ...args, '--endpoint', endpoint], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      // its tables fit the terminal of the person who watches
      COLUMNS: process.stdout.isTTY ? String(process.stdout.columns) : '',
      AWS_ACCESS_KEY_ID: OPERATOR_KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: OPERATOR_KEY.secretAccessKey,
      AWS_REGION: PLACE.region,
    },
  });
  const closed = new Promise<number | null>((resolve) => void child.on('close', resolve));
  const [said, complained] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const code = await closed;
  // a trouble in the answer is an answer
  if (code !== 0 && code !== 1)
    throw new Error(`atlan-lifecycle ${args.join(' ')} ended with ${code}: ${complained.trim()}`);
  return said.trimEnd();
}
