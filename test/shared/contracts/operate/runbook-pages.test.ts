import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { commandLine } from '../../../../shared/contracts/operate/command-line.ts';
import { pathOf } from '../../../../shared/contracts/operate/path-of.ts';
import { COMMANDS } from '../../../../shared/contracts/operate/registry.ts';

type Command = (typeof COMMANDS)[number];
const FOLDER = 'docs/runbooks/commands';
const BY_NAME = COMMANDS.map((command) => [command.name, command] as const);
const ofName = (name: string) => COMMANDS.find((command) => command.name === name);
const atOnceOf = (command: Command) => 'atOnce' in command && command.atOnce === true;
const lookOf = (command: Command) => ('look' in command ? command.look : undefined);

const started = (command: Command, input: object, more: object = {}) => {
  const parameters = Object.entries({ ...input, ...more }).map(([name, value]) => [name, [String(value)]]);
  return [
    `aws ssm start-automation-execution --document-name atlan-lifecycle-main-${pathOf(command.name)}`,
    ...(parameters.length > 0 ? [`  --parameters '${JSON.stringify(Object.fromEntries(parameters))}'`] : []),
  ].join(' \\\n');
};

const asDocument = (command: Command): readonly string[] => {
  const { changes, examples } = command;
  const { input } = examples.at(-1) ?? { input: {} };
  if (!changes) return ['As a runbook document:', '', '```sh', started(command, input), '```'];
  return [
    `As a runbook document: it only looks${lookOf(command) ? ` (\`${lookOf(command)?.command}\`)` : ''}, unless \`DryRun\` is \`false\`. ${
      atOnceOf(command)
        ? 'It then acts at once, without an approval.'
        : 'It then looks, waits four hours for one of the configured `approvers`, and acts once one agrees.'
    }`,
    '',
    '```sh',
    started(command, input),
    started(command, input, { DryRun: false }),
    '```',
    ...(atOnceOf(command)
      ? []
      : ['', 'The document is there only if the [configuration](../../policy.md) names approvers.']),
  ];
};

function pageOf(command: Command): string {
  const { name, summary, examples, runbook } = command;
  return `${[
    `# ${name}`,
    '',
    `> ${summary}`,
    '',
    'This page is written by a test, from the declaration of the command. What else it takes: [operating](../../operate.md).',
    '',
    '## Trigger',
    '',
    runbook.trigger,
    '',
    '## Blast radius',
    '',
    runbook.blastRadius,
    '',
    '## Checks',
    '',
    runbook.checks,
    '',
    '## Action',
    '',
    ...examples.flatMap(({ input, says }) => [
      `${says[0]?.toUpperCase()}${says.slice(1)}:`,
      '',
      '```sh',
      commandLine(command, { ...input }),
      '```',
      '',
    ]),
    ...asDocument(command),
    '',
    '## Verification',
    '',
    runbook.verification,
    '',
    '## Way back',
    '',
    runbook.wayBack,
  ].join('\n')}\n`;
}

describe('the runbook page of a command', () => {
  it.each(BY_NAME)('%s is written from its declaration', async (name, command) => {
    await expect(pageOf(command)).toMatchFileSnapshot(`../../../../${FOLDER}/${pathOf(name)}.md`);
  });

  it('is there for each command, and for nothing else', () => {
    expect(globSync(`${FOLDER}/*`).sort()).toEqual(COMMANDS.map(({ name }) => `${FOLDER}/${pathOf(name)}.md`).sort());
  });

  it.each(BY_NAME)('%s answers in whole sentences', (_name, { runbook }) => {
    for (const text of Object.values(runbook)) expect(text).toMatch(/^[A-Z`].*[.]$/);
  });
});

describe('the look before a change', () => {
  const changing = COMMANDS.filter(({ changes }) => changes);

  it('stands with every command that changes something, and changes nothing', () => {
    for (const command of changing) {
      const look = lookOf(command);
      if (!look) throw new Error(`${command.name} has no look`);
      const asked = ofName(look.command);
      expect(look.command === command.name || asked?.changes === false).toBe(true);
      expect(look.fields.filter((field) => !asked?.arguments.some((one) => one.field === field))).toEqual([]);
      expect(look.fields.filter((field) => !command.arguments.some((one) => one.field === field))).toEqual([]);
    }
  });

  it('is left out by disable and the two pauses alone when they act', () => {
    expect(changing.filter(atOnceOf).map(({ name }) => name)).toEqual(['disable', 'rollout pause', 'pause']);
  });
});
