import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { targetGroupsAccessListCommand } from '../../../contracts/operate/target-groups/access-list.ts';
import type { targetGroupsCountCommand } from '../../../contracts/operate/target-groups/count.ts';
import type { targetGroupsListCommand } from '../../../contracts/operate/target-groups/list.ts';
import type { targetGroupsShowCommand } from '../../../contracts/operate/target-groups/show.ts';
import type { targetGroupsStatsCommand } from '../../../contracts/operate/target-groups/stats.ts';
import { done } from '../../../domain/outcome.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { administered, asAnswer, findGroup, showGroup } from './find-group.ts';

export async function targetGroupsList(
  input: InputOf<typeof targetGroupsListCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsListCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { setup } = found.value;
  const listed = asAnswer(await setup.target.listGroups(request.call));
  if (listed.kind !== 'done') return listed;
  const groups = listed.value
    .map((group) => showGroup(group, setup))
    .toSorted((a, b) => (a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1));
  return answer({ target: input.target, groups });
}

export async function targetGroupsShow(
  input: InputOf<typeof targetGroupsShowCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsShowCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { setup, administration } = found.value;
  const group = await findGroup(found.value, input.group, request);
  if (group.kind !== 'done') return group;
  const { id } = group.value;
  const details = asAnswer(await administration.details(id, request.call));
  if (details.kind !== 'done') return details;
  const members = asAnswer(await administration.members(id, request.call));
  if (members.kind !== 'done') return members;
  const access = asAnswer((await administration.access?.list(id, request.call)) ?? done(undefined));
  if (access.kind !== 'done') return access;
  const { managedBy, description, facts } = details.value;
  return answer({
    target: input.target,
    group: showGroup({ ...group.value, ...details.value }, setup),
    managedBy,
    ...(description !== undefined && { description }),
    facts,
    members: members.value.map(({ id, email, state }) => ({
      id,
      ...(email !== undefined && { email }),
      ...(state !== undefined && { state }),
    })),
    ...(access.value && { access: access.value.map(({ resource, role }) => ({ resource, role })) }),
  });
}

export async function targetGroupsCount(
  input: InputOf<typeof targetGroupsCountCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsCountCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { count } = found.value.administration;
  if (!count) return conflict(`${input.target} does not count its groups; target groups list shows all of them`);
  const counted = asAnswer(await count(request.call));
  return counted.kind === 'done' ? answer({ target: input.target, groups: counted.value }) : counted;
}

export async function targetGroupsStats(
  input: InputOf<typeof targetGroupsStatsCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsStatsCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { stats } = found.value.administration;
  if (!stats) return conflict(`${input.target} has no figures about its groups`);
  const figures = asAnswer(await stats(request.call));
  return figures.kind === 'done' ? answer({ target: input.target, figures: figures.value }) : figures;
}

export async function targetGroupsAccessList(
  input: InputOf<typeof targetGroupsAccessListCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsAccessListCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { access } = found.value.administration;
  if (!access) return conflict(NO_ACCESS(input.target));
  const group = await findGroup(found.value, input.group, request);
  if (group.kind !== 'done') return group;
  const listed = asAnswer(await access.list(group.value.id, request.call));
  if (listed.kind !== 'done') return listed;
  const { target } = input;
  return answer({
    target,
    group: group.value.name,
    access: listed.value.map(({ resource, role }) => ({ resource, role })),
  });
}

export const NO_ACCESS = (target: string): string =>
  `${target} does not say by its interface what membership in a group gives`;
