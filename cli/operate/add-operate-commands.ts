import { type Command, Option } from 'commander';

import { commandLine, optionOf } from '../../shared/contracts/operate/command-line.ts';
import { COMMANDS, type CommandName } from '../../shared/contracts/operate/registry.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { placed, usageOf } from './placed.ts';
import { PRESENTATIONS } from './presentations.ts';

type Declared = (typeof COMMANDS)[number];

export interface AskedCommand {
  readonly name: CommandName;
  readonly given: Readonly<Record<string, string | boolean>>;
  /** The answer is wanted for a spreadsheet. */
  readonly csv: boolean;
}

/** Makes a subcommand of every declaration; `hold approve` becomes one below `hold`. */
export function addOperateCommands(program: Command, perform: (asked: AskedCommand) => Promise<void>): void {
  for (const declared of COMMANDS) {
    const { name, summary, arguments: args } = declared;
    const words: readonly string[] = name.split(' ');
    const last = words.at(-1) ?? name;
    const isDefault = 'isUsual' in declared;
    const command = parentOf(words, program).command(last, { isDefault }).summary(summary).description(summary);
    const positionals = args.filter(({ as }) => as === 'positional');
    const required = (field: string) => isRequired(declared, field);
    const hasTarget = positionals.some(({ field }) => field === 'target');
    // what may be given as --target cannot be missing by its place
    for (const { field, describe } of positionals)
      command.argument(required(field) && !hasTarget ? `<${field}>` : `[${field}]`, describe);
    command.usage(usageOf(positionals, required));
    if (hasTarget) command.option('--target <name>', 'the target, as an option instead of an argument');
    for (const { field, describe } of args.filter(({ as }) => as === 'option'))
      command.addOption(new Option(`${optionOf(field)} <text>`, describe).makeOptionMandatory(required(field)));
    for (const { field, describe } of args.filter(({ as }) => as === 'switch'))
      command.addOption(new Option(optionOf(field), describe));
    if (PRESENTATIONS[name].isSheet) command.option('--csv', 'the rows as CSV (RFC 4180), for a spreadsheet');
    command.addHelpText('after', examplesOf(declared));
    command.action(async () => {
      const given: Record<string, string | boolean> = {};
      const keep = (field: string, value: unknown) => {
        if (typeof value === 'string' || typeof value === 'boolean') given[field] = value;
      };
      const fields = positionals.map(({ field }) => field);
      const byPlace = placed(fields, { words: command.args, target: command.opts()['target'] });
      for (const field of fields) keep(field, byPlace[field]);
      const missing = fields.find((field) => required(field) && given[field] === undefined);
      if (missing !== undefined)
        throw new Refusal(EXIT.usage, { error: 'usage', because: `missing required argument '${missing}'` });
      for (const { field, as } of args) if (as !== 'positional') keep(field, command.opts()[field]);
      await perform({ name, given, csv: command.opts()['csv'] === true });
    });
  }
}

/** The command below which the last word stands; those in between are made where they are missing. */
function parentOf(words: readonly string[], program: Command): Command {
  return words.slice(0, -1).reduce((parent, word, index) => {
    const there = parent.commands.find((command) => command.name() === word);
    if (there) return there;
    const path = words.slice(0, index + 1).join(' ');
    const members = COMMANDS.flatMap(({ name }) => (name.startsWith(`${path} `) ? [name.slice(path.length + 1)] : []));
    return parent.command(word).description(`${members.join(', ')}: see ${path} --help`);
  }, program);
}

/** Whether an input without the field is refused because of that field. */
const isRequired = ({ input }: Declared, field: string): boolean =>
  input.safeParse({}).error?.issues.some(({ path }) => path[0] === field) ?? false;

const examplesOf = (declared: Declared): string =>
  [
    '\nExamples:',
    ...declared.examples.map(({ input, says }) => `  # ${says}\n  ${commandLine(declared, { ...input })}`),
  ].join('\n');
