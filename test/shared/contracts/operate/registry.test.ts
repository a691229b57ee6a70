import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { commandLine, optionOf } from '../../../../shared/contracts/operate/command-line.ts';
import { pathOf } from '../../../../shared/contracts/operate/path-of.ts';
import { COMMANDS } from '../../../../shared/contracts/operate/registry.ts';

const fieldsOf = (schema: z.ZodMiniType) => Object.keys(z.toJSONSchema(schema).properties ?? {});
const BY_NAME = COMMANDS.map((command) => [command.name, command] as const);

describe('the registry of operate commands', () => {
  it('names each once, in words of small letters', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+( [a-z]+){0,3}$/.test(name))).toEqual([]);
  });

  it.each(BY_NAME)('gives every field of %s a place on the command line', (_name, { input, arguments: args }) => {
    expect(args.map(({ field }) => field).toSorted()).toEqual(fieldsOf(input).toSorted());
  });

  it.each(BY_NAME)('has examples of %s that it accepts', (_name, { input, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.filter((example) => !input.safeParse(example.input).success)).toEqual([]);
  });

  it('refuses what it does not know, whichever command it is sent to', () => {
    expect(COMMANDS.filter(({ input }) => input.safeParse({ nonsense: true }).success)).toEqual([]);
    expect(COMMANDS.filter(({ input }) => input.safeParse(undefined).success)).toEqual([]);
  });
});

type Command = (typeof COMMANDS)[number];

const changed = (changes: boolean, { changesOnlyWith }: { readonly changesOnlyWith?: string }): string =>
  changes ? (changesOnlyWith === undefined ? 'yes' : `only with \`${optionOf(changesOnlyWith)}\``) : 'no';

const placeOf = (field: string, as: string): string => {
  if (as !== 'positional') return `\`${optionOf(field)}\``;
  return field === 'target' ? 'by its place, or `--target`' : 'by its place';
};

function pageOf(commands: readonly Command[]): string {
  const rows = commands.map(
    ({ name, summary, changes, ...more }) =>
      `| \`${name}\` | \`POST /operate/${pathOf(name)}\` | ${summary} | ${changed(changes, more)} |`,
  );
  const sections = commands.flatMap((command) => {
    const { name, arguments: args, examples } = command;
    return [
      `## ${name}`,
      '',
      ...(args.length > 0 ? ['| field | on a command line | what |', '| --- | --- | --- |'] : []),
      ...args.map(({ field, as, describe: what }) => `| \`${field}\` | ${placeOf(field, as)} | ${what} |`),
      ...(args.length > 0 ? [''] : []),
      ...examples.flatMap(({ input, says }) => [
        `${says[0]?.toUpperCase()}${says.slice(1)}:`,
        '',
        '```sh',
        commandLine(command, { ...input }),
        '```',
        '',
        '```json',
        JSON.stringify(input),
        '```',
        '',
      ]),
    ];
  });
  return `${[
    '# Operating it',
    '',
    'Every command is one request to the control plane, signed as an AWS principal; every change records the name of that',
    'principal. The body of the request and of the answer are JSON. This page is written by a test, from `shared/contracts/operate/`.',
    '',
    '| command | request | what it does | changes something |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'Answers: 200 with what was asked for; 400 with every field that is wrong; 401 for a request that is not signed; 404 for a command or a',
    'thing that is not known; 409 where another operator was faster, where you may not decide, or where what you say does not fit what it is about; 413',
    'for a body above 256 KiB; 503 for trouble of ours, where the same may be asked again.',
    '',
    'Workers, accounts, events and holds are shown by their ids, never by a name or an address; the group of a parked message and the source',
    'key of a quarantined event hold HR’s own id for the worker. What `plan`, `hold show` and `doctor` ask of',
    'a target counts against its requests a minute.',
    'A day alone (`2026-12-01`), where an instant may be given, is a day of UTC wherever the operator is: as `at` and `from` its beginning is meant, as',
    '`asOf` and `to` its end, so that `from` 2026-03-01 `to` 2026-03-31 is March.',
    'When to use a command, and what to check before and after: [its runbook page](runbooks/commands/), from which it can also be run as a Systems',
    'Manager document, without a command line.',
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()}\n`;
}

it('is the page an operator reads', async () => {
  await expect(pageOf(COMMANDS)).toMatchFileSnapshot('../../../../docs/operate.md');
});
