import type { Action } from '../../../domain/plan/action.ts';
import type { Receipt, ReceiptHeader } from '../../../domain/receipt.ts';
import type { Entry } from './receipt-chain.ts';

/** What a receipt says before a step. Whom it concerns stands only in the payload. */
export const intentEntry = (target: string, action: Action, groupNames: GroupNames): Entry => ({
  ...withGroups(entryOf(target, action), action, groupNames),
  entry: 'intent',
  verdict: 'intended',
});

/** What a receipt says of a step that observe mode only wrote down. */
export const observedEntry = (target: string, action: Action, groupNames: GroupNames): Entry => ({
  ...withGroups(entryOf(target, action), action, groupNames),
  entry: 'outcome',
  verdict: 'would_apply',
});

/** By the ids of groups. */
type GroupNames = ReadonlyMap<string, string>;

/** The payload with what the groups of the step were called, by their ids where that is not known. */
function withGroups<One extends Pick<Entry, 'payload'>>(entry: One, action: Action, names: GroupNames): One {
  const ids =
    action.kind === 'add-to-groups'
      ? action.groupIds
      : action.kind === 'remove-from-group'
        ? [action.groupId]
        : undefined;
  return ids ? { ...entry, payload: { ...entry.payload, groups: ids.map((id) => names.get(id) ?? id) } } : entry;
}

/** What a receipt says after a step, of the intent at that position. */
export function outcomeEntry(target: string, action: Action, { verdict, closes, because, accountId }: Outcome): Entry {
  const { payload, ...entry } = entryOf(target, action);
  return {
    ...entry,
    entry: 'outcome',
    verdict,
    ...(accountId !== undefined && { accountId }),
    ...(closes !== undefined && { closes }),
    payload: { ...payload, ...(because !== undefined && { because }) },
  };
}

interface Outcome {
  readonly verdict: ReceiptHeader['verdict'];
  readonly closes?: number;
  readonly because?: string;
  /** The account that came of it, where the action names none. */
  readonly accountId?: string | undefined;
}

function entryOf(target: string, action: Action): Omit<Entry, 'entry' | 'verdict'> {
  const { kind, rule, ...payload } = action;
  return { target, action: kind, rule, ...('accountId' in action && { accountId: action.accountId }), payload };
}

/** The step an intent was about; undefined when its payload was erased. */
export function actionOf({ header: { action, accountId = '', rule }, payload }: Receipt): Action | undefined {
  const text = (field: string) => String(payload?.[field] ?? '');
  const groupIds = payload?.['groupIds'];
  switch (action) {
    case 'invite':
      return payload && { kind: action, email: text('email'), role: text('role'), rule };
    case 'adopt':
      return payload && { kind: action, accountId, email: text('email'), rule };
    case 'enable':
    case 'disable':
      return { kind: action, accountId, rule };
    case 'set-role':
      return (
        payload && {
          kind: action,
          accountId,
          role: text('role'),
          ...(payload['from'] !== undefined && { from: text('from') }),
          rule,
        }
      );
    case 'add-to-groups':
      return Array.isArray(groupIds) ? { kind: action, accountId, groupIds: groupIds.map(String), rule } : undefined;
    case 'remove-from-group':
      return payload && { kind: action, accountId, groupId: text('groupId'), rule };
    default:
      return undefined;
  }
}
