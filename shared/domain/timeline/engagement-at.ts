import type { AttributeName, Attributes } from '../event/lifecycle-event.ts';
import { type Engagement, timeline, withApproved } from './engagement.ts';
import { type OpenQuestion, openQuestions } from './open-questions.ts';
import { boundaries, type Place, placeIn, questionsFrom } from './place-in-spells.ts';
import { type Rescission, rescissionOf } from './rescission.ts';
import { spellsOf } from './spells.ts';
import { type Fact, isAside, type Stated } from './statement.ts';
import { turnsSaying } from './turns.ts';

/** One engagement at one instant, as policy reads it. */
export interface EngagementAt {
  readonly sourceKey: string;
  readonly attributes: Attributes;
  /** By attribute, the source key it comes from, where that is one of another connection. */
  readonly from?: Readonly<Partial<Record<AttributeName, string>>>;
  /** Civil dates of the unbroken access: where it began, and its last day as far as one is stated. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** The access that goes on began with a start that HR called a rehire. */
  readonly isRehire?: boolean;
  /** HR said that a leave of absence began, and not that it is over. */
  readonly isOnLeave?: boolean;
  /** IANA name: where this engagement's days begin. */
  readonly timeZone: string;
}

export type EngagementStatus = 'active' | 'presumed' | 'expected' | 'ended' | 'none';

export interface EngagementReading {
  readonly status: EngagementStatus;
  readonly current: EngagementAt;
  /** The fact that said the work e-mail last, for choosing among engagements. */
  readonly emailOrder?: string;
  /** Id of the fact that began or ended the access, or of the word that took the offer back; absent before any did. */
  readonly spellFactId?: string;
  /** Epoch ms. */
  readonly endedAt?: number;
  /** The last day that was worked, in days since 1970, where access ended by a date. */
  readonly lastDay?: number;
  /** The first day of the next spell that is sure to begin, in days since 1970. */
  readonly nextDay?: number;
  /** Set where it ended because the offer was taken back. */
  readonly rescission?: Rescission;
  readonly changesAt?: number;
  /** It goes on by one reading of HR's words only. */
  readonly isDoubtful?: boolean;
  readonly questions: readonly OpenQuestion[];
}

/** With the ids of the questions that an operator answered, where there are any: see `spellsOf`. */
export type ToRead = Engagement & { readonly settled?: ReadonlySet<string> };

/** Reads one engagement at an instant (epoch ms). Before its start it has the attributes that were announced with it. */
export function readEngagement(sourceKey: string, said: ToRead, at: number): EngagementReading {
  const engagement = withApproved(said, said.settled);
  const entries = timeline(engagement);
  const past = entries.filter((entry) => entry.at <= at);
  const announced = entries.find(({ fact }) => fact.kind === 'joined');
  const spells = spellsOf(engagement.facts, said.settled);
  const hasTurned = past.some(({ fact }) => fact.kind !== 'moved');
  const rescission = hasTurned ? undefined : rescissionOf(engagement);

  const spoken = past.length > 0 ? past : announced ? [announced] : [];
  const { onLeave, ...attributes } = statedIn(spoken.map(({ fact }) => fact));
  const emailOrder = spoken.filter(({ fact }) => fact.attributes.workEmail).at(-1)?.fact.order;
  const { period, ended, ...place } = placeIn(spells, at);
  const status = statusOf({
    period,
    ended,
    at,
    isRescinded: rescission !== undefined,
    isComing: announced !== undefined && past.every(({ fact }) => isAside(fact)),
    isKnown: entries.some(({ fact }) => !isAside(fact)),
  });
  const shown = period ?? ended ?? spells.certain[0];
  const next = spells.certain.find(({ from, start }) => start && from > at);
  const open = openQuestions(engagement).questions;
  const opening = open.flatMap(({ opensAt }) => opensAt ?? []);
  const instants = [...entries.map((entry) => entry.at), ...boundaries(spells), ...opening];
  const changesAt = Math.min(...instants.filter((one) => one > at));
  return {
    status,
    current: {
      sourceKey,
      attributes,
      ...(shown?.start && shown.start.at <= at && { startDate: shown.start.fact.effective.date }),
      ...(shown?.end && { endDate: shown.end.fact.effective.accessUntil ?? shown.end.fact.effective.date }),
      ...(period?.start?.fact.isRehire && { isRehire: true }),
      ...(onLeave === 'yes' && { isOnLeave: true }),
      timeZone: (spoken.at(-1) ?? entries.at(-1))?.fact.effective.timeZone ?? 'UTC',
    },
    ...(emailOrder !== undefined && { emailOrder }),
    ...groundOf(status, { period, ended, facts: engagement.facts, rescission }),
    ...(Number.isFinite(changesAt) && { changesAt }),
    ...(ended && { endedAt: ended.until, lastDay: ended.lastDay }),
    ...(next && { nextDay: next.firstDay }),
    ...(rescission && { endedAt: rescission.at, rescission }),
    ...(place.isDoubtful && { isDoubtful: true }),
    questions: [...open.filter(({ opensAt = at }) => opensAt <= at), ...questionsFrom(spells, at)],
  };
}

/** What facts state together, the newest last; a start ends every leave before it. */
const statedIn = (facts: readonly Fact[]): Stated =>
  Object.fromEntries(
    facts.flatMap(({ kind, attributes }) => [
      ...(kind === 'joined' ? [['onLeave', 'no']] : []),
      ...Object.entries(attributes),
    ]),
  );

/** What is said again of one instant is no other ground: the first who said it stands for all. */
function groundOf(
  status: EngagementStatus,
  {
    period,
    ended,
    facts,
    rescission,
  }: Place & { readonly facts: readonly Fact[]; readonly rescission: Rescission | undefined },
): Pick<EngagementReading, 'spellFactId'> {
  const turn = status === 'active' ? period?.start : ended?.end;
  if (turn) return { spellFactId: (turnsSaying(turn, facts)[0] ?? turn.fact).id };
  return rescission ? { spellFactId: rescission.id } : {};
}

interface Known extends Place {
  readonly at: number;
  readonly isRescinded: boolean;
  readonly isComing: boolean;
  readonly isKnown: boolean;
}

function statusOf({ period, ended, at, isRescinded, isComing, isKnown }: Known): EngagementStatus {
  if (isRescinded) return 'ended';
  if (period?.start && period.start.at <= at) return 'active';
  if (ended) return 'ended';
  if (isComing) return 'expected';
  return isKnown ? 'presumed' : 'none';
}
