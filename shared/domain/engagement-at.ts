import { type Engagement, type Fact, timeline } from './engagement.ts';
import type { Attributes } from './lifecycle-event.ts';

/** One engagement at one instant, as policy reads it. */
export interface EngagementAt {
  readonly sourceKey: string;
  readonly attributes: Attributes;
  /** Civil dates. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** IANA name: where this engagement's days begin. */
  readonly timeZone: string;
}

export type EngagementStatus = 'active' | 'presumed' | 'expected' | 'ended' | 'none';

export interface EngagementReading {
  readonly status: EngagementStatus;
  readonly current: EngagementAt;
  /** The fact that said the work e-mail last, for choosing among engagements. */
  readonly emailOrder?: string;
  /** Id of the fact that began or ended the spell; absent before any did. */
  readonly spellFactId?: string;
  /** Epoch ms. */
  readonly endedAt?: number;
  readonly changesAt?: number;
}

/** Reads one engagement at an instant (epoch ms). Before its start it has the attributes that were announced with it. */
export function readEngagement(sourceKey: string, engagement: Engagement, at: number): EngagementReading {
  const entries = timeline(engagement);
  const past = entries.filter((entry) => entry.at <= at);
  const next = entries.find((entry) => entry.at > at);
  const future = entries.find((entry) => entry.at > at && entry.fact.kind === 'joined');
  const spell = past.filter(({ fact }) => fact.kind !== 'moved').at(-1);
  const start = past.filter(({ fact }) => fact.kind === 'joined').at(-1);
  const end = entries.filter((entry) => entry.fact.kind === 'left' && entry.at >= (start?.at ?? 0)).at(-1);

  const spoken = past.length > 0 ? past : future ? [future] : [];
  const attributes: Attributes = Object.fromEntries(spoken.flatMap(({ fact }) => Object.entries(fact.attributes)));
  const emailOrder = spoken.filter(({ fact }) => fact.attributes.workEmail).at(-1)?.fact.order;
  const status = statusOf(spell?.fact, {
    hasPast: past.length > 0,
    isComing: future !== undefined,
    isKnown: entries.length > 0,
  });
  return {
    status,
    current: {
      sourceKey,
      attributes,
      ...(start && { startDate: start.fact.effective.date }),
      ...(end && { endDate: end.fact.effective.date }),
      timeZone: (spoken.at(-1) ?? entries.at(-1))?.fact.effective.timeZone ?? 'UTC',
    },
    ...(emailOrder !== undefined && { emailOrder }),
    ...(spell && { spellFactId: spell.fact.id }),
    ...(next && { changesAt: next.at }),
    ...(status === 'ended' && spell && { endedAt: spell.at }),
  };
}

function statusOf(
  spell: Fact | undefined,
  { hasPast, isComing, isKnown }: { readonly hasPast: boolean; readonly isComing: boolean; readonly isKnown: boolean },
): EngagementStatus {
  if (spell) return spell.kind === 'left' ? 'ended' : 'active';
  if (hasPast) return 'presumed';
  if (isComing) return 'expected';
  return isKnown ? 'presumed' : 'none';
}
