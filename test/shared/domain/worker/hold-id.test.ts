import { describe, expect, it } from 'vitest';

import { holdId, situationDigest } from '../../../../shared/domain/worker/hold-id.ts';

// an operator answers by these names, and the ledger keeps the answers under them
describe('the names of a hold and of its situation', () => {
  const actions = [{ kind: 'disable', accountId: 'u1', rule: 'left' }] as const;
  const standing = { kind: 'ended', basis: ['evt_2'] } as const;

  it('stay what they were', () => {
    expect(holdId('w1', 'atlan-prod', 'leaver-limit', 'd1')).toBe('hold_d83931f431b864e2a8ad');
    expect(situationDigest({ actions, standing })).toBe('4737efbcc14807977cda0a06cf675e34');
    expect(situationDigest({ actions, standing, about: ['u2', 'u1'] })).toBe('c0afc3ea4c8548e26f79111d414325f5');
  });

  it('are others for another worker, target, kind or situation', () => {
    const names = [
      holdId('w1', 'atlan-prod', 'leaver-limit', 'd1'),
      holdId('w2', 'atlan-prod', 'leaver-limit', 'd1'),
      holdId('w1', 'atlan-test', 'leaver-limit', 'd1'),
      holdId('w1', 'atlan-prod', 'hand-off', 'd1'),
      holdId('w1', 'atlan-prod', 'leaver-limit', 'd2'),
    ];
    expect(new Set(names)).toHaveLength(5);
  });
});
