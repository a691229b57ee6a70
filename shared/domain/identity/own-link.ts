import type { LifecycleEvent } from '../event/lifecycle-event.ts';
import type { Worker } from '../worker/worker.ts';
import type { LinkFact } from './link-fact.ts';
import { personStatements } from './person-statements.ts';
import { compareIdentities, type Identity } from './same-person.ts';

/**
 * Whether a correction took away all by which a source key was one of this worker's: nothing that HR still says under it agrees with what
 * it says of them under another one, and it says another address. What an operator, or HR by the earlier id, joined stays.
 */
export function hasLostLink(
  { engagements, links }: Pick<Worker, 'engagements' | 'links'>,
  { sourceKey, phase, supersedes, previousSourceKey }: LifecycleEvent,
): boolean {
  if (phase !== 'corrected' && phase !== 'cancelled' && supersedes === undefined) return false;
  if (previousSourceKey !== undefined || isSettled(links?.findLast((fact) => fact.sourceKey === sourceKey)))
    return false;
  const own = identitiesIn(engagements[sourceKey]);
  const others = Object.entries(engagements)
    .filter(([key]) => key !== sourceKey)
    .flatMap(([, one]) => identitiesIn(one));
  if (!own.some(({ workEmail }) => workEmail) || !others.some(({ workEmail }) => workEmail)) return false;
  return own.every((one) => others.every((other) => compareIdentities(one, other).agrees.length === 0));
}

const isSettled = (link: LinkFact | undefined): boolean => link?.isNamed === true || link?.other !== undefined;

/** What each statement says of who it is about. */
const identitiesIn = (engagement: Worker['engagements'][string] | undefined): readonly Identity[] =>
  (engagement ? personStatements(engagement) : []).map(({ attributes }) => attributes);
