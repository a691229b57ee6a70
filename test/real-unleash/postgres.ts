import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why the comparison cannot be made on this machine; a sentence for a person. */
export class CannotRun extends Error {}

export interface Postgres extends AsyncDisposable {
  readonly url: string;
}

const FOLDER = '/usr/lib/postgresql';

/** A private cluster with one empty database, on a free port of this machine; nothing of it is left afterwards. Throws `CannotRun`. */
export async function startPostgres(): Promise<Postgres> {
  const programs = installed();
  const folder = mkdtempSync(join(tmpdir(), 'real-unleash-'));
  // PostgreSQL does not run as root
  const owner = process.getuid?.() === 0 ? userNamed('postgres', 'nobody') : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const run = (program: string, ...args: readonly string[]) => {
    const { status, stderr } = spawnSync(join(programs, program), args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      ...owner,
    });
    if (status !== 0) throw new CannotRun(`${program} ended with ${status}: ${stderr.slice(0, 300)}`);
  };
  const data = join(folder, 'data');
  const port = await freePort();
  const stop = () => {
    spawnSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], {
      cwd: folder,
      stdio: 'ignore',
      ...owner,
    });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run('initdb', '-D', data, '-U', 'unleash', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
    run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
    run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'unleash', 'unleash');
  } catch (error) {
    stop();
    throw error;
  }
  return { url: `postgres://unleash@127.0.0.1:${port}/unleash`, [Symbol.asyncDispose]: async () => stop() };
}

/** Where its programs are; the distribution's package is installed where it can be. */
function installed(): string {
  const found = newest();
  if (found) return found;
  if (process.getuid?.() !== 0) throw new CannotRun('PostgreSQL is not installed, and only root can install it');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'],
  ]) {
    const { status, error } = spawnSync('apt-get', args, { stdio: 'ignore', env, timeout: 120_000 });
    if (error || status !== 0) throw new CannotRun(`PostgreSQL is not installed, and apt-get ${args[0]} failed`);
  }
  const now = newest();
  if (!now) throw new CannotRun(`PostgreSQL was installed, and its programs are not under ${FOLDER}`);
  return now;
}

function newest(): string | undefined {
  try {
    const versions = readdirSync(FOLDER)
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(FOLDER, version, 'bin')).find((bin) => readdirSync(bin).includes('initdb'));
  } catch {
    return undefined;
  }
}

function userNamed(...names: readonly string[]): { readonly uid: number; readonly gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of names) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new CannotRun(`There is no user ${names.join(' or ')} for PostgreSQL to run as`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}
