import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { dueBefore } from '../../shared/app/poll/due/due-lines.ts';

/** Keys of all workers who are due now, in the order in which they are served. */
export async function dueNow({
  deps,
  clock,
}: {
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'targets'>;
  readonly clock: { now(): number };
}): Promise<readonly string[]> {
  const targets = deps.targets.map(({ target }) => target.name);
  const places = await dueBefore(clock.now() + 1, 1_000, { ledger: deps.ledger, targets });
  return places.map(({ workerKey }) => workerKey);
}
