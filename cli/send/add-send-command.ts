import { type Command, Option } from 'commander';

import { lifecycleEventSchema } from '../../shared/contracts/event/lifecycle-event-schema.ts';
import type { SendOptions } from './send-options.ts';

const { kind, phase } = lifecycleEventSchema.shape.data.shape;

const EXAMPLES = `
Examples:
  # the last day of work is 31 March
  atlan-lifecycle send --kind left --source-worker-id 67890 --date 2026-03-31
  # access ends now
  atlan-lifecycle send --kind left --source-worker-id 67890 --immediate
  # as the HR system does it, with its key
  atlan-lifecycle send event.json --hook hr --key-file hr.key
  # what would be sent
  atlan-lifecycle send --kind joined --source-worker-id 67890 --email ada@example.com --set department=Analytics --dry-run`;

/** The one subcommand that speaks to ingest, and not to operate. */
export function addSendCommand(
  program: Command,
  perform: (file: string | undefined, options: SendOptions) => Promise<void>,
): void {
  const summary = 'Hands a lifecycle event to ingest: from a file, or built from options.';
  program
    .command('send')
    .summary(summary)
    .description(`${summary} docs/events.md describes the format of events.`)
    .argument('[file]', 'a canonical event, or a list of them, in JSON; - for standard input')
    .addOption(new Option('--kind <kind>', `what happens to the worker: ${kind.options.join(', ')}`))
    .option('--source-worker-id <text>', "HR's own id for the worker")
    .addOption(new Option('--phase <phase>', `${phase.options.join(', ')}; effective when absent`))
    .option('--date <YYYY-MM-DD>', 'the day it takes effect, for `left` the last day of work; today when absent')
    .option('--time-zone <name>', "where that day is; the connection's zone when absent")
    .option('--immediate', 'act now, whatever the date')
    .option('--email <text>', 'short for --set workEmail=…')
    .option('--set <attribute=value>', 'an attribute of the worker; may be given several times', collect)
    .option('--engagement-id <text>', "HR's id of the contract, where the worker has several")
    .option('--supersedes <id>', 'the event that this one replaces')
    .option('--sequence <number>', 'its place in the order of the source, on a connection that always sends one')
    .option('--id <text>', 'the id of the event: the same when it is sent again; a random one when absent')
    .option('--hook <connection>', 'by POST /hooks/<connection>, signed with its key, and not as an AWS principal')
    .option('--key-file <file>', 'holds the key of the connection, whsec_…; not needed on the local cloud')
    .option('--dry-run', 'print what would be sent, and send nothing')
    .addHelpText('after', EXAMPLES)
    .action(perform);
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
