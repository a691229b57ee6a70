import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { LOCAL_ENDPOINT_FILE, type LocalEndpoint, localEndpoint } from '../../shared/contracts/local-endpoint.ts';

/** The local cloud that runs in this project, or undefined: there is no file, or its process is gone. */
export async function runningLocalCloud(root: string): Promise<LocalEndpoint | undefined> {
  const read = localEndpoint.safeParse(await readJson(join(root, LOCAL_ENDPOINT_FILE)));
  return read.success && isAlive(read.data.pid) ? read.data : undefined;
}

/** Nothing for a file that is not there, or is being written just now. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // the process of another user, and alive
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
