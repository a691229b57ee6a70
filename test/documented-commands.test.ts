import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';

import { addConfigCommands } from '../cli/config/add-config-commands.ts';
import { createProgram } from '../cli/create-program.ts';
import { EXIT } from '../cli/exit-code.ts';
import { addOperateCommands } from '../cli/operate/add-operate-commands.ts';
import { addReceiptsVerify } from '../cli/receipts/add-receipts-verify.ts';
import { addBreakGlassCommands } from '../cli/record/add-break-glass.ts';
import { run } from '../cli/run.ts';
import { addSendCommand } from '../cli/send/add-send-command.ts';
import { canonicalEvent } from './support/canonical.ts';
import {
  cliWords,
  type Documented,
  fencedLines,
  inlineCode,
  PAGES,
  QUOTING,
  shellWords,
} from './support/documented-commands.ts';
import { WEBHOOK_KEY } from './support/standard-webhooks.ts';

/** What else a reader is asked to type. */
const PROGRAMS = ['atlan-lifecycle', 'aws', 'curl', 'echo', 'git', 'jq', 'node', 'npm', 'npx', 'openssl', '.ci/run'];

const silent = { write: () => true };
const asked = async () => undefined;
const program = createProgram({ stdout: silent, stderr: silent }, false);
addOperateCommands(program, asked);
addBreakGlassCommands(program, { disable: asked, backfill: asked });
addSendCommand(program, asked);
addReceiptsVerify(program, asked);
addConfigCommands(program, { check: asked, init: asked });

const here = ({ page, line, text }: Documented) => `${page}:${line}: ${text}`;
const folder = mkdtempSync(join(tmpdir(), 'documented-'));
const [eventFile, keyFile] = [join(folder, 'event.json'), join(folder, 'key')];
writeFileSync(eventFile, JSON.stringify(canonicalEvent()));
writeFileSync(keyFile, WEBHOOK_KEY);
const CSV_FILES: Readonly<Record<string, string>> = {
  'reviewed.csv': 'class,account,worker\n',
  'staff.csv': 'sourceWorkerId,startDate\n67890,2021-05-01\n',
};
for (const [name, text] of Object.entries(CSV_FILES)) writeFileSync(join(folder, name), text);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command line where no control plane can be reached: its exit code, and what it says of what is wrong. */
async function typed(words: readonly string[]) {
  const isSend = words[0] === 'send';
  const argv = words.map((word) => {
    if (Object.hasOwn(CSV_FILES, word)) return join(folder, word);
    return isSend && word.endsWith('.json') ? eventFile : word.endsWith('.key') ? keyFile : word;
  });
  const needsKey = argv.includes('--hook') && !argv.includes('--key-file');
  let complaint = '';
  const status = await run(
    [...argv, ...(needsKey ? ['--key-file', keyFile] : []), '--endpoint', 'http://127.0.0.1:9'],
    {
      root: folder,
      env: { AWS_REGION: 'eu-west-1' },
      stdin: (async function* () {
        yield JSON.stringify(canonicalEvent());
      })(),
      stdout: silent,
      stderr: { write: (text: string) => (complaint += text) },
      fetch: () => Promise.reject(new TypeError('fetch failed')),
      aws: {
        credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
        stackOutputs: async () => undefined,
      },
      now: Date.now,
    },
  );
  return { status, complaint };
}

/** The command that the words name, with the words that are left; undefined where the first names none. */
function named(words: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  let command: Command = program;
  let rest = words;
  for (;;) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (!next) return command === program ? undefined : { command, rest };
    [command, rest] = [next, rest.slice(1)];
  }
}

const unknownOptions = (words: readonly string[]): readonly string[] => {
  const found = named(words);
  const known = [...program.options, ...(found?.command.options ?? [])].map(({ long }) => long);
  return (found?.rest ?? []).filter((word) => word.startsWith('--') && !known.includes(word.split('=')[0]));
};

describe('a command in a block of a page', () => {
  const lines = PAGES.flatMap(fencedLines).flatMap((one) => {
    const words = cliWords(one);
    return words ? [[here(one), words] as const] : [];
  });

  it('is found in many pages', () => {
    expect(lines.length).toBeGreaterThan(60);
  });

  it.each(lines)('%s is understood', async (_where, words) => {
    if (words[0] === 'break-glass' || words[0] === 'config' || words[1] === 'verify') {
      await expect(program.parseAsync(words, { from: 'user' })).resolves.toBeDefined();
      return;
    }
    const { status, complaint } = await typed(words);
    // the control plane cannot be reached, and that is all that is wrong
    expect([EXIT.unreachable, EXIT.done], complaint).toContain(status);
  });
});

describe('a command in the text of a page', () => {
  const codes = PAGES.filter((page) => page !== QUOTING).flatMap(inlineCode);
  const typedCodes = codes.filter(
    ({ text }) => /^[a-z.][\w:./-]* /.test(text) && (/ --[a-z]/.test(text) || / '/.test(text)),
  );

  it.each(typedCodes.map((one) => [here(one), one.text] as const))(
    '%s begins with a program that there is',
    (_where, text) => {
      const [first = ''] = text.split(' ');
      const isOurs = PROGRAMS.includes(first) || named(shellWords(text)) !== undefined;
      expect(isOurs || /^\w+: '/.test(text)).toBe(true);
    },
  );

  it.each(
    codes.flatMap((one) => {
      const words = cliWords(one) ?? shellWords(one.text);
      return named(words) ? [[here(one), words] as const] : [];
    }),
  )('%s has no option that is unknown', (_where, words) => {
    const found = named(words);
    expect(unknownOptions(words)).toEqual([]);
    // a group alone does nothing, and a word after it would have to be one of its commands
    const isGroup = (found?.command.commands.length ?? 0) > 0;
    expect(isGroup && found?.rest.some((word) => /^[a-z-]+$/.test(word) && !word.startsWith('-'))).toBe(false);
  });
});

describe('the words of a shell', () => {
  it('ends a command where another program takes over', () => {
    expect(shellWords("hold list --json | jq -r '.holds'")).toEqual(['hold', 'list', '--json']);
    expect(shellWords('report leavers --csv > leavers.csv')).toEqual(['report', 'leavers', '--csv']);
    expect(shellWords("send --set 'jobTitle=Senior analyst'   # a comment")).toEqual([
      'send',
      '--set',
      'jobTitle=Senior analyst',
    ]);
    expect(shellWords('hold show <id>')).toEqual(['hold', 'show', '<id>']);
  });
});
