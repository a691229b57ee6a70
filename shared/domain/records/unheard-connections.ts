import { connectionOf } from '../event/source-key.ts';
import { isSponsored } from '../event/sponsored.ts';
import { type AccessDates, accessAt } from '../worker/access-standing.ts';
import { byHrsWords } from '../worker/by-hrs-words.ts';
import type { Standing } from '../worker/standing.ts';
import type { Worker } from '../worker/worker.ts';

interface Heard {
  /** The names of the connections of the configuration. */
  readonly connections: readonly string[];
  readonly access: AccessDates;
  /** Epoch ms, that of the standing. */
  readonly at: number;
}

/**
 * The connections by whose words alone a worker has access, where none of them is in the configuration any more: the worker's ending cannot
 * arrive. Sorted; empty for all others, and for a worker whose access only an operator keeps.
 */
export function unheardConnections(
  worker: Pick<Worker, 'engagements' | 'overrides'>,
  standing: Standing,
  { connections, access, at }: Heard,
): readonly string[] {
  const isUnheard = ({ kind, engagements }: Standing): boolean =>
    kind !== 'ended' &&
    kind !== 'none' &&
    engagements.every(({ sourceKey: key }) => !isSponsored(key) && !connections.includes(connectionOf(key)));
  if (!isUnheard(standing)) return [];
  const said = accessAt(byHrsWords(worker), at, access);
  if (!isUnheard(said)) return [];
  return [...new Set(said.engagements.map(({ sourceKey }) => connectionOf(sourceKey)))].sort();
}
