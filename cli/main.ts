#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

import { aws } from './connect/aws.ts';
import { run } from './run.ts';

// a reader such as `head` may close the pipe early
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  root: fileURLToPath(new URL('..', import.meta.url)),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  fetch,
  aws,
  now: Date.now,
});
