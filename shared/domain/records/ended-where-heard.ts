import { civilDate } from '../civil-time.ts';
import { connectionOf } from '../event/source-key.ts';
import { isSponsored } from '../event/sponsored.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';
import { isInForce } from '../worker/override.ts';
import { isAnswered, type Standing, standingAt } from '../worker/standing.ts';
import type { Worker } from '../worker/worker.ts';

type Said = Pick<Worker, 'engagements' | 'overrides'>;

/** Whether what is said under a source key can still change: its connection is configured, or operators say it. */
const isHeard = (sourceKey: string, heard: readonly string[]): boolean =>
  isSponsored(sourceKey) || heard.includes(connectionOf(sourceKey));

/** Whether a worker has access, or is to have it, and no connection that is heard says so. */
export const goesOnUnheard = (
  { kind, engagements }: Pick<Standing, 'kind' | 'engagements'>,
  heard: readonly string[],
): boolean => kind !== 'ended' && kind !== 'none' && engagements.every(({ sourceKey }) => !isHeard(sourceKey, heard));

/**
 * The standing at an instant (epoch ms), with a question where every connection that is heard ended the worker, and access goes on by the word of
 * one that is not configured any more, and never will end them: after a move to another HR system, say. Nothing where that one's contract
 * began after the end.
 */
export function askedWhereHeard(
  standing: Standing,
  { engagements, overrides }: Said,
  { at, heard }: { readonly at: number; readonly heard: readonly string[] | undefined },
): Standing {
  if (!heard || standing.kind !== 'active') return standing;
  const byHr = standingAt(engagements, [], at);
  if (byHr.kind !== 'active' || !goesOnUnheard(byHr, heard)) return standing;
  const ended = Object.entries(engagements).flatMap(([key, engagement]) => {
    if (!isHeard(key, heard)) return [];
    const { kind, endedAt, basis, isRescinded } = standingAt({ [key]: engagement }, [], at);
    const [id] = basis;
    return kind === 'ended' && endedAt !== undefined && id !== undefined && !isRescinded ? [{ id, at: endedAt }] : [];
  });
  const [last] = ended.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const began = byHr.engagements.some(
    ({ startDate = '', timeZone }) => last && startDate <= civilDate(last.at - 1, timeZone),
  );
  if (!last || !began) return standing;
  const question: OpenQuestion = { kind: 'undated-ending', of: 'left', record: 'unheard-goes-on', ...last };
  const { questions = [] } = standing;
  const stated = overrides.filter((override) => isInForce(override, at));
  if (isAnswered(question, stated) || questions.some(({ id }) => id === question.id)) return standing;
  return { ...standing, questions: [...questions, question] };
}
