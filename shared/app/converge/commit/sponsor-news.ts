import { type SponsorReminder, sponsorReminder } from '../../../domain/sponsorship/sponsor-reminder.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { OutboxEntry, Worker } from '../../../domain/worker/worker.ts';

/**
 * What a commit at `now` (epoch ms) tells of sponsorships that end soon, and that it was told: both stand in one item, so that each
 * reminder is told once.
 */
export function sponsorNews(
  { key, sponsorships }: Pick<Worker, 'key' | 'sponsorships'>,
  { kind, engagements }: Standing,
  now: number,
): Pick<Worker, 'sponsorships'> & { readonly told: readonly OutboxEntry[] } {
  if (!sponsorships || kind !== 'active') return { ...(sponsorships && { sponsorships }), told: [] };
  const due = new Map<string, SponsorReminder>();
  for (const engagement of engagements) {
    const sponsorship = sponsorships[engagement.sourceKey];
    const reminder = sponsorship && sponsorReminder(engagement, sponsorship, now);
    if (reminder) due.set(engagement.sourceKey, reminder);
  }
  const told = [...due].map(([sourceKey, { lastDay, days }]): OutboxEntry => {
    const sponsor = sponsorships[sourceKey]?.sponsor ?? '';
    const detail = { source: sourceKey, sponsor, lastDay, days };
    return {
      id: [sourceKey, 'SponsorshipEnds', lastDay, days].join(':'),
      kind: 'bus',
      event: { type: 'SponsorshipEnds', workerKey: key, at: now, detail },
    };
  });
  const marked = Object.entries(sponsorships).map(([sourceKey, one]) => {
    const reminded = due.get(sourceKey);
    return [sourceKey, reminded ? { ...one, reminded } : one] as const;
  });
  return { sponsorships: Object.fromEntries(marked), told };
}
