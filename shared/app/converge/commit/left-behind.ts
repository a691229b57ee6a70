import type { Hold } from '../../../domain/worker/hold.ts';
import { holdId, situationDigest } from '../../../domain/worker/hold-id.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { OutboxEntry, TargetRecord, Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import { type AsItStands, asItStands } from '../guard/as-it-stands.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What becomes of a worker's records of targets that are not configured any more. */
export interface LeftBehind {
  /** Those that change. */
  readonly targets: Worker['targets'];
  /** The holds that come and go with them. */
  readonly told: readonly OutboxEntry[];
}

/**
 * A leaver's accounts on targets that are not configured any more cannot be reached from here: each such target is a hold, until an operator
 * says that a person ended them, or the leaver is back.
 */
export async function leftBehind(
  worker: Worker,
  standing: Standing,
  { targets: configured, clock, ledger }: Pick<ProvisionDeps, 'targets' | 'clock' | 'ledger'>,
): Promise<LeftBehind> {
  const now = clock.now();
  const gone = Object.entries(worker.targets).filter(([name]) =>
    configured.every(({ target }) => target.name !== name),
  );
  const each = await Promise.all(
    gone.map(async ([name, record]) => {
      const before = record.holdId === undefined ? undefined : await ledger.holds.get(record.holdId);
      const asked = holdFor(worker, standing, { name, record, now });
      const { hold, after } = asked
        ? held(record, await asItStands(asked, ledger, now), now)
        : released(record, before, now);
      const isReplaced = before && before.id !== after.holdId && (asked !== undefined || before.kind === 'left-behind');
      return {
        targets: after === record ? {} : { [name]: after },
        told: [
          ...(isReplaced && !before.closed && !before.decision ? [closing(before, after, now)] : []),
          ...(hold ? [opening(hold)] : []),
        ],
      };
    }),
  );
  return { targets: Object.assign({}, ...each.map(({ targets }) => targets)), told: each.flatMap(({ told }) => told) };
}

interface OnGone {
  readonly name: string;
  readonly record: TargetRecord;
  readonly now: number;
}

/** What a person is asked about a leaver's accounts there that have not ended; undefined where there are none, or no leaver. */
function holdFor(worker: Worker, standing: Standing, { name, record, now }: OnGone): Hold | undefined {
  const open = record.accounts.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id);
  if (standing.kind !== 'ended' || open.length === 0) return undefined;
  const planDigest = situationDigest({ actions: [], standing, about: open });
  return {
    id: holdId(worker.key, name, 'left-behind', planDigest),
    workerKey: worker.key,
    target: name,
    kind: 'left-behind',
    because: `${name} is not in the configuration any more, so access was not ended there: end account ${open.join(', ')} by hand and approve, or configure the target again`,
    planDigest,
    basis: standing.basis,
    ending: true,
    since: now,
  };
}

interface After {
  /** One that opens. */
  readonly hold?: Hold;
  readonly after: TargetRecord;
}

function held(record: TargetRecord, { hold, decision, opens }: AsItStands, now: number): After {
  const { holdId: _, lookAt: __, ...rest } = record;
  if (decision?.verdict === 'approved') {
    const because = `${decision.actor} states that a person ended access here; the target is not in the configuration any more`;
    const accounts = record.accounts.map((one) => ({ ...one, endedAt: one.endedAt ?? decision.at }));
    return {
      after: { ...rest, state: 'converged', since: now, because, accounts, overAt: decision.at, lastHoldId: hold.id },
    };
  }
  const because = decision ? `Rejected by ${decision.actor}: ${hold.because}` : hold.because;
  const isSame = record.state === 'held' && record.because === because;
  const after: TargetRecord = {
    ...rest,
    state: 'held',
    since: isSame ? record.since : now,
    because,
    holdId: hold.id,
    lookAt: now + DAY_MS,
  };
  return { after, ...(opens && { hold: opens }) };
}

/** The leaver is back, or nothing is left there: the target stays what it is, and no one is asked. */
function released(record: TargetRecord, before: Hold | undefined, now: number): After {
  if (before?.kind !== 'left-behind') return { after: record };
  const { holdId, lookAt: _, ...rest } = record;
  const because = 'The target is not in the configuration any more, and no access has to end there';
  return { after: { ...rest, state: 'waiting', since: now, because, lastHoldId: holdId } };
}

const opening = (hold: Hold): OutboxEntry => ({ id: `${hold.id}:${hold.since}`, kind: 'hold', hold });

const closing = ({ id, since }: Hold, { because }: TargetRecord, now: number): OutboxEntry => ({
  id: `${id}:${since}:closed`,
  kind: 'hold-closed',
  opening: { id, since },
  closed: { at: now, because: `No longer held: ${because}` },
});
