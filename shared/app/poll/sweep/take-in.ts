import type { Account } from '../../../domain/account/account.ts';
import type { InventoryRecord } from '../../../ports/ledger/per-target/inventory.ts';
import { someAtOnce } from '../../some-at-once.ts';
import type { PollDeps } from '../deps.ts';
import { reconcileMessage } from '../due/reconcile.ts';
import { askForLeavers } from '../due/remind.ts';
import { type Finding, findingOf, removalOf } from './find-changes.ts';
import { type Progress, type SweepState, saveProgress } from './sweep-state.ts';
import { tell } from './tell.ts';
import type { WhatWeLeft } from './what-we-left.ts';

export interface Seen {
  /** When the target was asked, epoch ms. */
  readonly askedAt: number;
  readonly present: readonly Account[];
  /** Records of accounts that were asked for and are proven to be gone. */
  readonly absent: readonly InventoryRecord[];
}

/** Where in a sweep something was seen, and with what it is compared. */
export interface Taking {
  readonly progress: Progress;
  /** The state with which the sweep continues. */
  readonly after: Pick<SweepState, 'step' | 'cursor'>;
  /** As it was read before the target was asked. */
  readonly left: WhatWeLeft;
  /** What was seen is no page of the sweep: the accounts are not counted, and a leaver who is active is reported again. */
  readonly isBetweenPages?: true;
}

/** So few of a page, because each is a look that joiners and leavers wait behind. */
const ASKED_OF_A_PAGE = 2;

/**
 * Takes what one request saw into the inventory, and sends what changed. The notices are written down before the inventory,
 * and sent after it: a change is published if and only if its record was written, whenever a process ends.
 */
export async function takeIn(
  target: string,
  { present, absent, askedAt }: Seen,
  { progress, after, left, isBetweenPages }: Taking,
  deps: PollDeps,
): Promise<Progress> {
  const { ledger } = deps;
  const { state } = progress;
  const records = await ledger.inventory.get(
    target,
    present.map(({ id }) => id),
  );
  const holderOf = (id: string) => ledger.claims.holderOf(target, id);
  const looks = await someAtOnce(present, async (account) => {
    const [before, entry] = [records.get(account.id), left.get(account.id)];
    const workerKey = entry && !entry.isForeign ? entry.workerKey : await holderOf(account.id);
    const look = {
      target,
      state,
      askedAt,
      ...(isBetweenPages && { isBetweenPages }),
      ...(before && { before }),
      ...(entry && { entry }),
      ...(workerKey !== undefined && { workerKey }),
    };
    return { isManaged: workerKey !== undefined, finding: await findingOf(account, look, deps) };
  });
  const gone = await someAtOnce(absent, async (before) => {
    const workerKey = await holderOf(before.account.id);
    return removalOf(before, { target, state, askedAt, ...(workerKey !== undefined && { workerKey }) }, deps);
  });

  const findings = [...looks.map(({ finding }) => finding), ...gone];
  const pending = findings.flatMap((finding) => finding.pending);
  const announced =
    pending.length > 0 ? await saveProgress(target, { ...progress, state: { ...state, pending } }, ledger) : progress;
  const kept = await keep(findings, deps);
  const asks = findings.flatMap(({ ask }) => ask ?? []);
  const keysOf = (some: typeof asks) => [...new Set(some.map(({ workerKey }) => workerKey))];
  await askForLeavers(keysOf(asks.filter(({ isUrgent }) => isUrgent)), state.sweepId, deps);
  await tell(kept, deps);
  const some = keysOf(asks.filter(({ isUrgent }) => !isUrgent).slice(0, ASKED_OF_A_PAGE));
  if (some.length > 0) await deps.queue.send(some.map((key) => reconcileMessage(key, state.sweepId)));

  const { cursor: _, ...rest } = state;
  const next: SweepState = {
    ...rest,
    ...after,
    ...(!isBetweenPages && {
      seen: state.seen + present.length,
      managed: state.managed + looks.filter(({ isManaged }) => isManaged).length,
    }),
    pending: [],
  };
  return saveProgress(target, { ...announced, state: next }, ledger);
}

/** Writes the records, and answers what became true. Who loses to a first look of provision's is asked for at the end. */
async function keep(findings: readonly Finding[], { ledger }: PollDeps): Promise<Finding['pending']> {
  const kept = await someAtOnce(findings, async ({ record, before, pending }) =>
    (await ledger.inventory.put(record, before ?? null)) === 'put' ? pending : [],
  );
  return kept.flat();
}
