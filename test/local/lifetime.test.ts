import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { assemblyFolder } from './support/assembly.ts';
import { TEST_CONFIG } from './support/running-cloud.ts';

interface Started {
  readonly process: ChildProcess;
  readonly ports: readonly number[];
}

const begun: ChildProcess[] = [];
afterEach(() => {
  for (const one of begun) one.kill('SIGKILL');
});

const FROM_SOURCE: readonly string[] = [];
let synthesised: readonly string[];
beforeAll(async () => {
  synthesised = ['--assembly', await assemblyFolder(TEST_CONFIG)];
});

const begin = (args: readonly string[]) => {
  const local = spawn(process.execPath, ['local/main.ts', '--port', '0', '--config', TEST_CONFIG, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  begun.push(local);
  return local;
};

async function start(args: readonly string[]): Promise<Started> {
  const local = begin(args);
  const [line] = (await once(createInterface({ input: local.stdout }), 'line')) as [string];
  const said = JSON.parse(line);
  const urls = [said.control, said.table.endpoint, said.targets['atlan-prod'].url] as string[];
  return { process: local, ports: urls.map((url) => Number(new URL(url).port)) };
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });

/** The processes below one process, by what the kernel says. */
function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

const isAlive = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Only what stays meets the end of the patience: on a busy machine a process takes its time to notice that its parent is gone. */
async function untilGone(pids: readonly number[]): Promise<readonly number[]> {
  for (const end = Date.now() + 120_000; Date.now() < end && pids.some(isAlive); ) await delay(50);
  return pids.filter(isAlive);
}

describe('a local cloud that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'by %s leaves no process and no port',
    async (signal) => {
      const { process: local, ports } = await start(signal === 'SIGINT' ? FROM_SOURCE : synthesised);
      expect(await Promise.all(ports.map(answers))).toEqual(ports.map(() => true));
      const below = childrenOf(local.pid!);
      expect(below.length).toBeGreaterThanOrEqual(4);
      local.kill(signal);
      await once(local, 'exit');
      expect(await untilGone(below)).toEqual([]);
      expect(await Promise.all(ports.map(answers))).toEqual(ports.map(() => false));
    },
    900_000,
  );

  it('by SIGKILL at any point of its start leaves no process', async () => {
    for (const ms of [300, 1_500, 3_000]) {
      const local = begin(FROM_SOURCE);
      await delay(ms);
      const below = childrenOf(local.pid!);
      local.kill('SIGKILL');
      await once(local, 'exit');
      expect(await untilGone(below)).toEqual([]);
    }
  }, 900_000);
});

describe('two local clouds', () => {
  it('run side by side', async () => {
    const [one, two] = await Promise.all([start(synthesised), start(synthesised)]);
    expect(new Set([...one.ports, ...two.ports]).size).toBe(6);
    expect(await Promise.all([...one.ports, ...two.ports].map(answers))).toEqual(Array(6).fill(true));
  }, 900_000);
});
