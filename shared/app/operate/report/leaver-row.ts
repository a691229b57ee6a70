import type { LeaverRow } from '../../../contracts/operate/report/report-leavers.ts';
import type { ReceiptHeader } from '../../../domain/receipt.ts';
import { isOverOn } from '../../../domain/worker/access-over.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { TargetRecord, Worker } from '../../../domain/worker/worker.ts';
import type { DecidedHold } from '../../../ports/ledger/people/holds.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName, overriderOf } from '../operator.ts';
import { IN_TIME, lateness } from './lateness.ts';
import type { TurningPoint } from './turning-points.ts';

export interface Leaving {
  readonly worker: Worker;
  readonly point: TurningPoint;
  readonly target: string;
  /** The worker's whole chain. */
  readonly headers: readonly ReceiptHeader[];
  /** Approved, about this worker and target. */
  readonly approvals: readonly DecidedHold[];
  readonly operators: OperateDeps['operators'];
  readonly access: OperateDeps['policy']['access'];
  /** Epoch ms. */
  readonly now: number;
}

/** What came of one end of access on one target, from what was written down about it. */
export function leaverRow({ worker, point, target, headers, approvals, operators, access, now }: Leaving): LeaverRow {
  const { factId, at, newsAt, since, until } = point;
  const record = worker.targets[target];
  const about = headers.filter((header) => header.target === target && since <= header.at && header.at < until);
  const said = {
    workerKey: worker.key,
    target,
    factId,
    effectiveAt: iso(at),
    ...(newsAt !== undefined && { newsAt: iso(newsAt) }),
  };
  const idle = (state: LeaverRow['state']): LeaverRow => ({ ...said, state, late: IN_TIME });
  if (at > now) return idle('due');
  const { engagements, overrides } = worker;
  const isUndated = standingAt(engagements, overrides, now, access).questions?.some(({ id }) => id === factId) ?? false;
  if (!isUndated && standingAt(engagements, overrides, at, access).kind !== 'ended') return idle('stays');

  const isPast = until <= now && !isUndated;
  const end = endOf(about, isPast ? undefined : record);
  if (end === undefined && isPast) return idle('came-back');
  if (!isPast && record && hadNothing(record)) return idle('nothing-to-end');
  const known = newsAt ?? at;
  const triedAt = about.find((header) => header.entry === 'intent' && header.at >= Math.max(at, known))?.at;
  const verdict = about.findLast(({ entry, at: then }) => entry === 'outcome' && then >= Math.min(at, known))?.verdict;
  const decided = end && {
    decidedBy: decidedBy(
      { worker, point, operators },
      about,
      approvals.filter(({ decision }) => since <= decision.at && decision.at <= end.at),
    ),
  };
  return {
    ...said,
    state: end ? 'ended' : stateOf(record),
    ...(end && { endedAt: iso(end.at) }),
    ...(!isPast && leftIn(record)),
    late: lateness({ effectiveAt: at, newsAt: known, triedAt, until: end?.at ?? now }),
    ...decided,
    ...(verdict !== undefined && { verdict }),
    ...(!end && { because: record?.because ?? 'This target has not been checked yet' }),
  };
}

/** How many API tokens of the worker's accounts still work, and what they own, where that was listed. */
function leftIn(record: TargetRecord | undefined): Pick<LeaverRow, 'tokens' | 'assets'> {
  const tokens = (record?.accounts ?? []).reduce((sum, { tokens: left }) => sum + (left?.count ?? 0), 0);
  const assets = (record?.accounts ?? []).reduce((sum, { assets: left }) => sum + (left?.count ?? 0), 0);
  return { ...(tokens > 0 && { tokens }), ...(assets > 0 && { assets }) };
}

/** Access is over, and there never was an account. */
const hadNothing = (record: TargetRecord): boolean =>
  isOverOn(record) && record.accounts.length === 0 && (record.foreign ?? []).length === 0;

/** Epoch ms at which a look found access to be over: by the worker's record while it is about this end, else by receipts. */
function endOf(about: readonly ReceiptHeader[], record: TargetRecord | undefined): { readonly at: number } | undefined {
  if (record) return record.overAt === undefined ? undefined : { at: record.overAt };
  const ended = about.filter(({ verdict }) => verdict === 'ended');
  const last = ended.findLast(({ action }) => action === 'disable' || action === 'delete') ?? ended[0];
  return last && { at: last.at };
}

function stateOf(record: TargetRecord | undefined): LeaverRow['state'] {
  if (record?.refusals.some(({ rung }) => rung === 'disable')) return 'reduced';
  return record?.state === 'held' ? 'held' : 'open';
}

function decidedBy(
  { worker, point: { by, factId }, operators }: Pick<Leaving, 'worker' | 'point' | 'operators'>,
  about: readonly ReceiptHeader[],
  [approval]: readonly DecidedHold[],
): NonNullable<LeaverRow['decidedBy']> {
  const rule = about.find(({ verdict }) => verdict === 'ended')?.rule ?? 'left';
  const override = /^override (.+)$/.exec(rule)?.[1];
  if (by === 'operator' || override !== undefined) {
    const id = override ?? factId;
    const actor = overriderOf(worker, operators)(`override ${id}`);
    return { how: 'operator', id, ...(actor !== undefined && { actor }) };
  }
  if (!approval) return { how: 'rule', id: rule };
  return { how: 'hold', id: approval.id, actor: actorName(approval.decision.actor, operators) };
}
