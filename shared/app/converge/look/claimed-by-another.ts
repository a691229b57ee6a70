import type { Hold } from '../../../domain/worker/hold.ts';
import { holdId, situationDigest } from '../../../domain/worker/hold-id.ts';
import type { ProvisionDeps } from '../deps.ts';
import { asItStands } from '../guard/as-it-stands.ts';
import type { Run, SettledEnd } from '../run.ts';

/** How soon to look again at a worker whose account another one has. */
const LOOK_MS = 60 * 60_000;

/** The account that a worker would have, and the worker who has it. */
interface Claimed {
  readonly target: string;
  readonly accountId: string;
  readonly holder: string;
}

/** A run that waits for a person, because the account is another worker's: it is never taken from them. The hold is opened with the commit. */
export async function claimedByAnother(
  { worker }: Run,
  { target, accountId, holder }: Claimed,
  { ledger, clock }: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<SettledEnd> {
  const now = clock.now();
  const nobody = { kind: 'none', basis: [] } as const;
  const planDigest = situationDigest({ actions: [], standing: nobody, about: [accountId, holder] });
  const asked: Hold = {
    id: holdId(worker.key, target, 'identity', planDigest),
    workerKey: worker.key,
    target,
    kind: 'identity',
    because: `The account ${accountId} belongs to worker ${holder}, and answers to this worker too: if the two are one person, worker link; otherwise have HR correct the address`,
    planDigest,
    basis: [accountId, holder].sort(),
    since: now,
  };
  const { decision, opens } = await asItStands(asked, ledger, now);
  return {
    kind: 'settled',
    state: 'held',
    because: decision
      ? `${decision.actor} has answered, and the account still belongs to worker ${holder}`
      : asked.because,
    lookAt: now + LOOK_MS,
    holdId: asked.id,
    ...(opens && { opens }),
  };
}
