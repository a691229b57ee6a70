import type { Receipt } from '../receipt.ts';
import type { Action } from './action.ts';

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
    case 'delete':
      return (
        payload && {
          kind: action,
          accountId,
          ...(payload['role'] !== undefined && { role: text('role') }),
          groupIds: Array.isArray(groupIds) ? groupIds.map(String) : [],
          rule,
        }
      );
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
      return Array.isArray(groupIds)
        ? {
            kind: action,
            accountId,
            groupIds: groupIds.map(String),
            ...(payload?.['isGivenBack'] === true && { isGivenBack: true }),
            rule,
          }
        : undefined;
    case 'remove-from-group':
      return payload && { kind: action, accountId, groupId: text('groupId'), rule };
    case 'revoke-token':
      return payload && { kind: action, accountId, tokenId: text('tokenId'), rule };
    case 'hand-over-assets': {
      const assetIds = payload?.['assetIds'];
      const toAccountId = text('toAccountId');
      return Array.isArray(assetIds)
        ? { kind: action, accountId, toAccountId, assetIds: assetIds.map(String), rule }
        : undefined;
    }
    case 'remove': {
      const assetIds = payload?.['assetIds'];
      const [toAccountId, run] = [text('toAccountId'), text('run')];
      return Array.isArray(assetIds)
        ? { kind: action, accountId, toAccountId, run, assetIds: assetIds.map(String), rule }
        : undefined;
    }
    default:
      return undefined;
  }
}
