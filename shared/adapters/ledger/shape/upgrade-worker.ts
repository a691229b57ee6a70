import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Behind } from '../../../domain/timeline/engagement.ts';

/**
 * What schema 1 said of the due, and left out of the addresses: those of the facts in force are all that is known of them. It kept
 * nothing of what was taken back, so that whatever reaches behind its facts is read with the history. Where it had a leaver at rest
 * with every account ended, access is over since the last of them.
 */
export function upgradeWorker(previous: object): object {
  const { due, engagements = {}, outbox = [], targets = {}, ...rest } = previous as Schema1;
  const stated = Object.values(engagements).flatMap(({ facts = [] }) =>
    facts.flatMap(({ attributes: said }) => (said?.workEmail ? [normaliseEmail(said.workEmail)] : [])),
  );
  return {
    ...rest,
    engagements: Object.fromEntries(
      Object.entries(engagements).map(([key, engagement]) => [key, { ...engagement, behind: ALL_BEHIND }]),
    ),
    targets: Object.fromEntries(Object.entries(targets).map(([name, record]) => [name, withEnd(record)])),
    outbox: outbox.filter(({ kind }) => kind !== 'reconcile'),
    addresses: [...new Set(stated)].slice(-20),
    ...(due && { due: { at: due.at, class: due.leaver ? 'ending' : 'rest' } }),
  };
}

function withEnd(record: Schema1Target): object {
  const { state, because, accounts = [] } = record;
  if (state !== 'converged') return record;
  const ends = accounts.map(({ endedAt }) => endedAt).filter((at) => at !== undefined);
  if (ends.length > 0) return ends.length === accounts.length ? { ...record, overAt: Math.max(...ends) } : record;
  return accounts.length === 0 && because === 'Access ended' ? { ...record, overAt: record.since } : record;
}

interface Schema1Target {
  readonly state?: string;
  readonly because?: string;
  readonly since?: number;
  readonly accounts?: readonly { readonly endedAt?: number }[];
}
/** What schema 1 dropped is not known: every event is processed with the history. */
const ALL_BEHIND: Behind = { order: '~' };

interface Schema1 {
  readonly targets?: Readonly<Record<string, Schema1Target>>;
  readonly due?: { readonly at: number; readonly leaver: boolean };
  readonly engagements?: Readonly<
    Record<string, { readonly facts?: readonly { readonly attributes?: { readonly workEmail?: string | null } }[] }>
  >;
  readonly outbox?: readonly { readonly kind: string }[];
}
