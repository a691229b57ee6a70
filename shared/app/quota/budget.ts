import { mayBegin, mayEnd, type Quota } from '../../domain/plan/quota.ts';
import type { BudgetShare } from '../../ports/ledger/per-target/budgets.ts';
import type { Call } from '../../ports/target/call.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import type { TargetSetup } from '../converge/target-setup.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

const MINUTE_MS = 60_000;

export const quotaOf = ({ settings, target: { traits } }: TargetSetup): Quota => ({
  budget: settings.requestsPerMinute,
  limit: traits.requestsPerMinute,
});

/** Until when a share's requests of this minute to a target are used up (epoch ms); undefined while there are some left. */
export async function spentUntil(
  setup: TargetSetup,
  share: BudgetShare,
  { ledger, clock }: Deps,
): Promise<number | undefined> {
  const now = clock.now();
  const spent = await ledger.budgets.spent(setup.target.name, now);
  const may = share === 'leavers' ? mayEnd : mayBegin;
  return may(spent, quotaOf(setup)) ? undefined : (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
}

interface Booked<T> {
  readonly call: Call;
  readonly task: (call: Call) => Promise<T>;
  /** For whom, so that what a worker costs is known; absent where the requests are for no particular worker. */
  readonly workers?: Readonly<Record<BudgetShare, number>>;
}

/** Runs a task with a call that counts its requests, and books them: to each share as many as it has workers in it. */
export async function booked<T>(
  { target }: TargetSetup,
  { ledger, clock }: Deps,
  { call, task, workers = { leavers: 0, others: 0 } }: Booked<T>,
): Promise<T> {
  let requests = 0;
  const counting: Call = {
    ...call,
    onRequest: (request) => {
      requests++;
      call.onRequest?.(request);
    },
  };
  try {
    return await task(counting);
  } finally {
    const { leavers, others } = workers;
    const ofLeavers = leavers === 0 ? 0 : Math.round((requests * leavers) / (leavers + others));
    const spend = (share: BudgetShare, sent: number) =>
      ledger.budgets.spend(target.name, { share, requests: sent, workers: workers[share] }, clock.now());
    if (ofLeavers > 0) await spend('leavers', ofLeavers);
    if (requests > ofLeavers) await spend('others', requests - ofLeavers);
  }
}
