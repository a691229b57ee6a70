import type { Command } from 'commander';

import type { BreakGlassOptions } from '../break-glass.ts';
import { EXIT } from '../exit-code.ts';
import { placed } from '../operate/placed.ts';
import { Refusal } from '../refusal.ts';

const EXAMPLES = `
Examples:
  # the control plane is down, and a worker must not sign in any more
  atlan-lifecycle break-glass disable atlan-prod --email ada@example.com --reason 'the control plane is down'
  # when it is up again
  atlan-lifecycle break-glass import break-glass-2026-03-02T08-00-00-000Z.json`;

type Options = BreakGlassOptions & { readonly record: string };
type Named = Omit<Options, 'target'> & Partial<Pick<Options, 'target'>>;

export interface BreakGlassActs {
  readonly disable: (options: Options) => Promise<void>;
  readonly backfill: (file: string) => Promise<void>;
}

/** Commands that work without the control plane, and the import into it afterwards. */
export function addBreakGlassCommands(program: Command, { disable, backfill }: BreakGlassActs): void {
  const group = program
    .command('break-glass')
    .summary('Ends an account while the control plane is down, with your own AWS credentials.')
    .description(
      'Ends an account with the target’s token alone, which your AWS credentials must be allowed to read. Nothing else of the system is needed.',
    )
    .addHelpText('after', EXAMPLES);
  group
    .command('disable')
    .description('Ends one account on one target, reads it back, and writes what it did to a file.')
    .usage('[options] <target>')
    .argument('[target]', 'the target')
    .option('--target <name>', 'the target, as an option instead of an argument')
    .option('--account <id>', "the target's own id of the account")
    .option('--email <text>', 'the exact e-mail of the account')
    .requiredOption('--reason <text>', 'why; it is kept in the record')
    .option('--provider <name>', 'what the target is a tenant of; only needed where lifecycle.config.ts cannot be read')
    .option('--even-protected', 'also an account that the configuration protects')
    .option('--record <folder>', 'where to write the record', '.')
    .action(async (word: string | undefined, { target: named, ...options }: Named) => {
      const { target } = placed(['target'], { words: word === undefined ? [] : [word], target: named });
      if (target === undefined)
        throw new Refusal(EXIT.usage, { error: 'usage', because: "missing required argument 'target'" });
      await disable({ ...options, target });
    });
  group
    .command('import')
    .description(
      'Tells the control plane what was done: the access stays ended, whatever HR says, until an operator lifts the override.',
    )
    .argument('<file>', 'what break-glass disable wrote')
    .action(backfill);
}
