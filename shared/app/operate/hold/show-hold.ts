import type { ShownHold } from '../../../contracts/operate/hold/shown-hold.ts';
import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

export const showHold = (
  { id, kind, target, workerKey, because, asker, since, candidates, decision, closed }: Hold,
  operators: OperateDeps['operators'],
): ShownHold => ({
  id,
  kind,
  target,
  workerKey,
  because,
  ...(asker !== undefined && { asker: actorName(asker, operators) }),
  since: iso(since),
  ...(candidates && candidates.length > 0 && { candidates: [...candidates] }),
  ...(decision && { decision: showDecision({ ...decision, actor: actorName(decision.actor, operators) }) }),
  ...(closed && { closed: { at: iso(closed.at), because: closed.because } }),
});

const showDecision = ({ at, until, ...said }: Decision): NonNullable<ShownHold['decision']> => ({
  ...said,
  at: iso(at),
  ...(until !== undefined && { until: iso(until) }),
});
