import type { ShownSpell } from '../../../contracts/operate/explain/shown-spell.ts';
import type { LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import { type Engagement, NO_ENGAGEMENT, recordAll, statementsOf } from '../../../domain/timeline/engagement.ts';
import type { Period } from '../../../domain/timeline/periods.ts';
import { spellsOf } from '../../../domain/timeline/spells.ts';
import { factKind } from '../../../domain/timeline/statement.ts';
import { takenBack } from '../../../domain/timeline/taking-back.ts';

/** So many of the last starts and ends are read again: each costs everything that was said before it. */
const MOST = 20;
const DAY_MS = 86_400_000;

/** How one event was understood: the spells of its engagement before it and after it. */
export interface Understood {
  readonly before: readonly ShownSpell[];
  readonly after: readonly ShownSpell[];
}

/** The spells of an engagement by HR's words: those that are sure, and what each may be by another reading. */
export function shownSpells({ facts }: Engagement): readonly ShownSpell[] {
  const { certain, possible } = spellsOf(facts);
  const isOther = (one: Period) => certain.every(({ from, until }) => one.from !== from || one.until !== until);
  return [...certain.map(shown(true)), ...possible.filter(isOther).map(shown(false))];
}

/** By id, how the last starts and ends were understood; events in the order in which they were recorded. */
export function understood(events: readonly LifecycleEvent[]): ReadonlyMap<string, Understood> {
  const turns = events.filter((event) => factKind(event) !== 'moved').slice(-MOST);
  return new Map(
    turns.map((turn) => {
      const known = events.slice(0, events.indexOf(turn)).filter(({ sourceKey }) => sourceKey === turn.sourceKey);
      const before = known.length > 0 ? recordAll(known).engagement : NO_ENGAGEMENT;
      const after = recordAll([...known, turn]).engagement;
      return [turn.id, { before: shownSpells(before), after: shownSpells(after) }];
    }),
  );
}

/** By the id of what was taken back: the id of the event that did so. */
export function takers(events: readonly LifecycleEvent[]): ReadonlyMap<string, string> {
  const engagements = [...Map.groupBy(events, ({ sourceKey }) => sourceKey).values()].map((some) => recordAll(some));
  return new Map(
    engagements.flatMap(({ engagement }) =>
      [...takenBack(statementsOf(engagement), engagement.replacedIds).by].flatMap(([id, by]) =>
        by ? [[id, by.id] as const] : [],
      ),
    ),
  );
}

/** In words, for one line. */
export const inWords = (spells: readonly ShownSpell[]): string =>
  spells.length === 0
    ? 'none'
    : spells
        .map(({ firstDay, lastDay, sure }) => {
          const days = `${firstDay ?? 'a day before HR’s first event'} to ${lastDay ?? 'no stated end'}`;
          return sure ? days : `perhaps ${days}`;
        })
        .join(', ');

const shown =
  (sure: boolean) =>
  ({ firstDay, lastDay }: Period): ShownSpell => ({
    ...(Number.isFinite(firstDay) && { firstDay: dateOf(firstDay) }),
    ...(Number.isFinite(lastDay) && { lastDay: dateOf(lastDay) }),
    sure,
  });

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
