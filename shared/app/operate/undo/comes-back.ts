import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { undoCommand } from '../../../contracts/operate/override/undo.ts';
import type { Taken, TakenGroup } from '../../../domain/chain/taken.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { isNeverGranted, roleRank } from '../../../domain/provider/traits.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Catalogue } from '../../converge/catalogue.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { isWithoutRole, namedBy, wantedFor } from '../../converge/wanted-for.ts';
import type { OperatorRequest } from '../deps.ts';
import type { GroupBack } from './words.ts';

type NotGivenBack = OutputOf<typeof undoCommand>['notGivenBack'][number];

interface ComesBack {
  /** Memberships that no rule gives, and that are given back. */
  readonly groups: readonly GroupBack[];
  readonly notGivenBack: readonly NotGivenBack[];
}

/** A worker has at most 100 overrides in force. */
const MOST_GROUPS = 50;

/**
 * What of an ending comes back. Of groups that rules or the catalogue name, and of those that we had granted, the rules decide; of the
 * others an override does. `worker`: as they will stand.
 */
export async function comesBack(
  taken: readonly Taken[],
  worker: Worker,
  { deps, call }: OperatorRequest,
): Promise<ComesBack> {
  const at = deps.clock.now();
  const standing = accessAt(worker, at, deps.policy.access);
  const groups: GroupBack[] = [];
  const notGivenBack: NotGivenBack[] = [];
  for (const one of taken) {
    const { target } = one;
    const setup = deps.targets.find((each) => each.target.name === target);
    const wanted = setup && wantedFor({ worker, standing, setup, policy: deps.policy, at });
    if (!setup || !wanted || isWithoutRole(wanted)) {
      const because = setup ? `The rules give no role on ${target} now` : `The configuration has no ${target} any more`;
      notGivenBack.push({ target, what: 'sign-in', because });
      continue;
    }
    const role = roleNotGiven(one, wanted, setup);
    if (role) notGivenBack.push(role);
    const catalogue = await catalogueFor(one, setup, { deps, call });
    const named = namedBy({ setup, policy: deps.policy });
    for (const group of one.groups) {
      const isFull = groups.length >= MOST_GROUPS;
      const because = whyNot(group, { target, wanted, named, catalogue, isFull });
      if (because !== undefined) notGivenBack.push({ target, what: 'group', name: group.name, because });
      else if (!byRules(group, { named, catalogue })) groups.push({ target, group: group.name });
    }
  }
  return { groups, notGivenBack };
}

async function catalogueFor(
  { groups }: Taken,
  setup: TargetSetup,
  { deps, call }: Pick<OperatorRequest, 'deps' | 'call'>,
): Promise<Catalogue | undefined> {
  if (groups.length === 0) return undefined;
  const names = groups.map(({ name }) => name);
  const read = await deps.catalogues.read(setup, names, call);
  return read.kind === 'done' ? read.value : undefined;
}

interface Known {
  readonly named: readonly string[];
  /** Absent where the target did not show its groups. */
  readonly catalogue: Catalogue | undefined;
}

/** Whether the rules decide about a membership: we had granted it, or they could. */
const byRules = ({ id, isOurs }: TakenGroup, { named, catalogue }: Known): boolean =>
  isOurs || named.some((name) => catalogue?.idOf(name) === id);

function whyNot(
  group: TakenGroup,
  known: Known & { readonly target: string; readonly wanted: Wanted; readonly isFull: boolean },
): string | undefined {
  const { target, wanted, catalogue, isFull } = known;
  if (!catalogue) return `${target} did not show its groups: run undo again later`;
  if (byRules(group, known)) return whyNotByRules(group, wanted, catalogue);
  if (catalogue.idOf(group.name) !== group.id)
    return `${target} has no such group any more, or several of that name: give it by hand`;
  return isFull ? `Only ${MOST_GROUPS} memberships are given back at once: give the others by hand` : undefined;
}

function whyNotByRules(
  { id }: TakenGroup,
  { groups, undecidedGroups }: Wanted,
  catalogue: Catalogue,
): string | undefined {
  if (groups.some(({ group }) => catalogue.idOf(group) === id)) return undefined;
  return undecidedGroups.some((name) => catalogue.idOf(name) === id)
    ? 'A rule that may give it cannot be decided: have HR send the attributes that the rule needs'
    : 'The rules decide about this group, and do not give it now';
}

function roleNotGiven(
  { target, role: had }: Taken,
  { role, undecidedRole }: Wanted,
  { target: { traits } }: TargetSetup,
): NotGivenBack | undefined {
  const most = undecidedRole ?? role;
  if (had === undefined || !most || roleRank(had, traits) <= roleRank(most.name, traits)) return undefined;
  const because = isNeverGranted(had, traits)
    ? `Only a person in ${target} gives this role: give it by hand, if it is due`
    : `The rules give no more than ${most.name} now`;
  return { target, what: 'role', name: had, because };
}
