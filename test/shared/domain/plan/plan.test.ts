import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import type { Account, Sighting } from '../../../../shared/domain/account/account.ts';
import { proves } from '../../../../shared/domain/plan/action.ts';
import { afterAction, foresee } from '../../../../shared/domain/plan/foresee.ts';
import type { GrantIntent, Intent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import type { Plan } from '../../../../shared/domain/plan/plan.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import { NOTHING_ELSE } from '../../../../shared/domain/worker/access-over.ts';

const rules: TargetRules = {
  traits: ATLAN_TRAITS,
  adopt: 'exact-email',
  idpGroupIds: ['idp'],
  isProtected: ({ id }) => id === 'break-glass',
};
const member: Account = {
  id: 'u1',
  email: 'ada@example.com',
  state: 'active',
  enabled: true,
  role: '$member',
  emailVerified: true,
};
const grant = (more: Partial<GrantIntent> = {}): GrantIntent => ({
  kind: 'grant',
  email: 'ada@example.com',
  role: { name: '$member', rule: 'members' },
  groups: [],
  undecidedGroupIds: [],
  missingGroups: [],
  ...more,
});
const end: Intent = { kind: 'end', rule: 'left' };

const present = (account: Account): Sighting => ({ kind: 'present', account });
const managed = (
  account: Account,
  groupIds: readonly string[] = [],
  ownedGroups: readonly string[] = [],
): Observed => ({
  managed: [{ record: { id: account.id, how: 'invited', ownedGroups }, sighting: present(account), groupIds }],
  refusals: [],
  leaver: NOTHING_ELSE,
});
const byAddress = (sighting: Sighting) => ({
  byEmail: sighting,
  leaver: { ...NOTHING_ELSE, byAddress: new Map([['ada@example.com', sighting]]) },
});
const nobody = (byEmail: Sighting = { kind: 'absent' }): Observed => ({
  managed: [],
  refusals: [],
  ...byAddress(byEmail),
});

const kinds = ({ actions }: Plan) =>
  actions.map((action) => ('role' in action ? `${action.kind} ${action.role}` : action.kind));
const plan = (intent: Intent, observed: Observed) => planFor(intent, observed, rules);

describe('the plan for a worker who is active', () => {
  it.each<[string, GrantIntent, Observed, string[], string]>([
    ['invites who is not there', grant(), nobody(), ['invite $member'], 'waiting'],
    ['takes an existing account over', grant(), nobody(present(member)), ['adopt'], 'converged'],
    ['waits without an e-mail', grant({ email: undefined }), nobody(), [], 'waiting'],
    ['waits outside the allowed domains', grant({ mayNotInvite: 'outside the domains' }), nobody(), [], 'waiting'],
    ['never invites on an unclear look', grant(), nobody({ kind: 'unknown' }), [], 'waiting'],
    [
      'asks a person about several accounts',
      grant(),
      nobody({ kind: 'several', accounts: [member, member] }),
      [],
      'hold',
    ],
    [
      'waits where a rule is undecided',
      grant({ role: undefined, undecidedRole: { name: '$member', rule: 'u' } }),
      nobody(),
      [],
      'waiting',
    ],
    ['leaves a protected account alone', grant(), nobody(present({ ...member, id: 'break-glass' })), [], 'hold'],
    [
      'enables whom policy wants back',
      grant(),
      managed({ ...member, state: 'disabled', enabled: false }),
      ['enable'],
      'converged',
    ],
    [
      'leaves disabled an account that another person disabled',
      grant(),
      {
        managed: [
          {
            record: { id: 'u1', how: 'invited', ownedGroups: ['g1'], left: { enabled: true } },
            sighting: present({ ...member, state: 'disabled', enabled: false }),
            groupIds: ['g1'],
          },
        ],
        refusals: [],
      },
      [],
      'waiting',
    ],
    ['changes the role', grant(), managed({ ...member, role: '$guest' }), ['set-role $member'], 'converged'],
    [
      'lowers no role while a rule is undecided',
      grant({ role: { name: '$guest', rule: 'g' }, undecidedRole: { name: '$member', rule: 'u' } }),
      managed(member),
      [],
      'converged',
    ],
    [
      'raises one all the same',
      grant({ undecidedRole: { name: '$admin', rule: 'u' } }),
      managed({ ...member, role: '$guest' }),
      ['set-role $member'],
      'converged',
    ],
    ['leaves an unknown role alone', grant(), managed({ ...member, role: undefined }), [], 'converged'],
    ['says which group is missing', grant({ missingGroups: ['Data Eng'] }), managed(member), [], 'waiting'],
  ])('%s', (_name, intent, observed, actions, next) => {
    const result = plan(intent, observed);
    expect(kinds(result)).toEqual(actions);
    expect(result.next.kind).toBe(next);
  });

  it('adds before it removes, and removes only memberships that are ours', () => {
    const intent = grant({ groups: [{ id: 'new', rule: 'r' }], undecidedGroupIds: ['maybe'] });
    const result = plan(intent, managed(member, ['old', 'theirs', 'maybe', 'idp'], ['old', 'maybe', 'idp']));
    expect(result.actions).toEqual([
      { kind: 'add-to-groups', accountId: 'u1', groupIds: ['new'], rule: 'r' },
      { kind: 'remove-from-group', accountId: 'u1', groupId: 'old', rule: expect.any(String) },
    ]);
  });
});

describe('the plan for a leaver', () => {
  it.each<[string, Observed, string[], string]>([
    ['disables first', managed(member, ['g1', 'idp']), ['disable', 'remove-from-group'], 'converged'],
    [
      'gives an administrator another role first',
      managed({ ...member, role: '$admin' }),
      ['set-role $guest', 'disable'],
      'converged',
    ],
    [
      'reduces an invitee at once and waits',
      managed({ ...member, state: 'invited' }, ['g1']),
      ['set-role $guest', 'remove-from-group'],
      'waiting',
    ],
    [
      'only cleans up after a disabled one',
      managed({ ...member, state: 'disabled', enabled: false }, ['g1']),
      ['remove-from-group'],
      'converged',
    ],
    [
      'has nothing to do for one who is gone',
      {
        managed: [{ record: { id: 'u1', how: 'invited', ownedGroups: [] }, sighting: { kind: 'absent' } }],
        refusals: [],
        leaver: NOTHING_ELSE,
      },
      [],
      'converged',
    ],
    [
      'reduces and asks a person where disabling was refused',
      { ...managed(member, ['g1']), refusals: [{ rung: 'disable', at: 0, because: '' }] },
      ['set-role $guest', 'remove-from-group'],
      'hold',
    ],
    ['is a hold for an account that is not ours', nobody(present(member)), [], 'hold'],
    ['is a hold for a protected account', managed({ ...member, id: 'break-glass' }), [], 'hold'],
    [
      'is over for a protected account that a person has ended',
      managed({ ...member, id: 'break-glass', enabled: false, state: 'disabled' }, ['g']),
      [],
      'converged',
    ],
    ['waits on an unclear look', nobody({ kind: 'unknown' }), [], 'waiting'],
    ['has nothing to do for one who never had an account', nobody(), [], 'converged'],
  ])('%s', (_name, observed, actions, next) => {
    const result = plan(end, observed);
    expect(kinds(result)).toEqual(actions);
    expect(result.next.kind).toBe(next);
  });
});

const ASKS = { kind: 'no-role', because: 'No rule gives a role', about: ['rules'] } as const;

describe('the plan for a worker who is active and has no role', () => {
  const left = (enabled: boolean, observed: Observed): Observed => ({
    ...observed,
    managed: observed.managed.map((look) => ({ ...look, record: { ...look.record, left: { enabled } } })),
  });
  const disabled: Account = { ...member, state: 'disabled', enabled: false };

  it.each<[string, Observed, string[], string, boolean]>([
    ['asks before it ends', managed(member, ['g1'], ['g1']), ['disable', 'remove-from-group'], 'converged', true],
    [
      'asks before it gives an administrator another role',
      managed({ ...member, role: '$admin' }),
      ['set-role $guest', 'disable'],
      'converged',
      true,
    ],
    [
      'asks before it reduces an invitee',
      managed({ ...member, state: 'invited' }, ['g1'], ['g1']),
      ['set-role $guest', 'remove-from-group'],
      'waiting',
      true,
    ],
    [
      'asks about an invitee who has nothing left',
      managed({ ...member, state: 'invited', role: '$guest' }),
      [],
      'waiting',
      true,
    ],
    [
      'only cleans up after a disabled one',
      left(false, managed(disabled, ['g1', 'g2'], ['g1'])),
      ['remove-from-group'],
      'converged',
      false,
    ],
    ['leaves one as it is that others disabled', left(true, managed(disabled, ['g1'], ['g1'])), [], 'converged', false],
    ['never touches a protected one', managed({ ...member, id: 'break-glass' }, ['g1'], ['g1']), [], 'hold', false],
    [
      'hands over one that the target refuses to disable',
      { ...managed(member, ['g1'], ['g1']), refusals: [{ rung: 'disable', at: 0, because: '' }] },
      ['set-role $guest', 'remove-from-group'],
      'hold',
      true,
    ],
    ['has nothing to do without an account', nobody(), [], 'converged', false],
    ['takes over none that is not ours', nobody(present(member)), [], 'converged', false],
    [
      'waits on an unclear look',
      {
        managed: [{ record: { id: 'u1', how: 'invited', ownedGroups: [] }, sighting: { kind: 'unknown' } }],
        refusals: [],
      },
      [],
      'waiting',
      false,
    ],
  ])('%s', (_name, observed, actions, next, isAsked) => {
    const asked = plan({ kind: 'no-role', asks: ASKS }, observed);
    expect(kinds(asked)).toEqual(actions);
    expect(asked.next.kind).toBe(next);
    expect(asked.asks).toEqual(isAsked ? ASKS : undefined);
    const moved = plan({ kind: 'no-role' }, observed);
    expect(kinds(moved)).toEqual(actions);
    expect(moved.asks).toBeUndefined();
  });
});

const anyGroup = fc.constantFrom('g1', 'g2', 'g3', 'idp');
const anyAccount: fc.Arbitrary<Account> = fc
  .record(
    {
      id: fc.constantFrom('u1', 'break-glass'),
      state: fc.constantFrom('invited', 'provisioned', 'active', 'disabled', 'locked'),
      role: fc.constantFrom('$admin', '$member', '$guest'),
      email: fc.constant('ada@example.com'),
    },
    { requiredKeys: ['id', 'email'] },
  )
  .map((account) => ({ ...account, ...(account.state && { enabled: account.state !== 'disabled' }) }));
const anySighting: fc.Arbitrary<Sighting> = fc.oneof(
  fc.constantFrom<Sighting>({ kind: 'absent' }, { kind: 'unknown' }),
  anyAccount.map(present),
);
const anyObserved: fc.Arbitrary<Observed> = fc.oneof(
  anySighting.map(nobody),
  fc
    .tuple(anyAccount, fc.uniqueArray(anyGroup), fc.uniqueArray(anyGroup))
    .map(([account, has, owned]) => managed(account, has, owned)),
);
const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  fc.constant(end),
  fc.constantFrom<Intent>({ kind: 'no-role' }, { kind: 'no-role', asks: ASKS }),
  fc
    .record({
      role: fc.constantFrom('$member', '$guest', undefined),
      perhaps: fc.constantFrom('$admin', '$member', undefined),
      groups: fc.uniqueArray(anyGroup),
      maybe: fc.uniqueArray(anyGroup),
      mayInvite: fc.boolean(),
    })
    .map(({ role, perhaps, groups, maybe, mayInvite }) =>
      grant({
        role: role && { name: role, rule: 'r' },
        undecidedRole: perhaps && { name: perhaps, rule: 'u' },
        groups: groups.map((id) => ({ id, rule: 'r' })),
        undecidedGroupIds: maybe,
        ...(!mayInvite && { mayNotInvite: 'outside the domains' }),
      }),
    ),
);

