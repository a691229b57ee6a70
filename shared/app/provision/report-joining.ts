import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { goesOnBeside, identityOf } from '../../domain/identity/known-person.ts';
import { withLink } from '../../domain/identity/link-fact.ts';
import { compareIdentities } from '../../domain/identity/same-person.ts';
import type { Worker } from '../../domain/worker/worker.ts';

/** The fact that a new source key joins a worker of whom HR spoke under another one; undefined where none does. */
export function reportJoining(
  worker: Worker,
  { sourceKey, connection, attributes, previousSourceKey, sponsorship }: LifecycleEvent,
  at: number,
): Pick<Worker, 'links'> | undefined {
  const { engagements, links = [] } = worker;
  const isNew = engagements[sourceKey] === undefined && links.every((fact) => fact.sourceKey !== sourceKey);
  // dropped statements may have had this key
  if (!isNew || worker.hasEngagementsInHistory || Object.keys(engagements).length === 0) return undefined;
  const { agrees } = compareIdentities(attributes, identityOf(worker, at));
  const grounds = previousSourceKey === undefined ? `${agrees.join(', ')} agree` : 'HR named the earlier id';
  const beside = goesOnBeside(worker, sourceKey, at) ? '; another id of the same HR system continues' : '';
  return {
    links: withLink(worker, {
      kind: 'joined',
      sourceKey,
      ...(previousSourceKey !== undefined && { isNamed: true }),
      actor: sponsorship?.actor ?? connection,
      reason: `${grounds}${beside}`,
      at,
    }),
  };
}
