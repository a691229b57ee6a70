import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  # is the file that receipts export wrote complete and unchanged?
  atlan-lifecycle receipts verify receipts.jsonl
  # keep where each chain ends, and ask the file of the next audit whether it goes on from there
  atlan-lifecycle receipts verify receipts.jsonl --keep-heads heads-2026-03.jsonl
  atlan-lifecycle receipts verify later.jsonl --heads heads-2026-03.jsonl`;

export interface VerifyOptions {
  /** A file of chain heads, or a folder with nothing else. */
  readonly heads?: string;
  /** A new file for the chain heads of this export. */
  readonly keepHeads?: string;
}

/** The command that checks an export of receipts: it asks neither AWS nor the control plane. */
export function addReceiptsVerify(
  program: Command,
  verify: (file: string, options: VerifyOptions) => Promise<void>,
): void {
  const group = program.commands.find((command) => command.name() === 'receipts') ?? program.command('receipts');
  const summary =
    'Checks a file that receipts export wrote: links, positions, payloads, and whether every intent has an outcome.';
  group
    .command('verify')
    .summary(summary)
    .description(`${summary} It needs the file alone, neither AWS nor the control plane.`)
    .argument('<file>', 'what receipts export wrote')
    .option('--heads <path>', 'chain heads that were kept earlier: a file, or a folder of such files')
    .option('--keep-heads <file>', 'write the chain heads of this file to a new file, if everything is verified')
    .addHelpText('after', EXAMPLES)
    .action(verify);
}
