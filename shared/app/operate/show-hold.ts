import type { ShownHold } from '../../contracts/operate/shown-hold.ts';
import type { Hold } from '../../ports/ledger/holds.ts';
import { iso } from './iso.ts';

export const showHold = ({ id, kind, target, workerKey, because, since, decision }: Hold): ShownHold => ({
  id,
  kind,
  target,
  workerKey,
  because,
  since: iso(since),
  ...(decision && { decision: { ...decision, at: iso(decision.at) } }),
});
