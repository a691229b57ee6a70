import { unheardConnections } from '../../../domain/records/unheard-connections.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';

/**
 * Reports a worker with an account of whom only connections speak that are not configured any more, because an ending that is entered in that HR
 * system does not arrive here. Reported at every check, so that the alarm stays on as long as there is one.
 */
export async function tellUnheard(
  worker: Worker,
  standing: Standing,
  { noteUnheard, policy, clock, notice }: Pick<ProvisionDeps, 'noteUnheard' | 'policy' | 'clock' | 'notice'>,
): Promise<void> {
  const { key, targets } = worker;
  const hasAccount = Object.values(targets).some(({ accounts }) =>
    accounts.some(({ endedAt }) => endedAt === undefined),
  );
  if (!hasAccount) return;
  const unheard = unheardConnections(worker, standing, { access: policy.access, at: clock.now() });
  if (unheard.length === 0) return;
  notice('worker-without-connection', { workerKey: key, connections: unheard.join(' ') });
  await noteUnheard(unheard);
}
