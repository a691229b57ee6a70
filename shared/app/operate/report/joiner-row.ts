import type { JoinerRow } from '../../../contracts/operate/report/report-joiners.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import type { Receipt } from '../../../domain/receipt.ts';
import type { TargetRecord } from '../../../domain/worker/worker.ts';
import { iso } from '../iso.ts';
import type { TurningPoint } from './turning-points.ts';

export interface Joining {
  readonly workerKey: string;
  readonly target: string;
  readonly point: TurningPoint;
  readonly record: TargetRecord | undefined;
  /** What policy gave them when they started; absent for a worker who did not start after all. */
  readonly wanted: Wanted | undefined;
  /** The worker's whole chain. */
  readonly chain: readonly Receipt[];
  readonly accepted: boolean | undefined;
  /** Epoch ms. */
  readonly now: number;
}

const OPENERS = ['invite', 'adopt', 'enable'];

/** What came of one start on one target, from what was written down about it. */
export function joinerRow({ workerKey, target, point, record, wanted, chain, accepted, now }: Joining): JoinerRow {
  const { factId, at, newsAt, since, until } = point;
  const done = chain.filter(
    ({ header }) =>
      header.target === target && header.verdict === 'verified' && since <= header.at && header.at < until,
  );
  const opened = done.find(({ header }) => OPENERS.includes(header.action))?.header.at;
  const complete = completeAt(done, { wanted, isSettled: record?.state === 'converged' && until > now });
  const state = stateOf({ at, until, now, wanted, complete, record });
  const isComplete = state === 'complete' && complete !== undefined;
  const minutes = isComplete ? Math.round(Math.max(0, complete - Math.max(at, newsAt ?? at)) / 6_000) / 10 : undefined;
  return {
    workerKey,
    target,
    factId,
    effectiveAt: iso(at),
    ...(newsAt !== undefined && { newsAt: iso(newsAt) }),
    state,
    ...(opened !== undefined && { invitedAt: iso(opened) }),
    ...(accepted !== undefined && { accepted }),
    ...(isComplete && { completeAt: iso(complete) }),
    ...(minutes !== undefined && { minutes }),
    ...(['waiting', 'held', 'failing'].includes(state) && {
      because: record?.because ?? 'This target has not been checked yet',
    }),
  };
}

/**
 * The instant by which as many groups were granted as policy gave at the start: later grants are another day's. Where memberships were
 * there before this system, receipts do not show them, and the last grant counts once nothing is left to do.
 */
function completeAt(
  done: readonly Receipt[],
  { wanted, isSettled }: { readonly wanted: Wanted | undefined; readonly isSettled: boolean },
): number | undefined {
  const groups = new Set<string>();
  let isOpen = false;
  for (const receipt of done) {
    const action = actionOf(receipt);
    isOpen ||= OPENERS.includes(receipt.header.action);
    if (action?.kind === 'add-to-groups') for (const id of action.groupIds) groups.add(id);
    if (isOpen && wanted && groups.size >= wanted.groups.length) return receipt.header.at;
  }
  return isSettled ? done.at(-1)?.header.at : undefined;
}

interface Course extends Pick<Joining, 'wanted' | 'record' | 'now'> {
  readonly at: number;
  readonly until: number;
  readonly complete: number | undefined;
}

function stateOf({ at, until, now, wanted, complete, record }: Course): JoinerRow['state'] {
  if (at > now) return 'due';
  if (!wanted?.role) return 'no-access';
  if (complete !== undefined) return 'complete';
  if (until <= now) return 'left';
  // a worker who had all of it before they started again has no receipt of it
  return record?.state === 'converged' ? 'complete' : (record?.state ?? 'waiting');
}
