import type { ShownGroup } from '../../../contracts/operate/target-groups/shown-group.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Group } from '../../../ports/target/group.ts';
import type { GroupAdministration } from '../../../ports/target/group-administration.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { type Answer, answer, conflict, notFound, type OperatorRequest } from '../deps.ts';
import { noSuch } from '../unknown-names.ts';

/** A target whose groups operators may administer. */
export interface Administered {
  readonly setup: TargetSetup;
  readonly administration: GroupAdministration;
}

interface Asked {
  readonly target: string;
  readonly api?: string | undefined;
}

/** The target that was named, which `operate` has checked. Refused where it has no such groups, and where an API is asked for that has ended. */
export function administered({ target: name, api }: Asked, { deps }: OperatorRequest): Answer<Administered> {
  const setup = deps.targets.find(({ target }) => target.name === name);
  const administration = setup?.target.groupAdministration;
  if (!setup || !administration) return conflict(`${name} has no groups that can be administered from here`);
  if (api === undefined) return answer({ setup, administration });
  const ended = administration.endedApi?.(api);
  return conflict(ended ?? `${name} has no API of this name; leave --api out`);
}

/** The group that is meant: by its id, the name people see, or the internal name. Two that answer to it are refused. */
export async function findGroup(
  { setup: { target } }: Administered,
  wanted: string,
  { call, deps }: OperatorRequest,
): Promise<Answer<Group>> {
  const listed = asAnswer(await target.listGroups(call));
  if (listed.kind !== 'done') return listed;
  const byId = listed.value.filter(({ id }) => id === wanted);
  const byAlias = listed.value.filter(({ alias }) => alias === wanted);
  const byName = listed.value.filter(({ name }) => name === wanted);
  const [found, another] = [byId, byAlias, byName].find((some) => some.length > 0) ?? [];
  if (!found) return noSuch({ field: 'group', names: 'group', given: { target: target.name } }, deps);
  return another ? conflict(`${target.name} has several groups of this name; say the id of one`) : answer(found);
}

/** What a target answered, as an operator is told it. */
export const asAnswer = <Value>(outcome: Outcome<Value>): Answer<Value> => {
  if (outcome.kind === 'done') return answer(outcome.value);
  const isMissing = outcome.kind === 'refused' && outcome.reason === 'not-found';
  return isMissing ? notFound(outcome.because) : conflict(outcome.because);
};

export function showGroup({ id, name, alias, memberCount }: Group, { settings }: TargetSetup): ShownGroup {
  const isNamed = (names: readonly string[]) => names.some((one) => one === alias || one === name);
  return {
    id,
    name,
    ...(alias !== undefined && alias !== name && { alias }),
    ...(memberCount !== undefined && { members: memberCount }),
    usedBy: [
      ...(isNamed(Object.keys(settings.groups)) ? (['policy'] as const) : []),
      ...(isNamed(settings.idpGroups) ? (['identity-provider'] as const) : []),
    ],
  };
}
