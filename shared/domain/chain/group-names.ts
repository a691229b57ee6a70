import type { Action } from '../plan/action.ts';
import { actionOf } from '../plan/action-of.ts';
import type { Receipt } from '../receipt.ts';

/** The groups that a step puts an account into, takes it out of, or deletes it with: ids. */
export function groupIdsOf(action: Action): readonly string[] {
  if (action.kind === 'add-to-groups' || action.kind === 'delete') return action.groupIds;
  return action.kind === 'remove-from-group' ? [action.groupId] : [];
}

/** The names that receipts give to the ids of groups; the last one counts. */
export function groupNamesIn(chain: readonly Receipt[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const receipt of chain) {
    const action = actionOf(receipt);
    const said = receipt.payload?.['groups'];
    if (!action || !Array.isArray(said)) continue;
    for (const [index, id] of groupIdsOf(action).entries()) names.set(id, String(said[index] ?? id));
  }
  return names;
}
