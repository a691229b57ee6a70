import { CommanderError } from 'commander';
import type { CommandName } from '../shared/contracts/operate/registry.ts';
import type { CliContext } from './cli-context.ts';
import { addConfigCommands } from './config/add-config-commands.ts';
import { showCheckedConfig } from './config/show-checked-config.ts';
import { findPlace, type Place } from './connect/place.ts';
import { createProgram, type EveryOption } from './create-program.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addOperateCommands } from './operate/add-operate-commands.ts';
import { operateCall } from './operate/operate-call.ts';
import { PRESENTATIONS } from './operate/presentations.ts';
import { progressTo } from './progress.ts';
import { addReceiptsVerify } from './receipts/add-receipts-verify.ts';
import { verifyExport } from './receipts/verify-export.ts';
import { addBreakGlassCommands } from './record/add-break-glass.ts';
import { readRecord, writeRecord } from './record/record-file.ts';
import { Refusal } from './refusal.ts';
import { addSendCommand } from './send/add-send-command.ts';
import { send } from './send/send.ts';
import { showRecord } from './show/control/show-record.ts';
import { csvOf } from './show/paper/csv.ts';
import { pageFor } from './show/paper/page.ts';
import { showVerified } from './show/receipts/show-verified.ts';
import { sentAsJson, showSent } from './show/show-sent.ts';

/** One command line, from its words to its exit code. Never throws for an error that the user of the command can correct. */
export async function run(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const isForScripts = argv.includes('--json');
  const program = createProgram(context, isForScripts);
  const say = (text: string) => void stdout.write(`${text}\n`);
  let exit: ExitCode = EXIT.done;

  addOperateCommands(program, async ({ name, given, csv }) => {
    const { json = false, ...whereabouts } = program.opts<EveryOption>();
    if (json && csv) throw new Refusal(EXIT.usage, { error: 'usage', because: 'Give --json or --csv, not both' });
    let place: Promise<Place> | undefined;
    const ask = async (command: CommandName, input: unknown) => {
      place ??= findPlace(whereabouts, context);
      return operateCall(command, await place, context)(input);
    };
    const call = (input: unknown) => ask(name, input);
    const tell = json ? () => undefined : progressTo(context);
    const print = json
      ? undefined
      : (lines: readonly string[]) => void stdout.write(lines.map((line) => `${line}\n`).join(''));
    const { answer, isTrouble, show, sheet, isPrinted } = await PRESENTATIONS[name].perform(given, call, {
      tell,
      print,
      ask,
    });
    if (isPrinted) return;
    if (csv && sheet) stdout.write(csvOf(sheet()));
    else say(json ? JSON.stringify(answer) : show(pageFor(context)));
    if (isTrouble) exit = EXIT.trouble;
  });
  addBreakGlassCommands(program, {
    disable: async ({ record: folder, ...options }) => {
      const { json = false, ...whereabouts } = program.opts<EveryOption>();
      // its packages are of no use to any other command
      const { breakGlass } = await import('./break-glass.ts');
      const record = await breakGlass(options, whereabouts, context);
      const file = await writeRecord(record, folder);
      say(json ? JSON.stringify({ ...record, file }) : showRecord(record, file));
      if (record.result !== 'ended') exit = EXIT.trouble;
    },
    backfill: async (file) => {
      const { json = false, ...whereabouts } = program.opts<EveryOption>();
      const { target, accountId, reason, at, actor } = await readRecord(file);
      if (accountId === undefined)
        throw new Refusal(EXIT.notFound, {
          error: 'not-found',
          because: `${file} names no account: break-glass disable found none`,
        });
      const place = await findPlace(whereabouts, context);
      const why = `break-glass by ${actor} at ${at}: ${reason}`;
      const input = { account: accountId, target, reason: why };
      const given = await PRESENTATIONS.disable.perform(input, operateCall('disable', place, context), {
        tell: () => undefined,
        ask: (command, other) => operateCall(command, place, context)(other),
      });
      say(json ? JSON.stringify(given.answer) : given.show(pageFor(context)));
      if (given.isTrouble) exit = EXIT.trouble;
    },
  });
  addSendCommand(program, async (file, options) => {
    const { json = false, ...whereabouts } = program.opts<EveryOption>();
    const sent = await send({ file, options, whereabouts }, context);
    for (const because of sent.warnings)
      stderr.write(`${json ? JSON.stringify({ warning: 'left-out', because }) : because}\n`);
    for (const line of sent.understood ?? []) stderr.write(`${json ? JSON.stringify({ understood: line }) : line}\n`);
    say(json ? JSON.stringify(sentAsJson(sent)) : showSent(sent, pageFor(context)));
  });

  addReceiptsVerify(program, async (file, options) => {
    const verified = await verifyExport(file, options);
    say(program.opts<EveryOption>().json ? JSON.stringify(verified) : showVerified(verified, pageFor(context)));
    if (verified.faultCount > 0) exit = EXIT.trouble;
  });
  addConfigCommands(program, {
    check: async (file) => {
      const { checkConfigFile } = await import('./config/check-config-file.ts');
      const checked = await checkConfigFile(file);
      say(program.opts<EveryOption>().json ? JSON.stringify(checked) : showCheckedConfig(checked));
    },
    init: async (file, { force = false }) => {
      const { initConfig } = await import('./config/init-config.ts');
      const checked = await initConfig({ file, force }, context);
      say(program.opts<EveryOption>().json ? JSON.stringify(checked) : showCheckedConfig(checked));
    },
  });

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) return EXIT.done;
    const { error: word, message: because } = refusal;
    stderr.write(`${isForScripts ? JSON.stringify({ error: word, because }) : because}\n`);
    return refusal.exit;
  }
}

/** Nothing for a help that was asked for. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof CommanderError)) throw error;
  if (error.exitCode === 0) return undefined;
  const because = error.code === 'commander.help' ? 'Give a command' : error.message.replace(/^error: /, '');
  return new Refusal(EXIT.usage, { error: 'usage', because: because.replaceAll('\n', ' ') });
}
