import { describe, expect, it } from 'vitest';

import { policyText } from '../../../../../shared/contracts/operate/policy/proposed-policy.ts';
import type { Rule } from '../../../../../shared/domain/policy/rule.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const rule = (name: string, more: Partial<Rule>): Rule => ({
  name,
  target: 'atlan-prod',
  when: { always: true },
  ...more,
});

/** Two people of Data, who are in Data Eng, and one of Sales; all are members and in All Staff. One has left. */
async function staffed(): Promise<ControlPlane> {
  const plane = await controlPlane();
  for (const n of [1, 2, 3, 4]) {
    const attributes = {
      workEmail: `p${n}@example.com`,
      workerType: 'employee',
      department: n === 3 ? 'Sales' : 'Data',
    };
    await plane.acme.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
  }
  await plane.acme.deliver(lifecycleEvent(9, 'left', { sourceKey: 'hr:4', date: '2026-03-01' }));
  return plane;
}

const proposed = (plane: ControlPlane, rules: readonly Rule[], maxRole = '$admin') =>
  policyText({
    targets: { 'atlan-prod': { provider: 'atlan', maxRole, groups: {}, idpGroups: [] } },
    lists: plane.deps.policy.lists,
    rules,
  });
const tested = async (plane: ControlPlane, policy: string) => {
  const answer = await plane.tell('policy test', { policy });
  const names = new Map(await Promise.all([1, 2, 3, 4].map(async (n) => [await plane.keyOf(n), n] as const)));
  const rows = answer.rows.map(({ workerKey, state, what, name, other, rule: by }) => ({
    who: names.get(workerKey),
    state,
    what,
    name,
    ...(other !== undefined && { other }),
    rule: by,
  }));
  return { ...answer, rows: rows.toSorted((a, b) => (a.who ?? 0) - (b.who ?? 0)) };
};
const STAFF = { role: '$member', groups: ['All Staff'] };
const DATA = { attribute: 'department', equals: 'Data' } as const;

describe('policy test', () => {
  it('says of the policy in force that it changes nothing', async () => {
    const plane = await staffed();
    const { rules } = plane.deps.policy;
    const answer = await tested(plane, proposed(plane, rules, plane.deps.targets[0]?.settings.maxRole));
    expect(answer).toMatchObject({ rows: [], totals: { facts: 0 }, added: [], removed: [] });
  });

  it('names who gains and who loses a group, with the rule', async () => {
    const plane = await staffed();
    const rules = [
      rule('staff', STAFF),
      rule('sellers', { when: { attribute: 'department', equals: 'Sales' }, groups: ['Sellers'] }),
    ];
    const { rows, totals } = await tested(plane, proposed(plane, rules));
    expect(rows).toEqual([
      { who: 1, state: 'loses', what: 'group', name: 'Data Eng', rule: 'data' },
      { who: 2, state: 'loses', what: 'group', name: 'Data Eng', rule: 'data' },
      { who: 3, state: 'gains', what: 'group', name: 'Sellers', rule: 'sellers' },
    ]);
    expect(totals).toEqual({ facts: 3, rows: 3, byState: { loses: 2, gains: 1 } });
  });

  it('reads the workers as the proposed file says which connection is heard of an attribute', async () => {
    const plane = await staffed();
    const { rules, lists } = plane.deps.policy;
    const attributes = { department: 'Data' };
    await plane.acme.deliver(
      lifecycleEvent(20, 'joined', {
        connection: 'payroll',
        sourceKey: 'payroll:3',
        previousSourceKey: 'hr:3',
        attributes,
      }),
    );
    expect(await plane.acme.deps.ledger.links.workerOf('payroll:3')).toBe(await plane.keyOf(3));
    const policy = policyText({
      targets: { 'atlan-prod': { provider: 'atlan', maxRole: '$member', groups: {}, idpGroups: [] } },
      lists,
      rules,
      access: { authority: { department: ['hr'] } },
    });
    const { rows } = await tested(plane, policy);
    expect(rows).toEqual([{ who: 3, state: 'loses', what: 'group', name: 'Data Eng', rule: 'data' }]);
  });

  it('names a role that rises, one that is lowered, and who is locked out', async () => {
    const plane = await staffed();
    const rules = [
      rule('staff', { ...STAFF, when: DATA, role: '$guest' }),
      rule('data', { when: DATA, groups: ['Data Eng'] }),
    ];
    expect((await tested(plane, proposed(plane, rules))).rows).toEqual([
      { who: 1, state: 'loses', what: 'role', name: '$member', other: '$guest', rule: 'members' },
      { who: 2, state: 'loses', what: 'role', name: '$member', other: '$guest', rule: 'members' },
      { who: 3, state: 'locked-out', what: 'role', name: '$member', rule: 'members' },
    ]);
    const higher = [...plane.deps.policy.rules, rule('admins', { when: DATA, role: '$admin' })];
    expect((await tested(plane, proposed(plane, higher))).rows).toEqual([
      { who: 1, state: 'gains', what: 'role', name: '$admin', other: '$member', rule: 'admins' },
      { who: 2, state: 'gains', what: 'role', name: '$admin', other: '$member', rule: 'admins' },
    ]);
  });

  it('neither gives nor takes by a rule that cannot be decided', async () => {
    const plane = await staffed();
    const open = { attribute: 'costCenter', equals: '4711' } as const;
    const { rows } = await tested(
      plane,
      proposed(plane, [rule('staff', { ...STAFF, groups: ['All Staff', 'Data Eng', 'Sellers'], when: open })]),
    );
    expect(rows).toEqual([]);
  });

  it('names targets that are new, and that are gone', async () => {
    const plane = await staffed();
    const policy = policyText({
      targets: { 'atlan-new': { provider: 'atlan', maxRole: '$guest', groups: {}, idpGroups: [] } },
      lists: {},
      rules: [],
    });
    expect(await tested(plane, policy)).toMatchObject({ rows: [], added: ['atlan-new'], removed: ['atlan-prod'] });
  });

  it('asks no target and changes nothing', async () => {
    const plane = await staffed();
    const isAsked = async (): Promise<never> => {
      throw new Error('the target was asked');
    };
    Object.assign(plane.deps.targets[0]!.target, { findByIds: isAsked, findByEmails: isAsked, groupsOf: isAsked });
    Object.assign(plane.deps.catalogues, { read: isAsked });
    const before = await plane.deps.ledger.workers.versionOf(await plane.keyOf(1));
    await tested(plane, proposed(plane, []));
    expect(await plane.deps.ledger.workers.versionOf(await plane.keyOf(1))).toBe(before);
    expect(plane.queue.messages).toEqual([]);
  });

  it.each(['{', '[]', '{"rules":[],"lists":{}}', '{"targets":{},"lists":{},"rules":[{"name":"A"}]}'])(
    'refuses %s',
    async (policy) => {
      const plane = await controlPlane();
      expect(await plane.ask('policy test', { policy })).toMatchObject({
        error: 'invalid-input',
        fields: [{ field: 'policy', problem: expect.stringContaining('must be a policy in JSON') }],
      });
    },
  );
});
