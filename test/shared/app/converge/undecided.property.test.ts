import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import { groupNames, intentFor } from '../../../../shared/app/converge/want/intent.ts';
import { isWithoutRole, wantedFor } from '../../../../shared/app/converge/wanted-for.ts';
import type { Account } from '../../../../shared/domain/account/account.ts';
import type { Action } from '../../../../shared/domain/plan/action.ts';
import { afterAction } from '../../../../shared/domain/plan/foresee.ts';
import type { Intent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import { evaluate, type Subject } from '../../../../shared/domain/policy/evaluate.ts';
import type { Rule } from '../../../../shared/domain/policy/rule.ts';
import { roleRank as rankOf } from '../../../../shared/domain/provider/traits.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import type { Standing } from '../../../../shared/domain/worker/standing.ts';
import { newWorker, type Worker } from '../../../../shared/domain/worker/worker.ts';
import { companyConfig } from '../../../support/company.ts';
import { group, lists, role, rules, subject } from '../../domain/policy/arbitrary-policy.ts';

/** A worker under rules, with what they have on the target. */
interface World {
  readonly rules: readonly Rule[];
  readonly maxRole: (typeof ATLAN_TRAITS.roles)[number];
  readonly subjects: readonly Subject[];
  readonly extra: readonly Override[];
  /** Names of groups that the target does not have. */
  readonly lacking: readonly string[];
  readonly start: Observed;
}

const roleRank = (role: string | undefined) => rankOf(role, ATLAN_TRAITS);
const TODAY = Date.parse('2026-06-15T12:00:00Z');
const EMAIL = 'ada@example.com';
const { 'atlan-prod': settings } = companyConfig().targets;
const targetRules: TargetRules = {
  traits: ATLAN_TRAITS,
  adopt: 'exact-email',
  idpGroupIds: [],
  isProtected: () => false,
};

/** What policy says of the world, and what the planner is told. */
function intentOf({ rules, maxRole, subjects, extra, lacking, start }: World): Intent {
  const standing: Standing = {
    kind: 'active',
    basis: [],
    workEmail: EMAIL,
    engagements: subjects.map((said, n) => ({ ...said, sourceKey: `hr:${n}`, timeZone: 'UTC' })),
  };
  const accounts = start.managed.map(({ record }) => record);
  const record: Worker['targets'][string] = {
    state: 'converged',
    since: 0,
    because: '',
    accounts,
    failures: 0,
    refusals: [],
  };
  const question = {
    worker: { ...newWorker('w', 'salt'), overrides: extra, targets: { prod: record } },
    standing,
    setup: { target: { name: 'prod', traits: ATLAN_TRAITS }, settings: { ...settings!, maxRole, groups: CATALOGUE } },
    policy: { rules, lists },
    at: TODAY,
  } as unknown as Parameters<typeof wantedFor>[0];
  const idOf = (name: string) => (lacking.includes(name) ? undefined : idOfGroup(name));
  return intentFor(question, wantedFor(question), { idOf });
}

const CATALOGUE = { Red: { create: false }, Green: { create: false }, Blue: { create: false } };
const idOfGroup = (name: string) => `id of ${name}`;

/** What a faithful target shows once nothing is left to do. */
function settled(world: World): Observed {
  const intent = intentOf(world);
  let now = world.start;
  for (let pass = 0; pass < 6; pass++)
    now = planFor(intent, now, targetRules).actions.reduce((seen, action) => afterAction(seen, action), now);
  return now;
}

const isLowering = (action: Action) => action.kind === 'set-role' && roleRank(action.role) < roleRank(action.from);
const takesAway = (action: Action) =>
  action.kind === 'disable' || action.kind === 'remove-from-group' || isLowering(action);

const override: fc.Arbitrary<Override> = fc.record({ role, group }, { requiredKeys: [] }).map((given) => ({
  id: 'o',
  kind: 'extra_entitlement',
  entitlement: { target: 'prod', ...given },
  actor: 'olga',
  reason: 'project',
  from: 0,
  until: TODAY + 1,
}));

const groupIds = fc.uniqueArray(group.map(idOfGroup));
const account: fc.Arbitrary<Account> = fc
  .record({ state: fc.constantFrom('invited', 'provisioned', 'active', 'disabled', 'locked'), role })
  .map((shown) => ({ id: 'u1', email: EMAIL, enabled: shown.state !== 'disabled', ...shown }));
const managed: fc.Arbitrary<Observed> = fc
  .record({ account, has: groupIds, owned: groupIds, enabled: fc.option(fc.boolean(), { nil: undefined }) })
  .map(({ account: shown, has, owned, enabled }) => ({
    managed: [
      {
        record: { id: 'u1', how: 'invited', ownedGroups: owned, left: { enabled } },
        sighting: { kind: 'present', account: shown },
        groupIds: has,
      },
    ],
    refusals: [],
  }));
const nobody: Observed = { managed: [], byEmail: { kind: 'absent' }, refusals: [] };

const world: fc.Arbitrary<World> = fc.record({
  rules,
  maxRole: role,
  subjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
  extra: fc.array(override, { maxLength: 1 }),
  lacking: fc.uniqueArray(group, { maxLength: 1 }),
  start: fc.oneof(fc.constant(nobody), managed, managed),
});

const FORGETTABLE = ['department', 'jobTitle', 'country', 'startDate', 'endDate'] as const;
type Forgettable = (typeof FORGETTABLE)[number];

/** The same subjects, of whom one attribute or date is not known. */
const forgetting = (subjects: readonly Subject[], what: Forgettable): readonly Subject[] =>
  subjects.map((one) =>
    what === 'startDate' || what === 'endDate'
      ? { ...one, [what]: undefined }
      : { ...one, attributes: { ...one.attributes, [what]: null } },
  );

const forgotten = fc.constantFrom(...FORGETTABLE);
const RUNS = { numRuns: 1_000 };

describe('whatever the rules, the worker and the account', () => {
  it('forgetting an attribute takes nothing away: no sign-in, no group, no role', () => {
    fc.assert(
      fc.property(world, forgotten, (known, what) => {
        const plan = planFor(
          intentOf({ ...known, subjects: forgetting(known.subjects, what), start: settled(known) }),
          settled(known),
          targetRules,
        );
        expect(plan.actions.filter(takesAway)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('forgetting an attribute gives no worker an account, and enables none again', () => {
    fc.assert(
      fc.property(world, forgotten, (known, what) => {
        const plan = planFor(
          intentOf({ ...known, subjects: forgetting(known.subjects, what), start: settled(known) }),
          settled(known),
          targetRules,
        );
        expect(plan.actions.map(({ kind }) => kind)).not.toContain('invite');
        expect(plan.actions.map(({ kind }) => kind)).not.toContain('enable');
      }),
      RUNS,
    );
  });

  it('learning an attribute takes away only what the rules exclude for certain', () => {
    fc.assert(
      fc.property(world, forgotten, (known, what) => {
        const before = settled({ ...known, subjects: forgetting(known.subjects, what) });
        const { actions } = planFor(intentOf({ ...known, start: before }), before, targetRules);
        const possible = possibleGrants(known);
        // without a role there is no access, and so no group
        if (!possible.some((one) => one.role)) return;
        for (const action of actions.filter(takesAway)) {
          expect(action.kind).not.toBe('disable');
          if (action.kind === 'remove-from-group')
            expect(possible.flatMap(({ groups = [] }) => groups.map(idOfGroup))).not.toContain(action.groupId);
          if (action.kind === 'set-role')
            for (const one of possible)
              expect(roleRank(action.role)).toBeGreaterThanOrEqual(
                Math.min(roleRank(one.role), roleRank(known.maxRole)),
              );
        }
      }),
      RUNS,
    );
  });

  it('nothing is left to do once it is done', () => {
    fc.assert(
      fc.property(world, (any) => {
        const after = settled(any);
        expect(planFor(intentOf({ ...any, start: after }), after, targetRules).actions).toEqual([]);
      }),
      RUNS,
    );
  });

  it('who has no account gets one only by a rule that is decided, and a person is asked only where policy says none', () => {
    fc.assert(
      fc.property(world, (any) => {
        const intent = intentOf(any);
        const decided = decidedGrants(any).some((one) => one.role !== undefined);
        const isPossible = possibleGrants(any).some((one) => one.role !== undefined);
        expect(intent.kind).toBe(isPossible ? 'grant' : 'no-role');
        const { actions } = planFor(intent, nobody, targetRules);
        expect(actions.map(({ kind }) => kind)).toEqual(decided ? ['invite'] : []);
      }),
      RUNS,
    );
  });
});

type Grant = Pick<Rule, 'role' | 'groups'>;

/** What rules and overrides give whatever else is learned. */
const decidedGrants = (any: World): readonly Grant[] => grantsWhere(any, ['yes']);
/** What they give, or may give. */
const possibleGrants = (any: World): readonly Grant[] => grantsWhere(any, ['yes', 'perhaps']);

function grantsWhere({ rules: all, subjects, extra }: World, answers: readonly string[]): readonly Grant[] {
  const answerOf = ({ when }: Rule) => {
    const truths = subjects.map((one) => evaluate(when, { ...one, today: '2026-06-15' }, lists));
    return truths.includes(true) ? 'yes' : truths.includes('unknown') ? 'perhaps' : 'no';
  };
  return [
    ...all.filter((rule) => rule.target === 'prod' && answers.includes(answerOf(rule))),
    ...extra.map(({ entitlement }) => ({
      ...(entitlement?.role !== undefined && { role: entitlement.role }),
      ...(entitlement?.group !== undefined && { groups: [entitlement.group] }),
    })),
  ];
}

describe('the groups that are looked for', () => {
  it('are none where policy gives no role, and those to be made are never those that only undecided rules name', () => {
    const one = { role: { name: '$member', rule: 'a' }, unknown: [] };
    const groups = [{ group: 'Red', rules: ['a'] }];
    expect(groupNames({ ...one, groups, undecidedGroups: ['Blue'] })).toEqual({ granted: ['Red'], kept: ['Blue'] });
    expect(groupNames({ unknown: [], groups, undecidedGroups: ['Blue'] })).toEqual({ granted: [], kept: [] });
    expect(isWithoutRole(undefined)).toBe(false);
  });
});