describe('any plan', () => {
  it('leaves nothing to do once a faithful target has done it, and each step is proven by a look', () => {
    fc.assert(
      fc.property(anyIntent, anyObserved, (intent, start) => {
        let observed = start;
        for (let pass = 0; pass < 3; pass++) {
          for (const action of plan(intent, observed).actions) {
            observed = afterAction(observed, action);
            const look = observed.managed.find(({ sighting }) => sighting.kind === 'present');
            if (look) expect(proves(action, look)).toBe(true);
          }
        }
        expect(plan(intent, observed).actions).toEqual([]);
        expect(foresee(intent, observed, rules)).toEqual([]);
      }),
    );
  });

  it('never touches what is not ours: protected accounts, groups of the identity provider, memberships of others', () => {
    fc.assert(
      fc.property(anyIntent, anyObserved, (intent, observed) => {
        for (const action of plan(intent, observed).actions) {
          if ('accountId' in action) expect(action.accountId).not.toBe('break-glass');
          if (action.kind === 'remove-from-group') {
            expect(action.groupId).not.toBe('idp');
            if (intent.kind !== 'end') expect(observed.managed[0]?.record.ownedGroups).toContain(action.groupId);
          }
          if (intent.kind !== 'grant') expect(['disable', 'set-role', 'remove-from-group']).toContain(action.kind);
        }
      }),
    );
  });
});

