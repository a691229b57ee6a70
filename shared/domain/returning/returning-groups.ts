import { isAdministrator, type ProviderTraits, roleRank } from '../provider/traits.ts';

/** What receipts name where a worker who is back gets again what others had given. */
export const RETURNED = 'returned';

/** A group of a target, as far as it matters who may be put into it. */
export interface GroupFacts {
  readonly id: string;
  readonly name: string;
  readonly alias?: string;
  readonly managedBy?: 'us' | 'identity-provider' | 'product';
  readonly isFilledAtSignIn?: true;
  readonly roleOfMembers?: string;
}

/** What becomes of the groups that others had given to a worker who is back: ids. */
export interface Returning {
  readonly given: readonly string[];
  readonly notGiven: readonly NotGiven[];
}

/** Groups that are not given again, for one reason. */
interface NotGiven {
  readonly groupIds: readonly string[];
  readonly because: string;
}

interface Asked {
  /** Every group that the target has. */
  readonly groups: readonly GroupFacts[];
  /** Ids of the groups that the worker is given anyway: by rules, or by an operator. */
  readonly wanted: readonly string[];
  /** Names of the groups that rules or the catalogue speak of. */
  readonly named: readonly string[];
  readonly idpGroupIds: readonly string[];
  readonly traits: Pick<ProviderTraits, 'roles' | 'administrators'>;
  readonly maxRole: string;
}

/**
 * Which of the groups that a deletion took, and that others had given, a worker who is back is put into again. Not those that the rules decide
 * about, that another system keeps, that give more than the target allows, or that are gone. Pure.
 */
export function returningGroups(lost: readonly string[], asked: Asked): Returning {
  const open = lost.filter((id) => !asked.wanted.includes(id));
  const judged = open.map((id) => ({
    id,
    because: whyNot(
      asked.groups.find((group) => group.id === id),
      asked,
    ),
  }));
  const reasons = [...new Set(judged.flatMap(({ because }) => because ?? []))];
  const idsOf = (reason: string | undefined) => judged.filter(({ because }) => because === reason).map(({ id }) => id);
  return { given: idsOf(undefined), notGiven: reasons.map((because) => ({ groupIds: idsOf(because), because })) };
}

/** Whether the rules or the catalogue speak of a group, by either of its names. */
const isNamed = ({ name, alias }: Pick<GroupFacts, 'name' | 'alias'>, named: readonly string[]): boolean =>
  named.includes(name) || (alias !== undefined && named.includes(alias));

function whyNot(group: GroupFacts | undefined, { named, idpGroupIds, traits, maxRole }: Asked): string | undefined {
  if (!group) return 'The target has no such group any more';
  if (isNamed(group, named)) return 'The rules decide about this group, and do not give it now';
  const { id, managedBy = 'us', isFilledAtSignIn, roleOfMembers } = group;
  if (managedBy !== 'us' || isFilledAtSignIn || idpGroupIds.includes(id))
    return 'The identity provider, or the product itself, decides who is in this group';
  if (roleOfMembers === undefined) return undefined;
  if (isAdministrator(roleOfMembers, traits))
    return `Its members are administrators (${roleOfMembers}): put the worker into it by hand, if it is due`;
  const isKnown = roleRank(roleOfMembers, traits) > 0;
  return isKnown && roleRank(roleOfMembers, traits) <= roleRank(maxRole, traits)
    ? undefined
    : `Its members have the role ${roleOfMembers}, which is not within maxRole (${maxRole}): put the worker into it by hand, if it is due`;
}
