import { type Behind, byPosition, type Engagement, statementsOf, timeline } from './engagement.ts';
import type { LifecycleEvent } from './lifecycle-event.ts';
import { overshadowed, repeated } from './shadow.ts';
import { dateOf, type Fact, type Statement, saidKind, statementOf, takesBackByDate } from './statement.ts';

/**
 * How far back an event reaches. `kept`: what it changes is kept here. `named`: it names a statement that is not here, so the history
 * decides if it has that one. `history`: what it changes, or whether it is new at all, only the history can tell.
 */
export type Reach = 'kept' | 'named' | 'history';

interface Change {
  readonly before: Engagement;
  readonly after: Engagement;
  /** Epoch ms. */
  readonly now: number;
}

/** Reads the reach of an event from the engagement before and after it was taken in. */
export function reachOf(event: LifecycleEvent, change: Change): Reach {
  const { before } = change;
  const statement = statementOf(event);
  if (!before.behind || !statement) return 'kept';
  const isPlain = !takesBackByDate(statement) && statement.supersedes === undefined;
  if (before.replacedIds.includes(statement.id) || isZoneOfOthers(statement, before.behind)) return 'history';
  if (isPlain ? wasPerhapsMeant(statement, before) : isBeyond(statement, before, before.behind)) return 'history';
  if (bringsBack(change) || comesBeforeOthers(change)) return 'history';
  const { supersedes } = statement;
  if (supersedes === undefined || before.facts.some(({ id }) => id === supersedes)) return 'kept';
  // what was taken back already, and is named as well now, was not what the other word meant
  return statementsOf(before).some(({ id }) => id === supersedes) ? 'history' : 'named';
}

/** Whether others took their zone from a statement older than this one, which states one too; or this one may from one that is not here. */
const isZoneOfOthers = ({ effective, order }: Statement, { zone, zonesTakenUntil = '' }: Behind): boolean =>
  effective !== null && order < (effective.zoneAssumed ? (zone?.order ?? '') : zonesTakenUntil);

/** Whether a newer statement that takes back by date may have meant this one. */
const wasPerhapsMeant = (statement: Statement, { facts, others = [], replacedBefore }: Engagement): boolean =>
  statement.order <= (replacedBefore[saidKind(statement)] ?? '') ||
  [...facts, ...others].some(
    (one) => takesBackByDate(one) && saidKind(one) === saidKind(statement) && one.order > statement.order,
  );

/** Whether a statement that takes back may mean what only the history has, or what the ones before meant otherwise. */
function isBeyond(statement: Statement, before: Engagement, { dates, lastFact }: Behind): boolean {
  const [kind, date] = [saidKind(statement), dateOf(statement)];
  if (statementsOf(before).some(({ order }) => order > statement.order)) return true;
  if (!takesBackByDate(statement)) return false;
  const alike = statementsOf(before).filter((one) => saidKind(one) === kind && dateOf(one) === date);
  if (before.facts.some((fact) => alike.includes(fact))) return false;
  const latest = dates[kind];
  return alike.length > 0 || (latest !== undefined && date <= latest) || (lastFact?.at ?? 0) > statement.occurredAt;
}

/** Whether a fact that went may have outshone one that only the history still has. */
function bringsBack({ before, after, now }: Change): boolean {
  const { behind } = before;
  if (!behind?.lastFact) return false;
  const left = new Set(after.facts.map(({ id }) => id));
  const gone = before.facts.filter(({ id }) => !left.has(id));
  if (gone.length === 0) return false;
  if (behind.hasSpells && gone.some(({ kind }) => kind !== 'moved')) return true;
  return gone.some((fact) => !isStillShaded(fact, after, now));
}

/** Whether a fact that is new here stands before facts that only the history has, and they may state anew what it changes. */
function comesBeforeOthers({ before: { facts, behind }, after, now }: Change): boolean {
  const { lastFact } = behind ?? {};
  if (!lastFact) return false;
  const known = new Set(facts.map(({ id }) => id));
  const entries = timeline(after);
  const news = entries.filter((entry) => !known.has(entry.fact.id) && byPosition(entry, lastFact) < 0);
  if (news.length === 0) return false;
  const [shaded, repeats] = [overshadowed(entries, now), repeated(entries, now)];
  return news.some(({ fact }) => !shaded.has(fact) && !repeats.has(fact));
}

const isStillShaded = (fact: Fact, after: Engagement, now: number): boolean =>
  overshadowed(timeline({ facts: [...after.facts, fact] }), now).has(fact);
