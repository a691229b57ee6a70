import { fileURLToPath } from 'node:url';

import { Command } from 'commander';

import { startFromSource } from '../from-source.ts';
import { untilStopped } from '../until-stopped.ts';
import { closingTable } from './closing-table.ts';
import { runMenu } from './menu.ts';
import { type Paper, paperOn } from './paper.ts';
import { playDay } from './play-day.ts';
import { createStage } from './stage.ts';

interface Flags {
  readonly once?: true;
  readonly json?: true;
  readonly config?: string;
}

const command = new Command('start')
  .description('Runs the whole system on this machine and plays a working day of an invented company.')
  .option('--once', 'stop after the day; the exit code is 0 only if every chapter ended as expected')
  .option('--json', 'with --once: one JSON object on stdout, everything else on stderr')
  .option('--config <file>', 'use another configuration than that of the demo, which builds on lifecycle.config.ts')
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Examples:
  npm start
  npm start -s -- --once
  npm start -s -- --once --json > day.json

Exit codes: 0 every chapter ended as expected, 1 a chapter did not, 2 wrong usage.`,
  )
  .parse();

const flags = command.opts<Flags>();
const DEMO_CONFIG = fileURLToPath(new URL('demo.config.ts', import.meta.url));
/** A Monday, five to nine in Berlin. */
const DAY_BEGINS = Date.parse('2026-10-05T06:55:00Z');
const TIME_SCALE = 12;

const start = async (paper: Paper) => {
  const began = Date.now();
  const running = await startFromSource({
    configFile: flags.config ?? DEMO_CONFIG,
    timeScale: TIME_SCALE,
    startAt: DAY_BEGINS,
    onStep: (step) => paper.plain(`… ${step}`),
  });
  const { cloud } = running;
  paper.plain(`Up after ${((Date.now() - began) / 1_000).toFixed(1)} s; a minute passes in every five seconds.`);
  paper.plain(`  HTTP API  ${cloud.url}`);
  for (const [target, { url }] of Object.entries(cloud.tenants))
    paper.plain(`  ${target}  ${url}  (open it to see its people)`);
  return running;
};

const once = async (): Promise<void> => {
  const paper = paperOn(flags.json ? process.stderr : process.stdout);
  await using running = await start(paper);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const day = await playDay(createStage(running.cloud, paper));
  paper.plain(`\n${closingTable(day.workers)}`);
  if (flags.json) process.stdout.write(`${JSON.stringify(day)}\n`);
  if (day.chapters.some(({ ok }) => !ok)) process.exitCode = 1;
};

const andStay = (): Promise<void> => {
  const paper = paperOn(process.stdout);
  return untilStopped(async (stop) => {
    const running = await start(paper);
    const stage = createStage(running.cloud, paper);
    const day = await playDay(stage);
    paper.plain(`\n${closingTable(day.workers)}`);
    runMenu(stage, stop);
    return running;
  });
};

try {
  await (flags.once || flags.json ? once() : andStay());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
