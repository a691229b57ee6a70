import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { CannotRun, freePort } from './postgres.ts';

const SOURCE = 'test/real-unleash/server';
const FOLDER = resolve('.local/real-unleash');
const READY_MS = 60_000;

/** Installs what the lock file says into a folder of its own, unless it is there; none of its packages is ever part of the project. */
export function install(): void {
  const lock = (folder: string) => join(folder, 'package-lock.json');
  const isThere =
    existsSync(join(FOLDER, 'installed')) && readFileSync(lock(FOLDER), 'utf8') === readFileSync(lock(SOURCE), 'utf8');
  if (isThere) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(SOURCE, file), join(FOLDER, file));
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: FOLDER,
      encoding: 'utf8',
      timeout: 150_000,
    },
  );
  if (status !== 0) throw new CannotRun(`npm ci of unleash-server failed: ${(stderr ?? '').slice(0, 300)}`);
  mkdirSync(join(FOLDER, 'installed'), { recursive: true });
}

export interface UnleashServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly token: string;
}

/** The open source edition on a database; `createsPerMinute` as its own setting has it. Throws `CannotRun` when it does not come up. */
export async function startUnleashServer(databaseUrl: string, createsPerMinute: number): Promise<UnleashServer> {
  const port = await freePort();
  const token = '*:*.for-comparison-only';
  const child = spawn(process.execPath, [join(FOLDER, 'node_modules/unleash-server/dist/server.js')], {
    cwd: FOLDER,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATABASE_SSL: 'false',
      PORT: String(port),
      HTTP_HOST: '127.0.0.1',
      INIT_ADMIN_API_TOKENS: token,
      CREATE_USER_RATE_LIMIT_PER_MINUTE: String(createsPerMinute),
      // serves its OpenAPI document
      ENABLE_OAS: 'true',
      CHECK_VERSION: 'false',
      SEND_TELEMETRY: 'false',
      LOG_LEVEL: 'fatal',
    },
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await ready(baseUrl, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { baseUrl, token, [Symbol.asyncDispose]: stop };
}

async function ready(baseUrl: string, child: ChildProcess): Promise<void> {
  const last = Date.now() + READY_MS;
  while (Date.now() < last && child.exitCode === null) {
    const answer = await fetch(`${baseUrl}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(200);
  }
  throw new CannotRun(
    child.exitCode === null
      ? `Unleash was not ready after ${READY_MS / 1_000} s`
      : `Unleash ended with ${child.exitCode}`,
  );
}
