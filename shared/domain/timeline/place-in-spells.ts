import type { OpenQuestion } from './open-questions.ts';
import type { Period } from './periods.ts';
import type { Spells } from './spells.ts';

/** Where an instant lies among the spells of an engagement. */
export interface Place {
  /** The one that goes on. */
  readonly period?: Period | undefined;
  /** The last one that is over, where none goes on. */
  readonly ended?: Pick<Period, 'until' | 'lastDay' | 'start' | 'end'> | undefined;
  readonly isDoubtful?: boolean;
}

/** The place of an instant (epoch ms). */
export function placeIn({ certain, possible, noShows }: Spells, at: number): Place {
  const goesOn = ({ from, until }: Period) => from <= at && at < until;
  const sure = certain.find(goesOn);
  if (sure) return { period: sure };
  const perhaps = possible.find(goesOn);
  if (perhaps) return { period: perhaps, isDoubtful: true };
  const never = noShows.map((end) => ({ until: end.at, lastDay: end.day, end }));
  const over = [...certain, ...possible, ...never].filter(({ until }) => until <= at);
  return { ended: over.toSorted((a, b) => a.until - b.until).at(-1) };
}

/** Every instant (epoch ms) at which the place changes. */
export const boundaries = ({ certain, possible }: Spells): readonly number[] =>
  [...certain, ...possible].flatMap(({ from, until, start }) => [from, until, ...(start ? [start.at] : [])]);

/** What access depends on from an instant (epoch ms) on: one question for each ending that is open. */
export function questionsFrom({ doubts }: Spells, at: number): readonly OpenQuestion[] {
  const open = doubts.filter(({ until }) => until > at).map(({ question }) => question);
  return open.filter((one, index) => open.findIndex(({ id }) => id === one.id) === index);
}
