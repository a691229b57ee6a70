import { describe, expect, it } from 'vitest';

import { takenWith } from '../../../../shared/domain/chain/taken.ts';
import { payloadHmac, type Receipt, type ReceiptPayload, type Verdict } from '../../../../shared/domain/receipt.ts';

interface Step {
  readonly action: string;
  readonly rule?: string;
  readonly target?: string;
  readonly payload?: ReceiptPayload;
  readonly verdict?: Verdict;
}

/** Two receipts for each step: step n has its intent at position 2n and its outcome behind it. */
const chainOf = (...steps: readonly Step[]): readonly Receipt[] =>
  steps.flatMap(({ action, rule = 'left', target = 'atlan', payload = {}, verdict = 'ended' }, index) => {
    const header = { workerKey: 'w', target, accountId: 'a', action, rule, at: 0, previousHash: '' };
    const hmac = { payloadHmac: payloadHmac(payload, 's') };
    return [
      { header: { ...header, ...hmac, position: 2 * index, entry: 'intent', verdict: 'intended' }, payload },
      {
        header: { ...header, ...hmac, position: 2 * index + 1, entry: 'outcome', verdict, closes: 2 * index },
        payload,
      },
    ] satisfies readonly Receipt[];
  });

const leaves = (groupId: string, name: string, more: Partial<Step> = {}): Step => ({
  action: 'remove-from-group',
  payload: { groupId, groups: [name] },
  ...more,
});
const JOINED: Step = { action: 'add-to-groups', rule: 'members', payload: { groupIds: ['g1'], groups: ['Staff'] } };

describe('what an ending took', () => {
  it('is on every target what the receipts of its rule say, with whose the memberships were', () => {
    const chain = chainOf(
      JOINED,
      { action: 'set-role', payload: { role: '$guest', from: '$admin' } },
      { action: 'disable' },
      leaves('g1', 'Staff'),
      leaves('g2', 'Book club'),
      { action: 'delete', target: 'unleash', payload: { role: 'Editor', groupIds: ['g3'], groups: ['Flags'] } },
    );
    const taken = [
      {
        target: 'atlan',
        role: '$admin',
        groups: [
          { id: 'g1', name: 'Staff', isOurs: true },
          { id: 'g2', name: 'Book club', isOurs: false },
        ],
      },
      { target: 'unleash', role: 'Editor', groups: [{ id: 'g3', name: 'Flags', isOurs: false }] },
    ];
    expect(takenWith(chain, 4)).toEqual(taken);
    expect(takenWith(chain, 11)).toEqual(taken);
  });

  it('is not what another ending took, before access was given again', () => {
    const chain = chainOf(leaves('g1', 'Old'), { action: 'enable', rule: 'members' }, leaves('g2', 'New'));
    expect(takenWith(chain, 4)).toMatchObject([{ groups: [{ name: 'New' }] }]);
    expect(takenWith(chain, 0)).toMatchObject([{ groups: [{ name: 'Old' }] }]);
  });

  it('is not what another rule took', () => {
    const chain = chainOf(leaves('g1', 'Moved', { rule: 'no rule gives it any more' }), { action: 'disable' });
    expect(takenWith(chain, 2)).toEqual([{ target: 'atlan', groups: [] }]);
  });

  it.each<Step>([
    { ...JOINED, verdict: 'verified' },
    { action: 'disable', verdict: 'would_apply' },
    { action: 'disable', verdict: 'refused' },
    { action: 'disable', verdict: 'not_done' },
  ])('is nothing by $action that is $verdict', (step) => {
    expect(takenWith(chainOf(step), 0)).toBeUndefined();
  });

  it('is nothing at a position where no receipt stands', () => {
    expect(takenWith(chainOf({ action: 'disable' }), 7)).toBeUndefined();
  });
});
