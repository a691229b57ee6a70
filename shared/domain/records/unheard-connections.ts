import { connectionOf } from '../event/source-key.ts';
import { type AccessDates, accessAt } from '../worker/access-standing.ts';
import { byHrsWords } from '../worker/by-hrs-words.ts';
import type { Standing } from '../worker/standing.ts';
import type { Worker } from '../worker/worker.ts';
import { areUnheard } from './ended-where-heard.ts';

/**
 * The connections by whose words alone a worker has access at an instant (epoch ms, that of the standing), where none of them is in the
 * configuration any more: the worker's ending cannot arrive. Sorted; empty for all others, and for a worker whose access only an operator keeps.
 */
export function unheardConnections(
  worker: Pick<Worker, 'engagements' | 'overrides'>,
  standing: Standing,
  { access, at }: { readonly access: AccessDates; readonly at: number },
): readonly string[] {
  const { heard } = access;
  const goesOn = ({ kind, engagements }: Standing) =>
    kind !== 'ended' && kind !== 'none' && heard !== undefined && areUnheard(engagements, heard);
  if (!goesOn(standing)) return [];
  const said = accessAt(byHrsWords(worker), at, access);
  if (!goesOn(said)) return [];
  return [...new Set(said.engagements.map(({ sourceKey }) => connectionOf(sourceKey)))].sort();
}
