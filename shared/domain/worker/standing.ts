import { connectionOf } from '../event/source-key.ts';
import { type Authority, byAuthority, connectionHeard } from '../policy/authority.ts';
import { endedByStatus } from '../records/ended-by-status.ts';
import { endedUnderAnotherId } from '../records/ended-under-another-id.ts';
import { endedWhereHeard } from '../records/ended-where-heard.ts';
import { endingFarAhead } from '../records/ending-far-ahead.ts';
import { recordWithoutStart } from '../records/record-without-start.ts';
import { unknownLeaver } from '../records/unknown-leaver.ts';
import { type ReplacedBy, withoutReplaced } from '../records/without-replaced.ts';
import { withoutTakenOver } from '../sponsorship/sponsorship.ts';
import type { Engagement } from '../timeline/engagement.ts';
import {
  type EngagementAt,
  type EngagementReading,
  type EngagementStatus,
  readEngagement,
} from '../timeline/engagement-at.ts';
import { isAhead, type OpenQuestion } from '../timeline/open-questions.ts';
import { byOrder } from '../timeline/statement.ts';
import { isComingBack, withoutBreaks } from '../timeline/unbroken.ts';
import { endingOverride, isInForce, type Override, UNTIL_LIFTED } from './override.ts';

/**
 * How a worker stands at an instant. `presumed`: HR spoke of a worker whose start it never announced, so nothing is granted and
 * nothing is taken away. `expected`: starts later. `ended`: at least one engagement was, and none goes on; only then access ends.
 */
export interface Standing {
  readonly kind: EngagementStatus;
  /** What policy reads: the engagements that go on, or the last ones under an access that is kept. */
  readonly engagements: readonly EngagementAt[];
  /**
   * The work e-mail by which this worker may be found or invited: the one stated last among all engagements, or among those of the
   * connection that is heard of it.
   */
  readonly workEmail?: string;
  /** Epoch ms of the last end, when nothing goes on; of an operator's word, when something would. */
  readonly endedAt?: number;
  /** Ids of the facts and overrides by which it is this standing, sorted; facts that only change attributes are none of them. */
  readonly basis: readonly string[];
  /** Set where HR took the offer back instead of stating an end. */
  readonly isRescinded?: boolean;
  /** Access has ended by HR's dates, and a spell that is announced begins at most fourteen days later. */
  readonly isComingBack?: boolean;
  /** They work here, and HR said of every engagement that goes on that they are on leave. */
  readonly isOnLeave?: boolean;
  /** Source keys of which nothing counts any more, because another connection took the place of theirs; sorted. */
  readonly replaced?: readonly string[];
  /** What HR's words leave open and no operator has answered: what access depends on now, then what it will, the oldest first. */
  readonly questions?: readonly OpenQuestion[];
  /** The next epoch ms at which this may be another standing, or other attributes. */
  readonly changesAt?: number;
}

/** What a company says of its HR systems. */
export interface HowHeard {
  /** Which connection is heard of an attribute. */
  readonly authority?: Authority | undefined;
  /** The connections of the configuration: what another one said is believed, but cannot be taken back by it any more. Absent: all are. */
  readonly heard?: readonly string[] | undefined;
  readonly replacedBy?: ReplacedBy | undefined;
}

/** The best of several engagements counts. */
const BEST_FIRST: readonly EngagementStatus[] = ['active', 'presumed', 'ended', 'expected'];

