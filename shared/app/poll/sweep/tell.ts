import type { PollDeps } from '../deps.ts';
import { reconcileMessage } from '../due/reconcile.ts';
import { askForLeavers } from '../due/remind.ts';
import type { Pending, SweepState } from './sweep-state.ts';

/** Sends the changes to the bus, and asks provision to check the affected workers. May be repeated: every id is the same again. */
export async function tell(pending: readonly Pending[], deps: PollDeps): Promise<void> {
  const { bus, queue, observe } = deps;
  if (pending.length === 0) return;
  await bus.publish(pending.map(({ event }) => event));
  const leavers = pending.filter(isLeaverAgain).map(({ event }) => event);
  await askForLeavers(
    leavers.flatMap(({ workerKey }) => workerKey ?? []),
    leavers[0]?.id ?? '',
    deps,
  );
  const firstOf = new Map<string, string>();
  for (const { event, ask } of pending.filter((one) => !isLeaverAgain(one))) {
    for (const workerKey of event.workerKey === undefined ? (ask ?? []) : [event.workerKey]) {
      if (!firstOf.has(workerKey)) firstOf.set(workerKey, event.id);
    }
  }
  if (firstOf.size > 0)
    await queue.send([...firstOf].map(([workerKey, changeId]) => reconcileMessage(workerKey, changeId)));

  for (const { event } of pending) {
    if (event.type !== 'DriftDetected') continue;
    const { target = '', accountId = '', workerKey = '' } = event;
    observe.count('DriftSeen', { target });
    if (event.detail?.['leaver'] !== true) continue;
    observe.count('LeaverActiveAgain', { target });
    observe.error('leaver-active-again', { target, accountId, workerKey });
  }
}

const isLeaverAgain = ({ event }: Pending): boolean =>
  event.type === 'DriftDetected' && event.detail?.['leaver'] === true && event.workerKey !== undefined;

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
