import { civilDate } from '../../../domain/civil-time.ts';
import { ATTRIBUTES, type Attributes, type LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import { orderOf, placeByTime } from '../../../domain/event/order.ts';
import { eventId } from '../../../domain/event/source-key.ts';
import { SPONSORED, type Sponsor } from '../../../domain/event/sponsored.ts';
import type { Sponsorship } from '../../../domain/sponsorship/sponsorship.ts';
import type { Engagement } from '../../../domain/timeline/engagement.ts';
import { readEngagement } from '../../../domain/timeline/engagement-at.ts';

/** What an operator states of a sponsored worker. */
export interface Stated {
  readonly sourceKey: string;
  readonly by: Sponsor;
  readonly attributes: Attributes;
  /** The civil date of the last day. */
  readonly until: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** What was stated before under the same source key. */
interface Before {
  readonly engagement?: Engagement | undefined;
  readonly sponsorship?: Sponsorship | undefined;
}

interface Said {
  readonly result: 'sponsored' | 'changed' | 'unchanged';
  /** In the order in which they are to be recorded. */
  readonly events: readonly LifecycleEvent[];
}

/**
 * The events that say what is stated and was not said before. The end comes before the start, so that a command that is cut off in between
 * gives no access without an end. Pure; `now` in epoch ms, `word` distinguishes commands of one millisecond.
 */
export function sponsorEvents(
  stated: Stated,
  { engagement, sponsorship }: Before,
  { now, word }: { readonly now: number; readonly word: string },
): Said {
  const { sourceKey, by, attributes, until, timeZone } = stated;
  const reading = engagement && readEngagement(sourceKey, engagement, now);
  const term = lastTerm(engagement);
  const goesOn = reading?.status === 'active';
  const engagementId = term && (goesOn || !term.hasStart) ? term.id : String(now);
  const today = civilDate(now, timeZone);
  let place = 0;
  const say = (
    kind: LifecycleEvent['kind'],
    date: string,
    more: Partial<Pick<LifecycleEvent, 'engagementId' | 'attributes'>>,
  ): LifecycleEvent => ({
    id: eventId(SPONSORED, `${sourceKey} ${now} ${word}`, place),
    connection: SPONSORED,
    sourceKey,
    kind,
    phase: kind === 'left' ? 'scheduled' : 'effective',
    effective: { date, boundary: kind === 'left' ? 'end_of_day' : 'start_of_day', timeZone, immediate: false },
    attributes: {},
    occurredAt: now,
    receivedAt: now,
    order: orderOf(placeByTime(now), { at: now, turn: word }, place++),
    sponsorship: by,
    ...more,
  });

  if (!goesOn)
    return {
      result: 'sponsored',
      events: [
        say('left', until, { engagementId, attributes }),
        say(term?.hasStart ? 'rehired' : 'joined', today, { engagementId, attributes }),
      ],
    };
  const { current } = reading;
  const isSameEnd = current.endDate === until && current.timeZone === timeZone && sponsorship?.sponsor === by.sponsor;
  const fresh = Object.fromEntries(
    ATTRIBUTES.filter((name) => attributes[name] !== undefined && attributes[name] !== current.attributes[name]).map(
      (name) => [name, attributes[name]],
    ),
  );
  const events = [
    ...(isSameEnd ? [] : [say('left', until, { engagementId })]),
    ...(Object.keys(fresh).length === 0 ? [] : [say('moved', today, { attributes: fresh })]),
  ];
  return { result: events.length > 0 ? 'changed' : 'unchanged', events };
}

/** The term that was stated last, and whether its start was. */
function lastTerm(engagement: Engagement | undefined): { readonly id: string; readonly hasStart: boolean } | undefined {
  const terms = engagement?.facts.filter(({ engagementId }) => engagementId !== undefined) ?? [];
  const id = terms.at(-1)?.engagementId;
  if (id === undefined) return undefined;
  return { id, hasStart: terms.some((fact) => fact.kind === 'joined' && fact.engagementId === id) };
}
