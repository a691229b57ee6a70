import type { Override } from '../worker/override.ts';
import type { Lists } from './condition.ts';
import { evaluate, type Missing, missingFrom, type Subject, type Truth } from './evaluate.ts';
import type { Rule } from './rule.ts';

/** What a worker should have on one target, and who says so. All lists are sorted and name nothing twice. */
export interface Wanted {
  /** Absent, and `undecidedRole` too: no access on this target, whatever groups say. */
  readonly role?: { readonly name: string; readonly rule: string };
  readonly groups: readonly WantedGroup[];
  /** Rules that could not be decided: they grant nothing and take nothing away. */
  readonly unknown: readonly { readonly rule: string; readonly missing: readonly Missing[] }[];
  /** Not granted, and perhaps due: a membership that is there stays as it is. */
  readonly undecidedGroups: readonly string[];
  /** The highest role that is perhaps due, where it is higher than the one here: a role that is there is not lowered below it. */
  readonly undecidedRole?: { readonly name: string; readonly rule: string };
  /** The rule that said most above the target's `maxRole`, and what it said. */
  readonly capped?: { readonly rule: string; readonly role: string };
  /** Part of what is undecided here: access that goes with the activation of the deployed policy. */
  readonly kept?: Kept;
}

interface WantedGroup {
  readonly group: string;
  readonly rules: readonly string[];
  /** No rule gives it: it is given back after a wrong ending, and is not ours. */
  readonly isGivenBack?: boolean;
}

/** What the active policy still gives a worker, and the deployed one, which waits for its activation, does not. */
export interface Kept {
  /** By name: an existing membership stays. */
  readonly groups: readonly string[];
  /** The role that an existing account keeps; absent where the deployed policy gives, or may give, as much. */
  readonly role?: { readonly name: string; readonly rule: string };
  /** The most that the deployed policy gives or may give; absent where that is no role, and so no access. */
  readonly most?: string;
}

interface Asked {
  readonly rules: readonly Rule[];
  readonly lists: Lists;
  readonly target: string;
  readonly maxRole: string;
  /** From the least to the most; a role that is not in it grants nothing. */
  readonly roleOrder: readonly string[];
  /** One for each engagement that counts: a rule that holds for any of them holds. */
  readonly subjects: readonly Subject[];
  /** Overrides in force. Those that give this target something are rules named `override <id>`. */
  readonly extra: readonly Override[];
}

type Grant = Pick<Rule, 'name' | 'role' | 'groups'> & { readonly isGivenBack?: boolean };
/** A grant without a role has the rank of a role that is not in the order. */
type Ranked = Pick<Asked, 'maxRole'> & { readonly roleOrder: readonly (string | undefined)[] };

/** Policy at an instant: the union of what every rule of the target grants, with the highest role up to `maxRole`. */
export function wantedAccess({ rules, lists, target, maxRole, roleOrder, subjects, extra }: Asked): Wanted {
  const judged = rules
    .filter((rule) => rule.target === target)
    .map((rule) => ({ rule, truth: truthOf(rule, subjects, lists) }));
  const open = judged
    .filter(({ truth }) => truth === 'unknown')
    .map(({ rule }) => rule)
    .sort(byName);
  const grants: readonly Grant[] = [
    ...judged.filter(({ truth }) => truth === true).map(({ rule }) => rule),
    ...extra.flatMap((override) => grantOf(override, target)),
  ].sort(byName);

  const ranked = { maxRole, roleOrder };
  const most = roleOrder.indexOf(maxRole);
  const role = highest(grants, ranked);
  const perhaps = highest(open, ranked);
  const undecidedRole = perhaps && (!role || perhaps.rank > role.rank) ? perhaps : undefined;
  const beyond = grants.reduce<Grant | undefined>((first, grant) => {
    const least = first ? rankOf(first, ranked) : most;
    return rankOf(grant, ranked) > least ? grant : first;
  }, undefined);

  const granted = sorted(grants.flatMap(({ groups = [] }) => groups));
  return {
    ...(role && { role: { name: role.name, rule: role.rule } }),
    groups: granted.map((group) => {
      const givers = grants.filter(({ groups }) => groups?.includes(group));
      return {
        group,
        rules: sorted(givers.map(({ name }) => name)),
        ...(givers.every(({ isGivenBack }) => isGivenBack) && { isGivenBack: true }),
      };
    }),
    unknown: open.map(({ name, when }) => ({
      rule: name,
      missing: sorted(subjects.flatMap((subject) => missingFrom(when, subject, lists))),
    })),
    undecidedGroups: sorted(open.flatMap(({ groups = [] }) => groups)).filter((group) => !granted.includes(group)),
    ...(undecidedRole && { undecidedRole: { name: undecidedRole.name, rule: undecidedRole.rule } }),
    ...(beyond?.role !== undefined && { capped: { rule: beyond.name, role: beyond.role } }),
  };
}

const rankOf = ({ role }: Grant, { roleOrder }: Ranked): number => roleOrder.indexOf(role);

/** The most that grants give, up to `maxRole`, by the first of them that gives it; undefined where none gives a role. */
function highest(grants: readonly Grant[], ranked: Ranked) {
  const { maxRole, roleOrder } = ranked;
  const capped = (grant: Grant) => Math.min(roleOrder.indexOf(maxRole), rankOf(grant, ranked));
  const rank = Math.max(-1, ...grants.map(capped));
  const giver = grants.find((grant) => capped(grant) === rank);
  const name = roleOrder[rank];
  return giver && name !== undefined ? { name, rule: giver.name, rank } : undefined;
}

/** True for one engagement is true; else unknown for one is unknown. */
function truthOf({ when }: Rule, subjects: readonly Subject[], lists: Lists): Truth {
  const truths = subjects.map((subject) => evaluate(when, subject, lists));
  return truths.includes(true) || (truths.includes('unknown') ? 'unknown' : false);
}

function grantOf({ id, kind, entitlement }: Override, target: string): readonly Grant[] {
  if (kind !== 'extra_entitlement' || entitlement?.target !== target) return [];
  const { role, group, isGivenBack } = entitlement;
  return [
    {
      name: `override ${id}`,
      role,
      ...(group !== undefined && { groups: [group] }),
      ...(isGivenBack && { isGivenBack }),
    },
  ];
}

const byName = (a: Pick<Grant, 'name'>, b: Pick<Grant, 'name'>): number => (a.name < b.name ? -1 : 1);

const sorted = <Text extends string>(texts: readonly Text[]): readonly Text[] => [...new Set(texts)].sort();
