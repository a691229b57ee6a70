import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  # is the file that receipts export wrote complete and unchanged?
  atlan-lifecycle receipts verify receipts.jsonl`;

/** The command that checks an export of receipts: it asks neither AWS nor the control plane. */
export function addReceiptsVerify(program: Command, verify: (file: string) => Promise<void>): void {
  const group = program.commands.find((command) => command.name() === 'receipts') ?? program.command('receipts');
  const summary =
    'Checks a file that receipts export wrote: links, positions, payloads, and whether every intent has an outcome.';
  group
    .command('verify')
    .summary(summary)
    .description(`${summary} It needs the file alone, neither AWS nor the control plane.`)
    .argument('<file>', 'what receipts export wrote')
    .addHelpText('after', EXAMPLES)
    .action(verify);
}
