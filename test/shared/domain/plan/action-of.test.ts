import { describe, expect, it } from 'vitest';

import type { Action } from '../../../../shared/domain/plan/action.ts';
import { actionOf } from '../../../../shared/domain/plan/action-of.ts';
import type { Receipt, ReceiptPayload } from '../../../../shared/domain/receipt.ts';

const accountId = 'u1';
const email = 'ada@example.com';
const rule = 'everyone';

/** The receipt of an intent; without a payload it was erased. */
function receiptOf(action: string, payload?: ReceiptPayload, account: { readonly accountId?: string } = {}): Receipt {
  const header = {
    workerKey: 'w1',
    position: 0,
    target: 'prod',
    ...account,
    action,
    entry: 'intent',
    verdict: 'intended',
    rule,
    at: 1,
    previousHash: '',
    payloadHmac: 'h',
  } as const;
  return { header, ...(payload && { payload }) };
}

describe('the step of a receipt', () => {
  it.each<[Action, ReceiptPayload]>([
    [
      { kind: 'adopt', accountId, email, rule },
      { email, role: '$member' },
    ],
    [{ kind: 'enable', accountId, rule }, { email }],
    [{ kind: 'disable', accountId, rule }, { email }],
    [
      { kind: 'set-role', accountId, role: '$member', from: '$guest', rule },
      { role: '$member', from: '$guest' },
    ],
    [{ kind: 'set-role', accountId, role: '$member', rule }, { role: '$member' }],
    [{ kind: 'add-to-groups', accountId, groupIds: ['g1', 'g2'], rule }, { groupIds: ['g1', 'g2'] }],
    [{ kind: 'remove-from-group', accountId, groupId: 'g1', rule }, { groupId: 'g1' }],
  ])('is $kind, with what its payload says', (action, payload) => {
    expect(actionOf(receiptOf(action.kind, payload, { accountId }))).toStrictEqual(action);
  });

  it('is an invitation, which has no account yet', () => {
    const receipt = receiptOf('invite', { email, role: '$member' });
    expect(actionOf(receipt)).toStrictEqual({ kind: 'invite', email, role: '$member', rule });
  });

  it.each<[Action]>([
    [{ kind: 'invite', email: '', role: '', rule }],
    [{ kind: 'adopt', accountId: '', email: '', rule }],
    [{ kind: 'disable', accountId: '', rule }],
    [{ kind: 'set-role', accountId: '', role: '', rule }],
    [{ kind: 'remove-from-group', accountId: '', groupId: '', rule }],
  ])('has an empty text for what the receipt leaves out: $kind', (action) => {
    expect(actionOf(receiptOf(action.kind, {}))).toStrictEqual(action);
  });

  it.each(['enable', 'disable'] as const)('is known without a payload where it has none of its own: %s', (kind) => {
    expect(actionOf(receiptOf(kind, undefined, { accountId }))).toStrictEqual({ kind, accountId, rule });
  });

  it.each(['invite', 'adopt', 'delete', 'set-role', 'add-to-groups', 'remove-from-group'])(
    'is lost with the payload that was erased: %s',
    (kind) => {
      expect(actionOf(receiptOf(kind, undefined, { accountId }))).toBeUndefined();
    },
  );

  it.each<[string, ReceiptPayload]>([
    ['add-to-groups', { groupIds: 'g1' }],
    ['hand-off', { email, role: '$member', groupIds: ['g1'], groupId: 'g1' }],
  ])('is none of what this system does not write: %s', (kind, payload) => {
    expect(actionOf(receiptOf(kind, payload, { accountId }))).toBeUndefined();
  });
});
