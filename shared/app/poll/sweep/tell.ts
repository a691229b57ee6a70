import type { PollDeps } from '../deps.ts';
import { reconcileMessage } from '../due/reconcile.ts';
import { askForLeavers } from '../due/remind.ts';
import type { Pending, SweepState } from './sweep-state.ts';

/**
 * Has leavers who are active again disabled, then sends the changes to the bus, and asks provision to check the other affected workers. May be
 * repeated: every id is the same again. Leavers come first, for the bus may be down.
 */
export async function tell(pending: readonly Pending[], deps: PollDeps): Promise<void> {
  const { bus, queue, observe } = deps;
  if (pending.length === 0) return;
  const leavers = pending.filter(isOfLeaver).map(({ event }) => event);
  await askForLeavers(
    leavers.flatMap(({ workerKey }) => workerKey ?? []),
    leavers[0]?.id ?? '',
    deps,
  );
  for (const { target = '', accountId = '', workerKey = '' } of leavers) {
    observe.count('LeaverActiveAgain', { target });
    observe.error('leaver-active-again', { target, accountId, workerKey });
  }
  await bus.publish(pending.map(({ event }) => event));
  const firstOf = new Map<string, string>();
  for (const { event, ask } of pending.filter((one) => !isLeaverAgain(one))) {
    for (const workerKey of event.workerKey === undefined ? (ask ?? []) : [event.workerKey]) {
      if (!firstOf.has(workerKey)) firstOf.set(workerKey, event.id);
    }
  }
  if (firstOf.size > 0)
    await queue.send([...firstOf].map(([workerKey, changeId]) => reconcileMessage(workerKey, changeId)));

  for (const { event } of pending)
    if (event.type === 'DriftDetected') observe.count('DriftSeen', { target: event.target ?? '' });
}

const isOfLeaver = ({ event }: Pending): boolean => event.type === 'DriftDetected' && event.detail?.['leaver'] === true;

const isLeaverAgain = (one: Pending): boolean => isOfLeaver(one) && one.event.workerKey !== undefined;

/** Of the changes that an interrupted sweep was about to send, those whose record is in the inventory. */
export async function cameTrue(
  target: string,
  { pending, sweepId }: SweepState,
  { ledger }: PollDeps,
): Promise<readonly Pending[]> {
  const ids = new Set(pending.flatMap(({ event }) => event.accountId ?? []));
  const records = await ledger.inventory.get(target, [...ids]);
  return pending.filter(({ event, version }) => {
    if (event.accountId === undefined) return true;
    const record = records.get(event.accountId);
    return record?.version === version && record?.sweepId === sweepId;
  });
}
