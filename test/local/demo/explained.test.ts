import { expect, it } from 'vitest';

import { tell } from '../../../local/demo/explained.ts';

type Explained = Parameters<typeof tell>[0];
type Step = Explained['receipts'][number];

const step = (action: string, verdict: string): Step => ({ action, verdict, rule: 'members', target: 'atlan-prod' });
const explained = (...receipts: readonly Step[]): Explained =>
  ({
    receipts,
    targets: [{ target: 'atlan-prod', wanted: { role: { name: '$member' }, groups: [] } }],
  }) as unknown as Explained;

it.each<readonly [string, readonly Step[], string]>([
  ['was read back', [step('invite', 'verified')], 'invited as $member ✓ read back (members)'],
  ['was not read back', [step('invite', 'unverified')], 'invited as $member (members)'],
  [
    'another process had begun',
    [step('invite', 'not_done'), step('invite', 'verified')],
    'invited as $member ✓ read back (members)',
  ],
  [
    'was cut off, and done by the next check',
    [step('set-role', 'closed'), step('invite', 'verified'), step('set-role', 'verified')],
    'invited as $member, role $member ✓ read back (members)',
  ],
  ['failed at last', [step('invite', 'verified'), step('invite', 'refused')], 'invited as $member (members)'],
])('the demo tells of a step that %s', (_case, receipts, told) => {
  expect(tell(explained(...receipts), 'atlan-prod')).toBe(told);
});
