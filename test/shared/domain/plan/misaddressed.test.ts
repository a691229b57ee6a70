import { describe, expect, it } from 'vitest';

import { isMisaddressed, withoutMisaddressed } from '../../../../shared/domain/plan/misaddressed.ts';
import type { Next, Plan } from '../../../../shared/domain/plan/plan.ts';
import type { Refusal } from '../../../../shared/domain/worker/worker.ts';
import { breakGlass, disabled, invitee, lookAt, lookWithout, type Managed, member, refused, rules } from './looks.ts';

const NEW_ADDRESS = 'ada.new@example.com';

describe('an account has a wrong address', () => {
  it.each<[string, Managed]>([
    ['while the invitation to it is open', lookAt(invitee)],
    ['accepted since, where that was seen while it was open', lookAt(member, { isMisaddressed: true })],
  ])('%s', (_name, look) => {
    expect(isMisaddressed(look, NEW_ADDRESS)).toBe(true);
  });

  it.each<[string, Managed, string | undefined]>([
    ['that was accepted before HR corrected it', lookAt(member), NEW_ADDRESS],
    ['that is the one HR states now', lookAt(invitee), 'ada@example.com'],
    [
      'that is the one HR states now, written otherwise',
      lookAt({ ...invitee, email: ' Ada@Example.com' }),
      member.email,
    ],
    ['and was taken over, not invited', lookAt(invitee, { how: 'adopted' }), NEW_ADDRESS],
    ['that the target does not show', lookAt({ ...invitee, email: undefined }), NEW_ADDRESS],
    ['while HR states none', lookAt(invitee), undefined],
    ['and is gone', lookWithout({ kind: 'absent' }), NEW_ADDRESS],
  ])('but not one %s', (_name, look, email) => {
    expect(isMisaddressed(look, email)).toBe(false);
  });
});

describe('the plan for a worker whose invitation went to a wrong address', () => {
  const invite = { kind: 'invite', email: NEW_ADDRESS, role: '$member', rule: 'members' } as const;
  const ownWith = (next: Next): Plan => ({ actions: [invite], next });
  const own = ownWith({ kind: 'waiting', because: 'Own' });
  const planned = (looks: readonly Managed[], refusals: readonly Refusal[] = [], plan = own) =>
    withoutMisaddressed(plan, looks, { rules, refusals });

  const rule = 'address corrected';
  const demote = { kind: 'set-role', accountId: 'u1', role: '$guest', from: '$member', rule } as const;
  const disable = { kind: 'disable', accountId: 'u1', rule } as const;
  const removal = { kind: 'remove-from-group', accountId: 'u1', groupId: 'g1', rule } as const;
  const pending = 'Pending disable: an invitation to an address that HR has corrected is still open';
  const handOff: Next = {
    kind: 'hold',
    hold: 'hand-off',
    because:
      'An account that came from an invitation to a wrong address can sign in, and this system cannot disable it: its role and groups ' +
      'are removed. Disable it by hand',
  };
  const hold: Next = { kind: 'hold', hold: 'conflict', because: 'Own hold' };

  it('takes role and groups of an open invitation first, and waits until it can be disabled', () => {
    expect(planned([lookAt(invitee, { groupIds: ['g1', 'idp'] })])).toEqual({
      actions: [demote, removal, invite],
      next: { kind: 'waiting', because: `Own. ${pending}`, pendingDisable: true },
    });
  });

  it.each<[string, Next, Next]>([
    [
      'a plan at rest waits for it',
      { kind: 'converged', because: 'Own' },
      { kind: 'waiting', because: pending, pendingDisable: true },
    ],
    ['a question to a person stays, and poll watches the invitation', hold, { ...hold, pendingDisable: true }],
  ])('while it is open, %s', (_name, before, after) => {
    expect(planned([lookAt(invitee)], [], ownWith(before)).next).toEqual(after);
  });

  it.each<[string, Managed[], Refusal[]]>([
    ['disables one that was accepted', [lookAt(member)], []],
    ['disables it where the target refused something else only', [lookAt(member)], [refused('scim')]],
  ])('%s, and the plan stands as it was', (_name, looks, refusals) => {
    expect(planned(looks, refusals)).toEqual({ actions: [disable, invite], next: own.next });
  });

  it('has nothing to do for one that is disabled, or gone', () => {
    for (const look of [lookAt(disabled), lookWithout({ kind: 'absent' })]) expect(planned([look])).toEqual(own);
  });

  it.each<[string, Managed[]]>([
    ['that was accepted', [lookAt(member)]],
    ['that was accepted, beside an open one', [lookAt(member), lookAt({ ...invitee, id: 'u2', role: '$guest' })]],
  ])('hands an account over %s, where the target refuses to disable it', (_name, looks) => {
    const refusals = [refused('scim'), refused('disable')];
    expect(planned(looks, refusals)).toEqual({ actions: [demote, invite], next: handOff });
    expect(planned(looks, refusals, ownWith(hold)).next).toEqual(hold);
  });

  it('hands a protected account over, to which nothing is written', () => {
    expect(planned([lookAt(breakGlass)])).toEqual({ actions: [invite], next: handOff });
  });
});