describe('the plan for a worker whose access an operator ended', () => {
  const stated: Intent = { kind: 'end', rule: 'override o1', byOperator: true };
  const gone = (byEmail: Sighting): Observed => ({
    managed: [{ record: { id: 'u0', how: 'invited', ownedGroups: [] }, sighting: { kind: 'absent' } }],
    refusals: [],
    ...byAddress(byEmail),
  });

  it.each<[string, Observed, string[]]>([
    ['takes an account over that has their e-mail', nobody(present(member)), ['adopt']],
    ['takes one over that was made anew', gone(present(member)), ['adopt']],
    ['leaves one that is disabled', nobody(present({ ...member, enabled: false, state: 'disabled' })), []],
    ['leaves a protected one', nobody(present({ ...member, id: 'break-glass' })), []],
    ['leaves several', nobody({ kind: 'several', accounts: [member, { ...member, id: 'u2' }] }), []],
    ['leaves one whose e-mail does not show', nobody(present({ ...member, email: undefined })), []],
    ['disables what is theirs', managed(member, ['g']), ['disable', 'remove-from-group']],
  ])('%s', (_name, observed, actions) => {
    expect(kinds(plan(stated, observed))).toEqual(actions);
  });

  it('takes nothing over that HR alone ended, nor where adopting is off', () => {
    expect(plan(end, nobody(present(member)))).toMatchObject({ actions: [], next: { hold: 'unmanaged-leaver' } });
    expect(planFor(stated, nobody(present(member)), { ...rules, adopt: 'never' })).toMatchObject({
      actions: [],
      next: { hold: 'unmanaged-leaver' },
    });
    expect(plan(stated, gone(present({ ...member, email: undefined }))).next.kind).toBe('hold');
  });

  it('comes to rest with everything ended', () => {
    const steps = foresee(stated, nobody(present(member)), rules, ['g', 'idp']);
    expect(steps.map(({ kind }) => kind)).toEqual(['adopt', 'disable', 'remove-from-group']);
  });
});
