import { connectionOf } from '../event/source-key.ts';
import { type AccessDates, accessAt } from '../worker/access-standing.ts';
import { byHrsWords } from '../worker/by-hrs-words.ts';
import type { Standing } from '../worker/standing.ts';
import type { Worker } from '../worker/worker.ts';
import { goesOnUnheard } from './ended-where-heard.ts';

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
  if (!heard || !goesOnUnheard(standing, heard)) return [];
  const said = accessAt(byHrsWords(worker), at, access);
  if (!goesOnUnheard(said, heard)) return [];
  return [...new Set(said.engagements.map(({ sourceKey }) => connectionOf(sourceKey)))].sort();
}
