import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import { intentFor } from '../../../../shared/app/converge/want/intent.ts';
import { wantedFor, wantedUnder } from '../../../../shared/app/converge/wanted-for.ts';
import type { Action } from '../../../../shared/domain/plan/action.ts';
import { afterAction } from '../../../../shared/domain/plan/foresee.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import type { Subject } from '../../../../shared/domain/policy/evaluate.ts';
import { keptBy } from '../../../../shared/domain/policy/kept-access.ts';
import type { Rule } from '../../../../shared/domain/policy/rule.ts';
import { givesNoLess, targetPolicy } from '../../../../shared/domain/policy/target-policy.ts';
import { roleRank } from '../../../../shared/domain/provider/traits.ts';
import { newWorker } from '../../../../shared/domain/worker/worker.ts';
import { companyConfig } from '../../../support/company.ts';
import { lists, role, rules, subject } from '../../domain/policy/arbitrary-policy.ts';

interface Said {
  readonly rules: readonly Rule[];
  readonly maxRole: string;
}

const { roles } = ATLAN_TRAITS;
const { 'atlan-prod': settings } = companyConfig().targets;
const targetRules: TargetRules = {
  traits: ATLAN_TRAITS,
  adopt: 'exact-email',
  idpGroupIds: [],
  isProtected: () => false,
};
const policyOf = (said: Said) => targetPolicy({ ...said, lists, target: 'prod' });

/** One worker under a deployed policy; with an active one, that is kept by. */
function question(deployed: Said, subjects: readonly Subject[], active?: Said) {
  return {
    worker: newWorker('w', 'salt'),
    standing: {
      kind: 'active',
      basis: [],
      workEmail: 'ada@example.com',
      engagements: subjects.map((one, n) => ({ ...one, sourceKey: `hr:${n}`, timeZone: 'UTC' })),
    },
    setup: { target: { name: 'prod', traits: ATLAN_TRAITS }, settings: { ...settings!, maxRole: deployed.maxRole } },
    policy: { rules: deployed.rules, lists },
    ...(active && { keepBy: policyOf(active) }),
    at: Date.parse('2026-06-15T12:00:00Z'),
  } as unknown as Parameters<typeof wantedFor>[0];
}

function nextOf(asked: ReturnType<typeof question>, seen: Observed): readonly Action[] {
  const intent = intentFor(asked, wantedFor(asked), { idOf: (name) => `id of ${name}` });
  return planFor(intent, seen, targetRules).actions;
}

/** Every step until nothing is left to do, and what the target shows then. */
function settled(asked: ReturnType<typeof question>, start: Observed) {
  const steps: Action[] = [];
  let now = start;
  for (let pass = 0; pass < 6; pass++) {
    const actions = nextOf(asked, now);
    steps.push(...actions);
    now = actions.reduce((seen, action) => afterAction(seen, action), now);
  }
  return { steps, now };
}

const lowers = (action: Action) =>
  action.kind === 'set-role' && roleRank(action.role, ATLAN_TRAITS) < roleRank(action.from, ATLAN_TRAITS);
const takesAway = (action: Action) =>
  ['disable', 'delete', 'remove-from-group'].includes(action.kind) || lowers(action);

const noAccount: Observed = { managed: [], byEmail: { kind: 'absent' }, refusals: [] };
const said: fc.Arbitrary<Said> = fc.record({ rules, maxRole: role });
const subjects = fc.array(subject, { minLength: 1, maxLength: 2 });
/** Mostly alike, so that both often give something. */
const pair: fc.Arbitrary<readonly [Said, Said]> = fc.oneof(
  fc.tuple(said, said),
  fc
    .tuple(said, said)
    .map(([one, other]): readonly [Said, Said] => [
      one,
      { ...other, rules: [...other.rules.slice(0, 1).map((rule) => ({ ...rule, name: 'r9' })), ...one.rules.slice(1)] },
    ]),
);
const RUNS = { numRuns: 1_000 };

describe('whatever the policies and the worker', () => {
  it('a change of the policy alone takes nothing before it is activated, whatever is done meanwhile', () => {
    fc.assert(
      fc.property(pair, subjects, ([active, deployed], who) => {
        const { now } = settled(question(active, who), noAccount);
        expect(settled(question(deployed, who, active), now).steps.filter(takesAway)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('an activation takes exactly what was shown', () => {
    fc.assert(
      fc.property(pair, subjects, ([active, deployed], who) => {
        const before = settled(question(active, who), noAccount).now;
        const waiting = settled(question(deployed, who, active), before).now;
        const asked = question(deployed, who);
        const both = [wantedUnder(policyOf(deployed), asked)!, wantedUnder(policyOf(active), asked)!] as const;
        const shown = keptBy(...both, roles);
        const steps = settled(asked, waiting).steps.filter(takesAway);
        // of a role that goes altogether a person is asked once more, by the guard of that question
        if (shown && shown.most === undefined) return;
        const [account] = waiting.managed;
        const owned = account?.record.ownedGroups ?? [];
        expect(steps.flatMap((step) => (step.kind === 'remove-from-group' ? [step.groupId] : [])).sort()).toEqual(
          (shown?.groups ?? [])
            .map((name) => `id of ${name}`)
            .filter((id) => owned.includes(id))
            .sort(),
        );
        expect(steps.filter(({ kind }) => kind === 'disable')).toEqual([]);
        const had = account?.sighting.kind === 'present' ? account.sighting.account.role : undefined;
        expect(steps.filter(lowers)).toHaveLength(
          shown?.role && roleRank(had, ATLAN_TRAITS) > roleRank(shown.most, ATLAN_TRAITS) ? 1 : 0,
        );
      }),
      RUNS,
    );
  });

  it('a policy that says of itself that it gives no less takes nothing', () => {
    fc.assert(
      fc.property(
        pair,
        fc.array(
          rules.map((all) => all.slice(0, 2)),
          { maxLength: 1 },
        ),
        subjects,
        ([active], more, who) => {
          const names = active.rules.map(({ name }) => name);
          const added = more.flat().filter(({ name }) => !names.includes(name));
          const deployed = { ...active, rules: [...active.rules, ...added] };
          expect(givesNoLess(policyOf(deployed), policyOf(active), roles)).toBe(true);
          const asked = question(deployed, who);
          expect(
            keptBy(wantedUnder(policyOf(deployed), asked)!, wantedUnder(policyOf(active), asked)!, roles),
          ).toBeUndefined();
        },
      ),
      RUNS,
    );
  });

  it('a policy that gives no less by its outline gives no less to any worker', () => {
    fc.assert(
      fc.property(pair, subjects, ([active, deployed], who) => {
        fc.pre(givesNoLess(policyOf(deployed), policyOf(active), roles));
        const asked = question(deployed, who);
        expect(
          keptBy(wantedUnder(policyOf(deployed), asked)!, wantedUnder(policyOf(active), asked)!, roles),
        ).toBeUndefined();
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
  });
});
