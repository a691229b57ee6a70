import type { Action } from '../../../domain/plan/action.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import type { Receipt } from '../../../domain/receipt.ts';

/** What access a step was about, by names: a role, or groups. */
export interface ReceiptAccess {
  readonly role?: string;
  /** By id where no name was written down. */
  readonly groups?: readonly string[];
}

/** By the ids of groups. */
type GroupNames = ReadonlyMap<string, string>;

/** Nothing for a step about neither, and for one whose payload was erased. */
export function receiptAccess(receipt: Receipt): ReceiptAccess {
  const action = actionOf(receipt);
  return action ? accessOf(action, groupNamesOf([receipt])) : {};
}

/** What access an action is about. */
export function accessOf(action: Action, names: GroupNames): ReceiptAccess {
  if (action.kind === 'invite' || action.kind === 'set-role') return { role: action.role };
  const ids = groupIdsOf(action);
  return ids.length > 0 ? { groups: ids.map((id) => names.get(id) ?? id) } : {};
}

/** The names that receipts give to the ids of groups; the last one counts. */
export function groupNamesOf(chain: readonly Receipt[]): GroupNames {
  const names = new Map<string, string>();
  for (const receipt of chain) {
    const action = actionOf(receipt);
    const said = receipt.payload?.['groups'];
    if (!action || !Array.isArray(said)) continue;
    for (const [index, id] of groupIdsOf(action).entries()) names.set(id, String(said[index] ?? id));
  }
  return names;
}

function groupIdsOf(action: Action): readonly string[] {
  if (action.kind === 'add-to-groups') return action.groupIds;
  return action.kind === 'remove-from-group' ? [action.groupId] : [];
}
