import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { trackedFiles } from '../support/tracked-files.ts';

const PAGE = '../../docs/first-hour.md';
const COLUMNS = '100';

/** The answers to `config init`, one a line. */
const COMPANY = ['', 'example.com', '', '', 'Europe/Berlin', 'Analytics', '', 'yes', 'break-glass@example.com'];

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let local: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-company-'));
  for (const file of trackedFiles().filter((name) =>
    /^(shared|functions|infra|local|cli)\/|^[^/]+\.(ts|json)$/.test(name),
  ))
    cpSync(file, join(folder, file));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});
afterAll(() => {
  local?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function cli(line: string, stdin = ''): Promise<Said> {
  const child = spawn('/bin/sh', ['-c', `"$NODE" cli/main.ts ${line}`], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE: process.execPath, NO_COLOR: '1', COLUMNS, TZ: 'Europe/Berlin' },
  });
  child.stdin.end(stdin);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await closed) as [number | null];
  return { status, stdout, stderr };
}

/** The same command again until it says what is waited for: what was sent is still on its way. */
async function cliUntil(line: string, isThere: (said: Said) => boolean): Promise<Said> {
  for (;;) {
    const said = await cli(line);
    if (isThere(said)) return said;
    await delay(200);
  }
}

/** The parts of a page with these headings, and a sign for the rest. */
const partsOf = ({ stdout }: Said, ...headings: readonly string[]): string =>
  `…\n\n${headings.map((heading) => new RegExp(`^${heading}\\n(?:.+\\n)+`, 'm').exec(stdout)?.[0] ?? `no ${heading}`).join('\n')}\n…`;

/** What differs from run to run, as one word of the same width for the same kind. */
const masked = (said: string): string =>
  said
    .replaceAll(
      /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
      'w0000000-0000-0000-0000-000000000000',
    )
    .replaceAll(/\bevt_[0-9a-f]+\b/g, 'evt_0000')
    .replaceAll(/\b[0-9a-f]{40,64}\b/g, 'd0000')
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z/g, '2026-03-02 08:00:00Z')
    .replaceAll(/\b20\d\d-\d\d-\d\d\b/g, '2026-03-02')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4100')
    .replaceAll(/ +$/gm, '');

it('is a page that a new user can follow, from a clone to the first joiner of their own company', async () => {
  const page: string[] = [];
  const show = (about: string, command: string, { stdout, stderr }: Partial<Said> = {}) => {
    const said = masked(`${stderr ?? ''}${stdout ?? ''}`).trimEnd();
    page.push(about, '', '```console', `$ ${command}`, ...(said === '' ? [] : [said]), '```', '');
  };
  const name = 'npm run -s atlan-lifecycle --';

  const made = await cli('config init --force', `${COMPANY.join('\n')}\n`);
  expect(made.status).toBe(0);
  const asked = made.stderr.split(/(?<=[)\]] )(?=[A-Z])/);
  expect(asked).toHaveLength(COMPANY.length);
  const answered = asked.map((question, index) => `${question}${COMPANY[index]}`.trimEnd()).join('\n');
  show('**Your company.** If you type nothing, the answer in brackets counts.', `${name} config init --force`, {
    stderr: answered,
  });
  const checked = await cli('config check');
  expect(checked).toEqual({ status: 0, stdout: made.stdout, stderr: '' });
  show(
    'It ends with the same line as this command. Run this after every change of the file:',
    `${name} config check`,
    checked,
  );

  local = spawn(process.execPath, ['local/main.ts', '--port', '0', '--time-scale', '60'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(createInterface({ input: local.stdout! }), 'line');
  show(
    '**It runs, on this machine.** Use a separate terminal: an hour of idle time passes in a minute. It prints one line of JSON with all its addresses.',
    'npm run -s local -- --time-scale 60',
  );

  const joiner =
    'send --hook hr --kind joined --source-worker-id 1001 --email ada@example.com --set department=Analytics';
  const sent = await cli(joiner);
  expect(sent.status).toBe(0);
  show('**The first joiner**, as your HR system would send them:', `${name} ${joiner}`, sent);

  const explain = 'explain --connection hr --source-worker-id 1001';
  const watched = await cliUntil(explain, ({ stdout }) => /observe mode: \d+ changes/.test(stdout));
  expect(watched.stdout).toContain('would_apply');
  const plan = await cli('plan --connection hr --source-worker-id 1001');
  expect(plan.status).toBe(0);
  show(
    'Nothing is written yet: every target begins in observe mode. `plan` shows what would be done, and by which rule:',
    `${name} plan --connection hr --source-worker-id 1001`,
    plan,
  );

  const mode = "mode atlan-prod enforce --reason 'the first joiner, on my own machine'";
  const enforced = await cli(mode);
  expect(enforced.status).toBe(0);
  show('Let it write:', `${name} ${mode}`, enforced);
  const invited = await cliUntil(explain, ({ stdout }) => stdout.includes('not been accepted'));
  expect(invited.stdout).toMatch(/invite.*verified/);
  show(
    '**Who has what access, and why.** The whole output also has the story, HR’s events and the receipts:',
    `${name} ${explain}`,
    {
      stdout: partsOf(invited, 'Targets', 'Accounts', 'Wanted access'),
    },
  );

  const left = 'send --hook hr --kind left --source-worker-id 1001 --immediate';
  const gone = await cli(left);
  expect(gone.status).toBe(0);
  show('**They leave** before they have accepted:', `${name} ${left}`, gone);
  const pending = await cliUntil(explain, ({ stdout }) => /pending disable/i.test(stdout));
  expect(pending.status).toBe(0);
  expect(pending.stdout).toContain('remove-from-group');
  show('Role and groups are removed; the account is disabled as soon as the person accepts:', `${name} ${explain}`, {
    stdout: partsOf(pending, 'Targets'),
  });

  await expect(`${HEAD}${page.join('\n')}${TAIL}`).toMatchFileSnapshot(PAGE);
});

const HEAD = `# The first hour

From a clone to the first joiner of your own company, on your own machine, on a terminal of 100 columns. Written by a test that types all of this
and compares the output; ids, times and ports are replaced by invented ones. You need only Node 20 or newer and npm.

\`\`\`sh
npm ci
npm start -s -- --once
\`\`\`

The second command plays [a working day](generated/a-working-day.md) of an invented company, in about a minute.

`;
const TAIL = `
Next: [deploying](deploying.md), which deploys the same file to your AWS account, and [policy](policy.md), which describes its rules.
`;
