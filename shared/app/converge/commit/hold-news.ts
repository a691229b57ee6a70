import type { OutboxEntry } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { Converged, Run } from '../run.ts';

/**
 * The holds that come and go with a commit: the one it names is opened, the one it names no more is closed. They stand in the worker's
 * outbox, so that no crash leaves an open hold that no worker waits for, or a worker who waits for a hold that no operator sees.
 */
export async function holdNews(
  { run, end }: Converged,
  { ledger, now }: { readonly ledger: Pick<Ledger, 'holds'>; readonly now: number },
): Promise<readonly OutboxEntry[]> {
  const { opens } = end;
  const opened: OutboxEntry[] = opens ? [{ id: `${opens.id}:${opens.since}`, kind: 'hold', hold: opens }] : [];
  const { holdId } = run.before;
  if (holdId === undefined || holdId === end.holdId || isStillAsked(run, holdId)) return opened;
  const hold = await ledger.holds.get(holdId);
  if (!hold || hold.closed) return opened;
  const because =
    end.state === 'held' ? `Another change is held now: ${end.because}` : `No longer held: ${end.because}`;
  const { id, since } = hold;
  const closed: OutboxEntry = {
    id: `${id}:${since}:closed`,
    kind: 'hold-closed',
    opening: { id, since },
    closed: { at: now, because },
  };
  return [closed, ...opened];
}

/** Whether this hold is about the last plan: a decision let it pass, and it counts as long as the plan is the same. */
const isStillAsked = ({ asked, plan }: Run, holdId: string): boolean =>
  asked.some(({ hold, plan: of }) => hold.id === holdId && of === plan);
