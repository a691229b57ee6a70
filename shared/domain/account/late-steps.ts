import { actionOf } from '../plan/action-of.ts';
import type { Receipt } from '../receipt.ts';

/** What steps of ours may have given behind the run that closed them: their requests were still under way. */
export interface LateSteps {
  readonly role?: string;
  readonly groupIds: ReadonlySet<string>;
}

/**
 * Of the receipts about one account, the oldest first: the role and the groups about which the last outcome is a `closed` step that was to
 * give them. A payload that was erased says nothing. Sign-in is not in it: a leaver who can sign in is told of, whoever did it.
 */
export function lateSteps(receipts: readonly Receipt[]): LateSteps {
  let role: string | undefined;
  const groupIds = new Set<string>();
  for (const receipt of receipts) {
    const { entry, verdict } = receipt.header;
    const action = entry === 'outcome' ? actionOf(receipt) : undefined;
    const isClosed = verdict === 'closed';
    if (action?.kind === 'set-role') role = isClosed ? action.role : undefined;
    if (action?.kind === 'remove-from-group') groupIds.delete(action.groupId);
    if (action?.kind !== 'add-to-groups') continue;
    for (const id of action.groupIds) {
      if (isClosed) groupIds.add(id);
      else groupIds.delete(id);
    }
  }
  return { ...(role !== undefined && { role }), groupIds };
}
