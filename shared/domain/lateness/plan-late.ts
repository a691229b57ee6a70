import { isGrant } from '../plan/action.ts';
import type { GrantIntent, LateGrant } from '../plan/intent.ts';
import type { Observed, TargetRules } from '../plan/observed.ts';
import type { Plan } from '../plan/plan.ts';
import { planGrant } from '../plan/plan-grant.ts';
import { roleRank } from '../provider/traits.ts';

/**
 * A joiner or a mover of whom HR stated something late. First all that needs no question: what is taken away, what is given without the late
 * statement, and taking over an account that exists. What is left to give waits for a person.
 */
export function planLate(intent: GrantIntent, observed: Observed, rules: TargetRules): Plan {
  const { late, ...whole } = intent;
  if (!late) return planGrant(intent, observed, rules);
  const sure = planGrant(withoutLate(whole, late, rules), observed, rules);
  if (sure.actions.length > 0) return sure;
  const plan = planGrant(whole, observed, rules);
  const gives = plan.actions.some((action) => action.kind !== 'adopt' && isGrant(action, rules.traits));
  return gives ? { ...plan, asks: late.asks } : plan;
}

/** What is wanted both ways is given; the rest is perhaps due, so an account that has it keeps it. */
function withoutLate(
  { role, undecidedRole, groups, undecidedGroupIds, missingGroups, ...intent }: GrantIntent,
  late: LateGrant,
  { traits }: TargetRules,
): GrantIntent {
  const isMore = roleRank(role?.name, traits) > roleRank(late.role?.name, traits);
  const most = undecidedRole ?? role;
  const given = isMore ? late.role : role;
  const [sure, perhaps] = [true, false].map((is) => groups.filter(({ id }) => late.groupIds.includes(id) === is));
  return {
    ...intent,
    ...(given && { role: given }),
    ...(most && (isMore || undecidedRole) && { undecidedRole: most }),
    groups: sure ?? [],
    undecidedGroupIds: [...undecidedGroupIds, ...(perhaps ?? []).map(({ id }) => id)],
    missingGroups,
  };
}
