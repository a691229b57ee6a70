import type { Account } from '../../domain/account.ts';
import { enabledOf } from '../../domain/account-change.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Worker } from '../../domain/worker.ts';
import type { PollDeps } from './deps.ts';

/** How a managed account differs from what our last receipt left. */
export interface Drift {
  readonly fields: readonly ('enabled' | 'role')[];
  /** Somebody whose access had ended, and who can sign in again. */
  readonly isLeaver: boolean;
}

export interface Suspect {
  readonly target: string;
  readonly workerKey: string;
  /** As it was known; absent at first sight. */
  readonly before?: Account;
  readonly now: Account;
}

/** Steps that change what drift is about. */
const OWN_STEPS: readonly string[] = ['enable', 'disable', 'set-role'];

/**
 * Compares an account that changed with what its worker's last commit left. What provision is just doing is no drift: its steps stand
 * in the chain already, behind the last commit.
 */
export async function driftOf(suspect: Suspect, deps: PollDeps): Promise<Drift | undefined> {
  const { target, workerKey, before, now } = suspect;
  const worker = await readable(workerKey, deps);
  const record = worker?.targets[target]?.accounts.find(({ id }) => id === now.id);
  if (!worker || !record) return undefined;

  const isEnabled = enabledOf(now);
  const { left } = record;
  const enabled = left?.enabled !== undefined && isEnabled !== undefined && left.enabled !== isEnabled;
  const role = left?.role !== undefined && now.role !== undefined && left.role !== now.role;
  const fields = [
    ...(enabled && (!before || enabledOf(before) !== isEnabled) ? (['enabled'] as const) : []),
    ...(role && before?.role !== now.role ? (['role'] as const) : []),
  ];
  // a leaver is told at every sign of life, not only at the one that turned the account on
  const isLeaver = record.endedAt !== undefined && isEnabled === true;
  if (fields.length === 0 && !isLeaver) return undefined;
  return (await isUnderWay(worker, suspect, deps)) ? undefined : { fields, isLeaver };
}

async function isUnderWay(worker: Worker, { target, now }: Suspect, { ledger }: PollDeps): Promise<boolean> {
  const since = await ledger.receipts.chain(worker.key, worker.receipts.next);
  return since.some(
    ({ header }) => header.target === target && header.accountId === now.id && OWN_STEPS.includes(header.action),
  );
}

/** A worker that nobody can read must not stop the sweep for everybody else. */
async function readable(workerKey: string, { ledger, observe }: PollDeps): Promise<Worker | undefined> {
  try {
    return await ledger.workers.load(workerKey);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    observe.error('worker-unreadable', { workerKey });
    return undefined;
  }
}