/** Reads all engagements and overrides at an instant (epoch ms), as the company hears its HR systems. Pure. */
export function standingAt(
  engagements: Readonly<Record<string, Engagement>>,
  overrides: readonly Override[],
  at: number,
  { authority = {}, heard, replacedBy }: HowHeard = {},
): Standing {
  const stated = overrides.filter((override) => isInForce(override, at));
  const settled = new Set(stated.flatMap(({ kind, against = [] }) => (kind === 'question_answered' ? against : [])));
  const all = Object.entries(engagements).map(([sourceKey, engagement]) =>
    readEngagement(sourceKey, { ...engagement, settled }, at),
  );
  const taken = withoutTakenOver(withoutBreaks(all));
  const readings = withoutReplaced(taken, replacedBy);
  const replaced = taken.filter((one) => !readings.includes(one)).map(({ current }) => current.sourceKey);
  const natural = BEST_FIRST.find((status) => readings.some((reading) => reading.status === status)) ?? 'none';
  const facts = readings.filter(({ status }) => status === natural).flatMap(({ spellFactId }) => spellFactId ?? []);
  const decided = decide(natural, facts, { overrides, at });
  const { kind } = decided;
  const counts = kind === 'active' ? natural : kind;

  const ofRecords = [recordWithoutStart, endedUnderAnotherId, endedByStatus, endingFarAhead, unknownLeaver]
    .flatMap((ask) => ask(readings, engagements, at) ?? [])
    .concat(endedWhereHeard(readings, heard) ?? []);
  const instants = [
    ...readings.map(({ changesAt }) => changesAt),
    ...ofRecords.map(({ opensAt }) => opensAt),
    ...overrides.flatMap(({ from, until }) => [from, ...(until === UNTIL_LIFTED ? [] : [until])]),
  ];
  const changesAt = Math.min(...instants.filter((instant) => instant !== undefined && instant > at).map(Number));
  const ends = natural === 'ended' ? readings : [];
  const last = ends.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).at(-1);
  const endedAt = last?.endedAt ?? endingOverride(overrides, at)?.from;
  const isSure = readings.some(({ status, isDoubtful }) => status === 'active' && !isDoubtful);
  const questions = readings
    .flatMap((reading) => reading.questions.filter((question) => isOwnMatter(question, reading, readings)))
    .concat(ofRecords.filter(({ opensAt = at }) => opensAt <= at))
    .filter((question) => mattersTo(question, { kind, isSure, at }) && !isAnswered(question, stated));
  const current = readings.filter(({ status }) => status === counts).map((reading) => reading.current);
  // who is ended by an operator alone has the address that they had
  const speaking = current.length > 0 ? current : readings.map((reading) => reading.current);
  const ofAddress = connectionHeard('workEmail', speaking, authority);
  const emails = readings.flatMap(({ emailOrder: order, current: { sourceKey, attributes } }) =>
    order === undefined || (ofAddress !== undefined && connectionOf(sourceKey) !== ofAddress)
      ? []
      : [{ order, workEmail: attributes.workEmail }],
  );
  const workEmail = emails.sort(byOrder).at(-1)?.workEmail;
  const isOnLeave = kind === 'active' && current.length > 0 && current.every((one) => one.isOnLeave);
  return {
    kind,
    basis: [...(decided.isOverruled ? [] : facts), ...decided.by.map(({ id }) => id)].sort(),
    engagements: byAuthority(current, authority),
    ...(workEmail && { workEmail }),
    ...(kind === 'ended' && endedAt !== undefined && { endedAt }),
    ...(kind === 'ended' && last?.rescission && { isRescinded: true }),
    ...(kind === 'ended' && isComingBack(last, readings) && { isComingBack: true }),
    ...(isOnLeave && { isOnLeave }),
    ...(replaced.length > 0 && { replaced: replaced.sort() }),
    ...(questions.length > 0 && { questions: questions.toSorted(byUrgency(at)) }),
    ...(Number.isFinite(changesAt) && { changesAt }),
  };
}

/** The record of one engagement that HR deleted means nothing for a worker who goes on by another one, nor where none was going on. */
function isOwnMatter(
  { of }: OpenQuestion,
  reading: EngagementReading,
  readings: readonly EngagementReading[],
): boolean {
  if (of !== 'record_deleted') return true;
  const goesOn = readings.some((other) => other !== reading && other.status === 'active');
  return !goesOn && reading.status !== 'ended' && reading.status !== 'none';
}

interface Matter {
  readonly kind: EngagementStatus;
  /** Whether access goes on by some engagement whatever the answer is. */
  readonly isSure: boolean;
  readonly at: number;
}

/**
 * For a worker whose access has ended a hold opens only where HR may have meant otherwise, and for spells that are to begin. While
 * another engagement goes on, nothing depends on how this one is read.
 */
function mattersTo(question: OpenQuestion, { kind, isSure, at }: Matter): boolean {
  if (question.kind === 'no-show' || question.kind === 'unclear-ending') {
    if (kind === 'ended') return question.kind === 'no-show';
    return !isSure || isAhead(question, at);
  }
  if (kind !== 'ended') return true;
  if (question.kind === 'unknown-leaver') return true;
  if (question.kind === 'unconfirmed') return STARTS.includes(question.of);
  return question.kind === 'idle-cancellation' && question.of === 'left';
}

const STARTS: readonly OpenQuestion['of'][] = ['joined', 'rehired', 'converted'];

const byUrgency =
  (at: number) =>
  (a: OpenQuestion, b: OpenQuestion): number =>
    Number(isAhead(a, at)) - Number(isAhead(b, at)) || a.at - b.at;

/** An operator who said whether access goes on has answered what HR left open, unless it was kept against other words only. */
const isAnswered = ({ id }: OpenQuestion, stated: readonly Override[]): boolean =>
  stated.some(
    ({ kind, against }) =>
      kind === 'access_ended' ||
      (kind === 'access_kept' && (!against || against.includes(id))) ||
      (kind === 'question_answered' && against?.includes(id)),
  );

interface Decided {
  readonly kind: EngagementStatus;
  /** The overrides that had a say. */
  readonly by: readonly Override[];
  /** Whether HR's facts have none. */
  readonly isOverruled?: boolean;
}

/**
 * An operator is heard before HR, and an end before a keeping. Who ends after a keeping is over ends for another reason than who was
 * never kept: a person may be asked again.
 */
function decide(
  natural: EngagementStatus,
  facts: readonly string[],
  { overrides, at }: { readonly overrides: readonly Override[]; readonly at: number },
): Decided {
  const ends = overrides.filter((override) => override.kind === 'access_ended' && isInForce(override, at));
  if (ends.length > 0) return { kind: 'ended', by: ends, isOverruled: natural !== 'ended' };
  if (natural !== 'ended') return { kind: natural, by: [] };
  const keeping = overrides.filter(
    ({ kind, from, against }) =>
      kind === 'access_kept' && from <= at && (!against || facts.every((id) => against.includes(id))),
  );
  const kept = keeping.filter((override) => isInForce(override, at));
  return kept.length > 0 ? { kind: 'active', by: kept } : { kind: 'ended', by: keeping };
}
