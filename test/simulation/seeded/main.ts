import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Coverage, coverageOf, sumOf, tableOf } from './coverage.ts';
import type { History, Step } from './history.ts';
import { MISTAKES, NOT_PLANTED } from './mistakes.ts';
import type { Violation } from './oracle/court.ts';
import { type Played, play } from './play.ts';
import { shrink } from './shrink.ts';
import { invent } from './story/invent.ts';

const HELP = `Plays invented companies against the whole application and checks what must be true.

  --seeds N    how many, 100 unless said otherwise
  --from S     the first seed, 1 unless said otherwise
  --json       one JSON line a failure, and one for the end
  --mistakes   brings each known mistake into the product instead, and writes what caught it to docs/generated/mistakes.md
  --help       this text

Examples
  npm run simulate -- --seeds 10000
  npm run simulate -- --seeds 1 --from 4711     play one seed again
  npm run simulate -- --seeds 500 --json

Ends with 1 when a seed fails, after printing what is left of its history when everything that the failure does not need is taken away.`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    mistakes: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const whole = (name: 'seeds' | 'from'): number => {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} must be a whole number above 0`);
  process.exit(2);
};
const iso = (at: number): string => new Date(at).toISOString();

const MISTAKES_PAGE = 'docs/generated/mistakes.md';
const HEAD = `# Mistakes that the simulation catches

This page is written by \`npm run simulate -- --mistakes\`. Each mistake is brought into the product from outside, and the seed plays the company
in which it breaks a rule of [the simulation](../simulation.md).

| mistake | seed | rule that breaks |
| --- | --- | --- |`;
const NOT_HEAD = `
## Not brought in

| mistake | why |
| --- | --- |`;

/** Where no one watches, progress is a line every so many seeds. */
const LINE_SEEDS = 100;

/** Plays the seeds one after the other. Answers how many failed. */
async function simulate(count: number, from: number): Promise<number> {
  const began = performance.now();
  let [failed, events] = [0, 0];
  let covered = coverageOf([]);
  for (let seed = from; seed < from + count; seed++) {
    const history = invent(seed);
    const played = await play(history);
    const { referee } = played;
    events += referee.heard.accepted.size;
    covered = withMore(covered, played);
    const [violation] = referee.violations;
    if (violation) {
      failed++;
      await tellFailure(history, violation);
    }
    const done = seed - from + 1;
    const rate = ((done * 1_000) / (performance.now() - began)).toFixed(2);
    if (!values.json && process.stderr.isTTY)
      process.stderr.write(`\r${done} of ${count} seeds, ${rate} a second, ${failed} failed `);
    else if (!values.json && done % LINE_SEEDS === 0)
      console.log(`${done} of ${count} seeds, ${rate} a second, ${failed} failed`);
  }
  const seconds = (performance.now() - began) / 1_000;
  if (!values.json) console.log(`\n${tableOf(covered)}`);
  const sum = { seeds: count, from, failed, events, seconds: Number(seconds.toFixed(1)) };
  console.log(
    values.json
      ? JSON.stringify(sum)
      : `\n${count} seeds from ${from}, ${events} events, ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(2)} seeds a second: ${failed} failed`,
  );
  return failed;
}

async function tellFailure(history: History, violation: Violation): Promise<void> {
  const { seed } = history;
  if (!values.json) console.log(`\nseed ${seed} breaks the rule ${violation.rule}: ${violation.because}`);
  const small = await shrink(history, async (fewer) => {
    const { referee } = await play(fewer);
    return referee.violations.some(({ rule }) => rule === violation.rule);
  });
  const { referee, world } = await play(small);
  const left = referee.violations.find(({ rule }) => rule === violation.rule) ?? violation;
  if (values.json) {
    console.log(JSON.stringify({ ...left, seed, history: small }));
    return;
  }
  console.log(`\nWhat is left of its history (${small.steps.length} of ${history.steps.length} steps):`);
  for (const step of small.steps.toSorted((a, b) => a.at - b.at)) console.log(`  ${iso(step.at)} ${shown(step)}`);
  console.log('\nWhat happened, up to the failure:');
  for (const { at, line } of world.lines.slice(-60)) console.log(`  ${iso(at)} ${line}`);
}

const withMore = (before: Coverage, played: Played): Coverage => sumOf(before, coverageOf([played]));

/** Plays the company that catches each mistake. Answers how many were not caught. */
async function makeMistakes(): Promise<number> {
  const rows: string[] = [];
  let missed = 0;
  for (const [name, { swaps, caughtBy, breaks }] of Object.entries(MISTAKES)) {
    const began = process.cpuUsage();
    const { referee } = await play(invent(caughtBy), swaps());
    const { user, system } = process.cpuUsage(began);
    const [violation] = referee.violations;
    const isCaught = violation !== undefined && breaks.includes(violation.rule);
    if (!isCaught) missed++;
    console.log(
      `${name}: ${violation ? `${violation.rule}: ${violation.because}` : 'not caught'} (${Math.round((user + system) / 1_000)} ms)`,
    );
    rows.push(`| ${name} | ${caughtBy} | ${isCaught ? `\`${violation.rule}\`` : '**not caught**'} |`);
  }
  const others = Object.entries(NOT_PLANTED).map(([name, reason]) => `| ${name} | ${reason} |`);
  await writeFile(MISTAKES_PAGE, [HEAD, ...rows, NOT_HEAD, ...others, ''].join('\n'));
  return missed;
}

/** A step without its instant, which stands before it. */
function shown(step: Step): string {
  return JSON.stringify({ ...step, at: undefined });
}

if (values.help) console.log(HELP);
else if (values.mistakes) process.exitCode = (await makeMistakes()) > 0 ? 1 : 0;
else process.exitCode = (await simulate(whole('seeds'), whole('from'))) > 0 ? 1 : 0;
