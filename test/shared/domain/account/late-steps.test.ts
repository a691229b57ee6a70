import { expect, it } from 'vitest';

import { lateSteps } from '../../../../shared/domain/account/late-steps.ts';
import type { Receipt, Verdict } from '../../../../shared/domain/receipt.ts';

const said = (action: string, verdict: Verdict, payload?: Receipt['payload']): Receipt => ({
  header: {
    workerKey: 'w1',
    position: 0,
    target: 'atlan-prod',
    accountId: 'u1',
    action,
    entry: verdict === 'intended' ? 'intent' : 'outcome',
    verdict,
    rule: 'members',
    at: 0,
    previousHash: '',
    payloadHmac: '',
  },
  payload,
});
const role = { role: '$member' };
const added = { groupIds: ['g1', 'g2'] };

it.each<[string, readonly Receipt[], { role?: string; groupIds?: string[] }]>([
  ['is nothing that was only intended', [said('set-role', 'intended', role)], {}],
  ['is what was closed', [said('set-role', 'intended', role), said('set-role', 'closed', role)], role],
  ['is nothing once it was read back', [said('set-role', 'closed', role), said('set-role', 'verified', role)], {}],
  ['is nothing of which the payload was erased', [said('set-role', 'closed'), said('add-to-groups', 'closed')], {}],
  [
    'is each group by itself',
    [said('add-to-groups', 'closed', added), said('remove-from-group', 'ended', { groupId: 'g2' })],
    { groupIds: ['g1'] },
  ],
  ['is no sign-in', [said('enable', 'closed', {})], {}],
])('a step that may come through late %s', (_, receipts, { groupIds = [], ...expected }) => {
  expect(lateSteps(receipts)).toEqual({ ...expected, groupIds: new Set(groupIds) });
});
