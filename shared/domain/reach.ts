import { bondsOf } from './bonds.ts';
import { type Engagement, statementsOf, timeline } from './engagement.ts';
import type { LifecycleEvent } from './lifecycle-event.ts';
import { overshadowed } from './shadow.ts';
import { dateOf, type Fact, saidKind, statementOf, takesBackByDate } from './statement.ts';

/**
 * How far back an event reaches. `kept`: what it changes is kept here. `named`: it names a statement that is not here, so the history
 * decides if it has that one. `history`: what it changes, or whether it is new at all, only the history can tell.
 */
export type Reach = 'kept' | 'named' | 'history';

/** Reads the reach of an event from the engagement before and after it was taken in, at an instant (epoch ms). */
export function reachOf(
  event: LifecycleEvent,
  { before, after, now }: { readonly before: Engagement; readonly after: Engagement; readonly now: number },
): Reach {
  const { behind, replacedBefore } = before;
  const statement = statementOf(event);
  if (!behind || !statement) return 'kept';
  const kind = saidKind(statement);
  if (statement.order <= (replacedBefore[kind] ?? '')) return 'history';
  const statesZone = statement.effective !== null && !statement.effective.zoneAssumed;
  if (statesZone && statement.order < (behind.zonesTakenUntil ?? '')) return 'history';
  if (takesBackByDate(statement)) {
    const known = statementsOf(before);
    const date = dateOf(statement);
    const isHere = before.facts.some(
      (fact) => saidKind(fact) === kind && fact.order < statement.order && dateOf(fact) === date,
    );
    const isLate = known.some(({ order }) => order > statement.order);
    const latest = behind.dates[kind];
    if (!isHere && (isLate || (latest !== undefined && date <= latest))) return 'history';
  }
  if (bringsBack(before, after, now)) return 'history';
  const { supersedes } = statement;
  if (supersedes === undefined) return 'kept';
  const named = statementsOf(before).find(({ id }) => id === supersedes);
  if (!named) return 'named';
  // what was taken back by date, and is named as well now, was not what that other word meant
  const word = bondsOf(before).takenBackBy(named);
  return word && word.supersedes !== supersedes ? 'history' : 'kept';
}

/** Whether a fact that went may have outshone one that only the history still has. */
function bringsBack(before: Engagement, after: Engagement, now: number): boolean {
  const { behind } = before;
  if (!behind?.hasFacts) return false;
  const left = new Set(after.facts.map(({ id }) => id));
  const gone = before.facts.filter(({ id }) => !left.has(id));
  if (gone.length === 0) return false;
  if (behind.hasSpells && gone.some(({ kind }) => kind !== 'moved')) return true;
  return gone.some((fact) => !isStillShaded(fact, after, now));
}

const isStillShaded = (fact: Fact, after: Engagement, now: number): boolean =>
  overshadowed(timeline({ facts: [...after.facts, fact] }), now).has(fact);
