import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CliContext } from '../../cli/cli-context.ts';
import { EXIT } from '../../cli/exit-code.ts';
import { Refusal } from '../../cli/refusal.ts';
import { run } from '../../cli/run.ts';
import { LOCAL_ENDPOINT_FILE, type LocalEndpoint } from '../../shared/contracts/local-endpoint.ts';
import { OPERATOR, REGION } from './signed-api.ts';

/** 2026-03-12, 23:30 UTC: the day after in Berlin. */
export const NOW = Date.UTC(2026, 2, 12, 23, 30);

/** One command line in this process, and what it wrote. It knows no stack and no local cloud. */
export async function commandLineRun(
  argv: readonly string[],
  {
    stdin = '',
    isTTY = false,
    columns = 100,
    ...given
  }: Partial<Omit<CliContext, 'stdin'>> & {
    readonly stdin?: string;
    readonly isTTY?: boolean;
    readonly columns?: number;
  } = {},
) {
  const written: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  const write = (stream: keyof typeof written, text: string) => {
    written[stream] += text;
  };
  const exit = await run(argv, {
    root: '/nowhere',
    env: { AWS_REGION: REGION },
    fetch,
    aws: { credentials: async () => OPERATOR, stackOutputs: async () => undefined },
    now: () => NOW,
    ...given,
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: { write: (text) => write('stdout', text), isTTY, columns },
    stderr: { write: (text) => write('stderr', text) },
  });
  return { exit, ...written };
}

export const notSignedIn = async (): Promise<never> => {
  throw new Refusal(EXIT.notAllowed, { error: 'no-credentials', because: 'No AWS credentials were found' });
};

/** A project's folder in which a local cloud has written where it is. */
export async function projectWith(endpoint: Partial<LocalEndpoint> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'command-line-'));
  const file = join(root, LOCAL_ENDPOINT_FILE);
  await mkdir(dirname(file));
  const whole: LocalEndpoint = {
    pid: process.pid,
    api: 'http://127.0.0.1:1',
    control: 'http://127.0.0.1:1',
    region: REGION,
    credentials: OPERATOR,
    connections: {},
    ...endpoint,
  };
  await writeFile(file, JSON.stringify(whole));
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}
