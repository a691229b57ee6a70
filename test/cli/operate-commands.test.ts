import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { commandLine } from '../../shared/contracts/operate/command-line.ts';
import { COMMANDS } from '../../shared/contracts/operate/registry.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

/** The words of a command line as a shell splits them. */
const words = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** Every example of docs/operate.md: what is typed, where it goes, what it says. */
const EXAMPLES = [
  ...readFileSync('docs/operate.md', 'utf8').matchAll(/```sh\natlan-lifecycle (.*)\n```\n\n```json\n(.*)\n```/g),
].map(([, line = '', body = '']) => [line, body] as const);
const commandOf = (line: string) => COMMANDS.find(({ name }) => line === name || line.startsWith(`${name} `))!;

describe('every operate command', () => {
  it('has examples to try here', () => {
    expect(EXAMPLES.length).toBe(COMMANDS.reduce((sum, { examples }) => sum + examples.length, 0));
  });

  it.each(EXAMPLES)('sends `%s` signed, to its address, and shows the answer', async (line, body) => {
    const { name } = commandOf(line);
    await using api = await signedApi(() => ({ status: 200, body: ANSWERS[name] }));
    const { stdout, stderr } = await commandLineRun([...words(line), '--endpoint', api.url]);
    expect(api.received).toMatchObject([
      { method: 'POST', path: `/operate/${name.replaceAll(' ', '-')}`, body, isSigned: true },
    ]);
    expect(stderr).toBe('');
    expect(stdout.length).toBeGreaterThan(10);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'gives scripts the answer of %s as one line of JSON and nothing else',
    async (name, command) => {
      const answer = { ...ANSWERS[name], whatIsNew: 'a field that this version does not know' };
      await using api = await signedApi(() => ({ status: 200, body: JSON.stringify(answer, undefined, 2) }));
      const line = commandLine(command, { ...command.examples[0]!.input });
      const { stdout, stderr } = await commandLineRun(['--json', ...words(line).slice(1), '--endpoint', api.url]);
      expect([stdout, stderr]).toEqual([`${JSON.stringify(answer)}\n`, '']);
    },
  );

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'explains %s with its examples',
    async (name, command) => {
      const { exit, stdout } = await commandLineRun([...name.split(' '), '--help']);
      expect(exit).toBe(0);
      for (const { input, says } of command.examples)
        expect(stdout).toContain(`  # ${says}\n  ${commandLine(command, { ...input })}`);
      for (const { describe: what } of command.arguments) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(what);
    },
  );
});

describe('what takes several calls', () => {
  it('is asked on until every worker is due, and is added up', async () => {
    const parts = [
      { madeDue: 5, complete: false },
      { madeDue: 4, complete: false },
      { madeDue: 3, complete: true },
    ];
    await using api = await signedApi(() => ({ status: 200, body: { ...ANSWERS.mode, ...parts.shift() } }));
    const line = ['mode', 'atlan-prod', 'pilot', '--reason', 'agreed', '--endpoint', api.url];
    const { stdout } = await commandLineRun([...line, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ madeDue: 12, complete: true });
    expect(new Set(api.received.map(({ body }) => body))).toEqual(
      new Set(['{"target":"atlan-prod","mode":"pilot","reason":"agreed"}']),
    );
    expect(api.received.length).toBe(3);
  });

  it('is not set going by one who only looks, nor asked for ever', async () => {
    await using api = await signedApi(() => ({ status: 200, body: { ...ANSWERS.mode, madeDue: 0, complete: false } }));
    for (const line of [
      ['mode', 'atlan-prod'],
      ['mode', 'atlan-prod', 'pilot', '--reason', 'r'],
    ])
      expect(await commandLineRun([...line, '--endpoint', api.url])).toMatchObject({
        exit: 0,
        stdout: expect.stringContaining('Not every worker is due yet'),
      });
    expect(api.received.length).toBe(2);
  });

  it('sends parked messages call by call, until it is through, or stopped, or gets nowhere', async () => {
    const cursor = '2026-03-12T23:30:00.000Z';
    const answers = (last: object) => [
      { next: cursor, stopped: undefined },
      { stopped: undefined, ...last },
    ];
    for (const [last, exit] of [
      [{ complete: true }, 0],
      [{ stopped: 'A message failed in a new way' }, 1],
      [{ next: cursor, count: 0, letters: [] }, 0],
    ] as const) {
      const parts = answers(last);
      await using api = await signedApi(() => ({ status: 200, body: { ...ANSWERS['dlq redrive'], ...parts.shift() } }));
      const argv = ['dlq', 'redrive', '--go', '--endpoint', api.url, '--json'];
      const ran = await commandLineRun(argv);
      expect([ran.exit, JSON.parse(ran.stdout).count]).toEqual([exit, 'count' in last ? 1 : 2]);
      expect(api.received.map(({ body }) => JSON.parse(body))).toEqual([{ go: true }, { go: true, cursor }]);
    }
  });

  it('is counted from cursor to cursor, with word of how far it is once two seconds have passed', async () => {
    let [calls, now] = [0, 0];
    await using api = await signedApi(({ body }) => {
      const { cursor } = JSON.parse(body);
      const next = { undefined: 'c1', c1: 'c2', c2: undefined }[String(cursor)];
      now += 1_500;
      calls++;
      return { status: 200, body: { ...ANSWERS['report observe'], ...(next && { next }) } };
    });
    const argv = ['report', 'observe', 'atlan-prod', '--endpoint', api.url];
    const { stdout, stderr } = await commandLineRun(argv, { now: () => now });
    expect(calls).toBe(3);
    expect(stderr).toBe('80 workers were read so far …\n');
    expect(stdout).toMatchInlineSnapshot(`
      "atlan-prod (observe): changes for 9 of 120 workers

      What would be done
      count  action       rule            role or groups
      6      invite       employees-read  $guest
      3      join-groups  analysts        Analytics

      The plans of 3 workers are no longer in their receipts, and are not counted above
      "
    `);
    expect(JSON.parse((await commandLineRun([...argv, '--json'])).stdout)).toMatchObject({
      workers: 120,
      wouldChange: 9,
    });
  });
});
