import type { Action } from '../../domain/action.ts';
import type { Receipt, ReceiptHeader } from '../../domain/receipt.ts';
import type { Entry } from './receipt-chain.ts';

/** What a receipt says before a step. Whom it concerns stands only in the payload. */
export const intentEntry = (target: string, action: Action): Entry => ({
  ...entryOf(target, action),
  entry: 'intent',
  verdict: 'intended',
});

/** What a receipt says after a step, of the intent at that position; a step that is only observed has no intent. */
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
