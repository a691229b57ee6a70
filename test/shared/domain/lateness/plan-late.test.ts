import { expect, it } from 'vitest';

import type { GrantIntent, LateGrant } from '../../../../shared/domain/plan/intent.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import { disabled, lookAt, member, present, rules, seen, wanted } from '../plan/looks.ts';

const asks = { kind: 'late-grant', because: 'It is late', about: ['evt_1'] } as const;
const [MEMBER, ADMIN] = [
  { name: '$member', rule: 'members' },
  { name: '$admin', rule: 'admins' },
];
const group = (id: string) => ({ id, rule: 'staff' });
const intent = (late: Omit<LateGrant, 'asks'>, more: Partial<GrantIntent> = {}): GrantIntent => ({
  ...wanted,
  ...more,
  late: { ...late, asks },
});
const withoutAccount = seen([], { byEmail: { kind: 'absent' } });
const kindsOf = ({ actions }: ReturnType<typeof planFor>) => actions.map(({ kind }) => kind);

it('an invitation that nothing gives but what was said late waits for a person', () => {
  const plan = planFor(intent({ groupIds: [] }), withoutAccount, rules);
  expect(plan).toMatchObject({ actions: [{ kind: 'invite' }], asks });
});

it('an invitation that is due without it goes out with the lower role', () => {
  const plan = planFor(intent({ role: MEMBER, groupIds: [] }, { role: ADMIN }), withoutAccount, rules);
  expect(plan).toMatchObject({ actions: [{ kind: 'invite', role: '$member' }] });
  expect(plan.asks).toBeUndefined();
});

it('a role and groups are given as far as they are due without it, and asked about beyond that', () => {
  const grants = { role: ADMIN, groups: [group('sure'), group('late')] };
  const late = intent({ role: MEMBER, groupIds: ['sure', 'other'] }, grants);
  const first = planFor(late, seen([lookAt(member)]), rules);
  expect(first.actions).toMatchObject([{ kind: 'add-to-groups', groupIds: ['sure'] }]);
  expect(first.asks).toBeUndefined();
  const next = planFor(late, seen([lookAt(member, { groupIds: ['sure'] })]), rules);
  expect(next).toMatchObject({ asks, actions: [{ kind: 'set-role' }, { kind: 'add-to-groups', groupIds: ['late'] }] });
});

it('what goes goes first, and what an account has of it already stays', () => {
  const late = intent({ role: MEMBER, groupIds: [] }, { groups: [group('has'), group('lacks')] });
  const look = lookAt({ ...member, role: '$admin' }, { groupIds: ['has', 'old'], ownedGroups: ['has', 'old'] });
  expect(kindsOf(planFor(late, seen([look]), rules))).toEqual(['set-role', 'remove-from-group']);
});

it('a higher role that may be due is not lowered', () => {
  const late = intent({ role: MEMBER, groupIds: [] }, { undecidedRole: ADMIN });
  expect(planFor(late, seen([lookAt({ ...member, role: '$admin' })]), rules).actions).toEqual([]);
});

it('an account that is disabled is enabled after a person agreed', () => {
  expect(planFor(intent({ groupIds: [] }), seen([lookAt(disabled)]), rules)).toMatchObject({
    asks,
    actions: [{ kind: 'enable' }],
  });
});

it('an account that exists is taken over without a question, and one with all of it is at rest', () => {
  const found = seen([], { byEmail: present(member) });
  expect(planFor(intent({ groupIds: [] }), found, rules)).toMatchObject({ actions: [{ kind: 'adopt' }] });
  expect(planFor(intent({ groupIds: [] }), found, rules).asks).toBeUndefined();
  expect(planFor(intent({ groupIds: [] }), seen([lookAt(member)]), rules)).toEqual({
    actions: [],
    next: { kind: 'converged', because: 'Matches policy' },
  });
});
