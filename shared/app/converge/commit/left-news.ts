import { leftChanges, withVersions } from '../../../domain/worker/left-changes.ts';
import type { OutboxEntry, TargetRecord } from '../../../domain/worker/worker.ts';
import { advance, type Run } from '../run.ts';

/** Marks the accounts that this convergence leaves otherwise than the last one with the worker's version that is about to be committed. */
export function stampLeft(run: Run, version: number): void {
  advance(run, { accounts: withVersions(run.accounts, run.before.accounts, version) });
}

/** What poll must know of how the commit of `version` leaves the accounts; `records` are the worker's targets as it leaves them. */
export function leftNews(
  { target, run }: { readonly target: string; readonly run: Run },
  records: Readonly<Record<string, TargetRecord>>,
  version: number,
): readonly OutboxEntry[] {
  const now = records[target] ?? run.before;
  const changes = leftChanges({ workerKey: run.worker.key, version }, now, run.before);
  return changes.length > 0 ? [{ id: `${target}:left:${version}`, kind: 'left', target, changes }] : [];
}
