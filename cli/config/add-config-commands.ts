import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  # can lifecycle.config.ts be deployed?
  atlan-lifecycle config check
  # write a configuration of your own from a few questions
  atlan-lifecycle config init my-company.config.ts`;

const USUAL_FILE = 'lifecycle.config.ts';

export interface ConfigActs {
  readonly check: (file: string) => Promise<void>;
  readonly init: (file: string, options: { readonly force?: boolean }) => Promise<void>;
}

/** What a person does with a configuration before it is deployed. Asks nothing of AWS or of a control plane. */
export function addConfigCommands(program: Command, { check, init }: ConfigActs): void {
  const group = program
    .command('config')
    .summary('Checks a configuration file, or writes one from a few questions.')
    .description('Works on files alone: asks neither AWS nor the control plane.')
    .addHelpText('after', EXAMPLES);
  group
    .command('check')
    .description('Lists every error for which a deployment would refuse the file, and checks its examples.')
    .argument('[file]', 'the configuration file', USUAL_FILE)
    .action((file: string) => check(file));
  group
    .command('init')
    .description(
      'Asks for tenant, domains, HR system and groups, and writes a configuration file that can be deployed.',
    )
    .argument('[file]', 'where to write it', USUAL_FILE)
    .option('--force', 'overwrite an existing file')
    .action(init);
}
