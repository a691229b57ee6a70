import { keptBy } from '../../domain/policy/kept-access.ts';
import type { TargetPolicy } from '../../domain/policy/target-policy.ts';
import type { Wanted } from '../../domain/policy/wanted-access.ts';
import { roleRank } from '../../domain/provider/traits.ts';
import { type AccessDates, accessAt } from '../../domain/worker/access-standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { Catalogue } from '../converge/catalogue.ts';
import type { TargetSetup } from '../converge/target-setup.ts';
import { wantedUnder } from '../converge/wanted-for.ts';

/** What one worker loses on a target when one policy follows another. */
export interface Loss {
  readonly kind: 'group' | 'role' | 'sign-in';
  /** The group by its name, or the role that goes. */
  readonly what: string;
  /** The role that is left. */
  readonly to?: string;
  /** The rules of the policy before that give it. */
  readonly rule: string;
}

interface Change {
  readonly setup: TargetSetup;
  readonly before: TargetPolicy;
  readonly after: TargetPolicy;
  readonly access: AccessDates;
  /** Epoch ms. */
  readonly at: number;
  /** The target's groups; where they could not be read, every membership of ours may be the one that goes. */
  readonly catalogue?: Catalogue | undefined;
}

/** What a worker has, by the record of what we left, and loses by a change of the policy alone. */
export function lossesOf(worker: Worker, { setup, before, after, access, at, catalogue }: Change): readonly Loss[] {
  const { name: target, traits } = setup.target;
  const accounts = (worker.targets[target]?.accounts ?? []).filter(({ endedAt }) => endedAt === undefined);
  if (accounts.length === 0) return [];
  const standing = accessAt(worker, at, access);
  const question = { worker, standing, setup, at };
  const [had, gets] = [wantedUnder(before, question), wantedUnder(after, question)];
  const kept = had && gets && keptBy(gets, had, traits.roles);
  if (!kept) return [];
  const { role, most } = kept;
  if (role && most === undefined) return [{ kind: 'sign-in', what: role.name, rule: role.rule }];
  const owned = accounts.flatMap(({ ownedGroups }) => ownedGroups);
  const isHad = (group: string) => {
    const id = catalogue?.idOf(group);
    return owned.length > 0 && (!catalogue || (id !== undefined && owned.includes(id)));
  };
  const isHigher = accounts.some(
    ({ left }) => left?.role === undefined || roleRank(left.role, traits) > roleRank(most, traits),
  );
  return [
    ...(role && isHigher ? [{ kind: 'role' as const, what: role.name, to: most ?? '', rule: role.rule }] : []),
    ...kept.groups.filter(isHad).map((group) => ({ kind: 'group' as const, what: group, rule: rulesOf(had, group) })),
  ];
}

const rulesOf = ({ groups }: Wanted, name: string): string =>
  groups.find(({ group }) => group === name)?.rules.join(', ') ?? 'not decided';
