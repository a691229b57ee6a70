import { type Engagement, timeline } from './engagement.ts';
import type { Attributes } from './lifecycle-event.ts';
import { type OpenQuestion, openQuestions } from './open-questions.ts';
import { type Rescission, rescissionOf } from './rescission.ts';
import type { Fact } from './statement.ts';

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
  /** Id of the fact that began or ended the spell, or of the word that took the offer back; absent before any did. */
  readonly spellFactId?: string;
  /** Epoch ms. */
  readonly endedAt?: number;
  /** Set where it ended because the offer was taken back. */
  readonly rescission?: Rescission;
  readonly changesAt?: number;
  readonly questions: readonly OpenQuestion[];
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
  const rescission = spell ? undefined : rescissionOf(engagement);
  const status = statusOf(spell?.fact, {
    isRescinded: rescission !== undefined,
    hasPast: past.some(({ fact }) => !fact.isIdentity),
    isComing: future !== undefined,
    isKnown: entries.some(({ fact }) => !fact.isIdentity),
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
    ...spellFact(past, spell?.fact, rescission),
    ...(next && { changesAt: next.at }),
    ...(status === 'ended' && spell && { endedAt: spell.at }),
    ...(rescission && { endedAt: rescission.at, rescission }),
    questions: openQuestions(engagement).questions,
  };
}

/** What is said again of one instant is no other ground: the first who said it stands for all. */
function spellFact(
  past: ReturnType<typeof timeline>,
  spell: Fact | undefined,
  rescission: Rescission | undefined,
): Pick<EngagementReading, 'spellFactId'> {
  if (!spell) return rescission ? { spellFactId: rescission.id } : {};
  const at = past.find(({ fact }) => fact === spell)?.at;
  const first = past.find((entry) => entry.at === at && entry.fact.kind === spell.kind);
  return { spellFactId: (first?.fact ?? spell).id };
}

function statusOf(
  spell: Fact | undefined,
  {
    isRescinded,
    hasPast,
    isComing,
    isKnown,
  }: Readonly<Record<'isRescinded' | 'hasPast' | 'isComing' | 'isKnown', boolean>>,
): EngagementStatus {
  if (spell) return spell.kind === 'left' ? 'ended' : 'active';
  if (isRescinded) return 'ended';
  if (hasPast) return 'presumed';
  if (isComing) return 'expected';
  return isKnown ? 'presumed' : 'none';
}
