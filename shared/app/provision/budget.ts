import type { Call } from '../../ports/target.ts';
import type { ProvisionDeps, TargetSetup } from './deps.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

const MINUTE_MS = 60_000;

/** Until when this minute's requests to a target are used up (epoch ms); undefined while there are some left. */
export async function budgetSpentUntil(
  { target, settings }: TargetSetup,
  { ledger, clock }: Deps,
): Promise<number | undefined> {
  const now = clock.now();
  const spent = await ledger.budgets.spent(target.name, now);
  return spent >= settings.requestsPerMinute ? (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS : undefined;
}

/** Runs a task with a call that counts its requests, and books them. */
export async function booked<T>(
  { target }: TargetSetup,
  { ledger, clock }: Deps,
  { call, task }: { readonly call: Call; readonly task: (call: Call) => Promise<T> },
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
    if (requests > 0) await ledger.budgets.spend(target.name, requests, clock.now());
  }
}
