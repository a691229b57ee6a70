import { type Spells, spellsOf } from '../timeline/spells.ts';
import type { Fact } from '../timeline/statement.ts';
import { turnsSaying } from '../timeline/turns.ts';

interface Kept {
  readonly facts: readonly Fact[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Of starts and ends those without which access reads the same from now on, whatever operators answer. Which they are depends on each
 * other: it is tried, all at once, all but the outermost, and then by halves.
 */
export function turnsToSpare(turns: readonly Fact[], { facts, now }: Kept): readonly Fact[] {
  if (turns.length === 0) return [];
  const wanted = textFrom(facts, now);
  let left = facts;
  const trials: (readonly Fact[])[] = [turns];
  for (let some = trials.pop(); some; some = trials.pop()) {
    // of one or two turns some trial is of none, and finds nothing else to try
    const fewer = [some, some.slice(1), some.slice(0, -1), some.slice(1, -1)]
      .map((trial) => left.filter((fact) => !trial.includes(fact)))
      .find((rest) => textFrom(rest, now) === wanted);
    if (fewer) left = fewer;
    else if (some.length > 2) {
      const half = some.length >> 1;
      trials.push(some.slice(half), some.slice(0, half));
    }
  }
  return turns.filter((turn) => !left.includes(turn));
}

/** All that is read of spells from an instant on, as text: as HR's words are, and once every question is answered. */
function textFrom(facts: readonly Fact[], now: number): string {
  const open = spellsOf(facts);
  const answered = spellsOf(facts, new Set(facts.map(({ id }) => id)));
  return JSON.stringify([open, answered].map((spells) => readFrom(spells, facts, now)));
}

function readFrom({ certain, possible, doubts, noShows }: Spells, facts: readonly Fact[], now: number): unknown {
  const over = [...certain, ...possible].filter(({ until }) => until <= now).map(({ until }) => until);
  const last = Math.max(...over);
  const periods = [certain, possible].map((some) =>
    some
      .filter(({ until }) => until >= last)
      .map(({ start, end, ...times }) => [
        ...Object.values(times).map(String),
        ...[start, end].map(
          (turn) => turn && [turn.fact.effective.date, turnsSaying(turn, facts).map(({ id }) => id)[0]],
        ),
      ]),
  );
  return [
    periods,
    doubts.filter(({ until }) => until > now).map((doubt) => ({ ...doubt, until: String(doubt.until) })),
    noShows.map(({ fact }) => fact.id),
  ];
}
