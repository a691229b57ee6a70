import { type Engagement, timeline } from '../timeline/engagement.ts';
import { without } from './let-go.ts';
import { factsToSpare, othersToSpare } from './spare.ts';

/**
 * Lets go of the statements that say nothing which counts from now (epoch ms) on; they stand in the history. No reading from now on
 * changes by it: not the standing, not the attributes, not what is open. `isTight` lets go of all that can be spared: then of several
 * ends in a row only the first stays, and the last of all, and ends keep no attributes.
 */
export function condense(engagement: Engagement, now: number, isTight = false): Engagement {
  const gone = new Set([...factsToSpare(engagement, now, isTight), ...othersToSpare(engagement, isTight)]);
  const kept = gone.size === 0 ? engagement : without(engagement, gone);
  return isTight ? withBareEnds(kept) : kept;
}

/** What an end says of a worker counts for no worker whose access is over; the address that was stated last does. */
function withBareEnds(engagement: Engagement): Engagement {
  const address = timeline(engagement).findLast(({ fact }) => fact.attributes.workEmail)?.fact;
  const facts = engagement.facts.map((fact) =>
    fact.kind === 'left' && fact !== address ? { ...fact, attributes: {} } : fact,
  );
  return { ...engagement, facts };
}
