import type { OpenQuestion } from './open-questions.ts';
import { mergedPeriods, type Period, type Spell, without } from './periods.ts';
import { type NoShow, newestOfDays, type Run, runsOf } from './runs.ts';
import type { Fact } from './statement.ts';
import { endsOf, startsOf, type Turn } from './turns.ts';

export interface Spells {
  /** When access goes on by every reading of HR's words. Days that touch or overlap are one period. */
  readonly certain: readonly Period[];
  /** When it goes on by at least one reading. */
  readonly possible: readonly Period[];
  /** Where the readings differ, and what has to be asked because of it. */
  readonly doubts: readonly Doubt[];
  /** Ends by which, as an operator said, a spell never took place. */
  readonly noShows: readonly Turn[];
}

/** From `from` to `until` (epoch ms) access goes on by one reading, and by another it does not. */
interface Doubt {
  readonly from: number;
  readonly until: number;
  readonly question: OpenQuestion;
}

/**
 * Reads starts and ends in force as spells. Pure; the order of statements counts only among several ends of one spell. `settled` are the
 * ids of questions of which an operator said that the worker goes: all spells that the end may mean end, or never began.
 */
export function spellsOf(facts: readonly Fact[], settled: ReadonlySet<string> = new Set()): Spells {
  const starts = startsOf(facts);
  const { runs, noShows } = runsOf(starts, endsOf(facts));
  const [over, open] = [noShows.filter(isSettled(settled)), noShows.filter((one) => !isSettled(settled)(one))];
  const took = new Set(over.flatMap(({ withheld }) => withheld));
  const withheld = new Set(open.flatMap((noShow) => noShow.withheld));
  const turns = { starts: starts.filter((start) => !took.has(start)), runs, settled };

  const [all, one] = [walk(turns, 'all'), walk(turns, 'one')];
  const sure = all.spells.filter(({ start }) => !start || !withheld.has(start));
  const certain = mergedPeriods(sure);
  const possible = mergedPeriods([...sure, ...one.spells]);
  const causes = [...one.unclear.map(unclearEnding), ...open.flatMap(noShow)].sort((a, b) => a.from - b.from);
  const doubts = without(possible, certain).flatMap(({ from, until }): readonly Doubt[] => {
    const cause = causes.findLast((known) => known.from <= from) ?? causes[0];
    return cause ? [{ from, until, question: { ...cause.question, from } }] : [];
  });
  return { certain, possible, doubts, noShows: over.map(({ end }) => end) };
}

const isSettled =
  (settled: ReadonlySet<string>) =>
  ({ end }: NoShow): boolean =>
    settled.has(end.fact.id);

interface Turns {
  readonly starts: readonly Turn[];
  readonly runs: readonly Run[];
  readonly settled: ReadonlySet<string>;
}

type Reading = 'all' | 'one';

interface Walked {
  readonly spells: readonly Spell[];
  /** Runs that another reading may read otherwise. */
  readonly unclear: readonly Run[];
}

/** What the ends of a run do, once the spells are known that go on before them. */
interface Acting {
  readonly ends: readonly Turn[];
  readonly closes: Reading;
}

/** Goes through the days: starts open spells, ends close them. By the reading `one` an end that may mean several closes the oldest only. */
function walk({ starts, runs, settled }: Turns, reading: Reading): Walked {
  const spells: Spell[] = [];
  const unclear: Run[] = [];
  const acting = new Map<Run, Acting>();
  let open: readonly Turn[] = [];
  for (const step of stepsOf(starts, runs)) {
    const { turn, run } = step;
    if (!run) {
      open = [...open, turn];
      continue;
    }
    const meant = open.filter((start) => run.meant.includes(start));
    const isClear = run.counts.fact.effective.immediate || settled.has(run.firstSaid.fact.id);
    const isUnclear = !isClear && (meant.length > 1 || run.isOfUnknownContract);
    const acts = acting.get(run) ?? actingIn(run, { count: meant.length, reading: isUnclear ? reading : 'all' });
    if (!acting.has(run) && isUnclear) unclear.push(run);
    acting.set(run, acts);
    if (!acts.ends.includes(turn)) continue;
    const closing = acts.closes === 'all' ? meant : meant.slice(0, 1);
    spells.push(...closing.map((start) => ({ start, end: turn })), ...(run.latest ? [] : [{ end: turn }]));
    open = open.filter((start) => !closing.includes(start));
  }
  return { spells: [...spells, ...open.map((start) => ({ start }))], unclear };
}

function actingIn(run: Run, { count, reading }: { readonly count: number; readonly reading: Reading }): Acting {
  if (reading === 'all') return { ends: [run.counts], closes: 'all' };
  return { ends: run.isOfUnknownContract ? [] : newestOfDays(run.ends, count), closes: 'one' };
}

interface Step {
  readonly turn: Turn;
  /** Of an end. */
  readonly run?: Run;
  /** On one day: ends of older spells, then starts, then ends of what began that day. */
  readonly place: 0 | 1 | 2;
}

function stepsOf(starts: readonly Turn[], runs: readonly Run[]): readonly Step[] {
  const ends = runs.flatMap((run) =>
    run.ends.map((turn): Step => ({ turn, run, place: run.latest?.day === turn.day ? 2 : 0 })),
  );
  const steps: readonly Step[] = [...starts.map((turn): Step => ({ turn, place: 1 })), ...ends];
  return steps.toSorted((a, b) => a.turn.day - b.turn.day || a.place - b.place || a.turn.at - b.turn.at);
}

interface Cause {
  readonly from: number;
  readonly question: OpenQuestion;
}

function unclearEnding({ counts, firstSaid }: Run): Cause {
  const { id, occurredAt } = firstSaid.fact;
  return { from: counts.at, question: { kind: 'unclear-ending', of: 'left', id, at: occurredAt } };
}

const noShow = ({ end, withheld }: NoShow): readonly Cause[] =>
  withheld.map(({ at }) => ({
    from: at,
    question: { kind: 'no-show', of: 'left', id: end.fact.id, at: end.fact.occurredAt },
  }));
