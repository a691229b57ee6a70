import type { Standing } from '../../../domain/worker/standing.ts';
import type { TargetRecord, Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';

/**
 * A leaver's accounts on targets that are not configured any more: they cannot be reached from here, so the worker says where they are, and
 * the first commit after the end reports it. Empty for all others.
 */
export function leftBehind(
  { key, targets }: Worker,
  standing: Standing,
  { targets: configured, clock, notice }: Pick<ProvisionDeps, 'targets' | 'clock' | 'notice'>,
): Worker['targets'] {
  if (standing.kind !== 'ended') return {};
  const now = clock.now();
  const names = Object.keys(targets).filter((name) => configured.every(({ target }) => target.name !== name));
  return Object.fromEntries(
    names.flatMap((name): readonly [string, TargetRecord][] => {
      const record = targets[name];
      const open = record?.accounts.filter(({ endedAt }) => endedAt === undefined) ?? [];
      if (!record || open.length === 0) return [];
      const because = `${name} is not in the configuration any more, so access was not ended there: end account ${open.map(({ id }) => id).join(', ')} by hand, or configure the target again`;
      // said already of this end, and not of one before the worker came back
      if (record.because === because && record.since >= (standing.endedAt ?? 0)) return [];
      // a metric under the name of a target that is not configured is one that no alarm watches
      notice('leaver-left-behind', { system: name, workerKey: key }, 'error');
      return [[name, { ...record, state: 'waiting', since: now, because }]];
    }),
  );
}
