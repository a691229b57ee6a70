import { Command } from 'commander';
import type { CliContext } from './cli-context.ts';
import { EXIT_CODES_EXPLAINED } from './exit-code.ts';

/** Options that every subcommand has, before or after its name. */
export interface EveryOption {
  readonly json?: boolean;
  readonly endpoint?: string;
  readonly env?: string;
  readonly region?: string;
}

const WHERE = `
Where to: --endpoint, else the local cloud that runs in this project, else the stack of --env.
How to sign in, what send takes and how to script it: docs/cli.md.`;

/** The command without its subcommands. It throws errors of usage, because one place reports all errors. */
export function createProgram(
  { stdout, stderr }: Pick<CliContext, 'stdout' | 'stderr'>,
  isForScripts: boolean,
): Command {
  return new Command('atlan-lifecycle')
    .description('Joiners, movers and leavers on Atlan: sends commands to the control plane, and events to ingest.')
    .option('--json', 'the answer as one line of JSON, and errors too')
    .option('--endpoint <url>', 'the base of the HTTP API')
    .option('--env <name>', 'the deployed environment to ask; main when absent')
    .option('--region <name>', 'the AWS region')
    .addHelpText('after', `${WHERE}\n\n${EXIT_CODES_EXPLAINED}`)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      // help that was not asked for
      writeErr: (text) => (isForScripts ? undefined : stderr.write(text)),
      outputError: () => undefined,
    })
    .exitOverride();
}
