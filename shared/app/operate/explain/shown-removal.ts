import type { Removal } from '../../../domain/account/removal.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

/** A removal that is not over, as `explain` shows it. */
export const shownRemoval = (
  { toAccountId, run, actor, reason, at, since }: Removal,
  operators: OperateDeps['operators'],
) => ({
  transferTo: toAccountId,
  run,
  actor: actorName(actor, operators),
  reason,
  askedAt: iso(at),
  ...(since !== undefined && { sentAt: iso(since) }),
});
