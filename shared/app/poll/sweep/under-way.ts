import { CONVERGENCE_UNDER_WAY_MS } from '../../../contracts/cadence.ts';
import { isUnproven, type Receipt } from '../../../domain/receipt.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { PollDeps } from '../deps.ts';

/** Steps that change what drift is about. */
const OWN_STEPS: readonly string[] = ['enable', 'disable', 'delete', 'set-role'];
/** More receipts than the steps behind a sign-in's are in one commit. */
const RECENT = 40;

interface Looked {
  readonly target: string;
  readonly now: { readonly id: string };
  /** When the target was asked, epoch ms. */
  readonly askedAt: number;
}

/** The latest receipts about steps of ours on the account, the oldest first. */
export async function ownSteps(
  { key, receipts: { next } }: Worker,
  { target, now }: Pick<Looked, 'target' | 'now'>,
  { ledger }: Pick<PollDeps, 'ledger'>,
): Promise<readonly Receipt[]> {
  const chain = await ledger.receipts.chain(key, Math.max(0, next - RECENT));
  return chain.filter(
    ({ header }) => header.target === target && header.accountId === now.id && OWN_STEPS.includes(header.action),
  );
}

/**
 * Whether provision is just changing the account, did so after the target was asked, or changed it and could not see it yet: the look may
 * show it half done, or as it was before.
 */
export function isUnderWay(
  { receipts: { next } }: Worker,
  own: readonly Receipt[],
  { askedAt, clock }: Pick<Looked, 'askedAt'> & Pick<PollDeps, 'clock'>,
): boolean {
  const steps = own.map(({ header }) => header);
  const open = steps.filter(({ position }) => position >= next);
  const isYoung = open.every(({ at }) => at > clock.now() - CONVERGENCE_UNDER_WAY_MS);
  return (
    isUnproven(steps) ||
    (open.length > 0 && isYoung) ||
    steps.some(({ at, position }) => position < next && at >= askedAt)
  );
}
