import { describe, expect, it } from 'vitest';

import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import { endAccount } from '../../../../shared/app/break-glass/end-account.ts';
import type { TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { atlanByScim } from '../../../support/atlan-by-scim.ts';

const RULES: TargetRules = {
  traits: ATLAN_TRAITS,
  adopt: 'never',
  idpGroupIds: [],
  isProtected: () => false,
};
const ada = 'ada@example.com';

/** A member with a group, whose access a person ends without the ledger. */
async function ended(settings: Parameters<typeof atlanByScim>[0]) {
  await using atlan = await atlanByScim(settings);
  const id = await atlan.put(ada, { role: '$member' });
  const group = await atlan.target.createGroup({ alias: 'Analytics' }, atlan.call);
  if (group.kind !== 'done') throw new Error(group.because);
  await atlan.target.addToGroups(id, [group.value.group.id], atlan.call);
  const answer = await endAccount({ email: ada }, { target: atlan.target, rules: RULES, call: atlan.call });
  const groups = await atlan.target.groupsOf(id, atlan.call);
  const { enabled, workspaceRole } = (await atlan.userOf(ada)) ?? {};
  return { answer, left: { enabled, workspaceRole, groups: groups.kind === 'done' ? groups.value.length : undefined } };
}

describe('an access that is ended without the ledger', () => {
  it('is ended where SCIM answers', async () => {
    const { answer, left } = await ended({});
    expect(answer).toMatchObject({ result: 'ended' });
    expect(left).toEqual({ enabled: false, workspaceRole: '$member', groups: 0 });
  });

  it('loses role and groups where SCIM is away and Atlan itself refuses, and is said to be both', async () => {
    const { answer, left } = await ended({ scimToken: 'wrong' });
    expect(left).toEqual({ enabled: true, workspaceRole: '$guest', groups: 0 });
    expect(answer.result).toBe('reduced');
    expect(answer.because).toMatch(/SCIM.*the target refuses to disable.*role and groups are gone.*can still sign in/s);
    expect(answer.steps.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['disable', expect.stringMatching(/^wait: .*; without it refused: /)],
      ['remove-from-group', 'verified'],
      ['set-role', 'verified'],
    ]);
  });
});
