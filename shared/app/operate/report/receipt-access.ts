import { groupIdsOf, groupNamesIn } from '../../../domain/chain/group-names.ts';
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
  return action ? accessOf(action, groupNamesIn([receipt])) : {};
}

/** What access an action is about. */
export function accessOf(action: Action, names: GroupNames): ReceiptAccess {
  const ids = groupIdsOf(action);
  return {
    ...('role' in action && action.role !== undefined && { role: action.role }),
    ...(ids.length > 0 && { groups: ids.map((id) => names.get(id) ?? id) }),
  };
}
