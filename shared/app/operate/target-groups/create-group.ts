import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { targetGroupsCreateCommand } from '../../../contracts/operate/target-groups/create.ts';
import { mapOutcome } from '../../../domain/outcome.ts';
import type { Answer, OperatorRequest } from '../deps.ts';
import { changeGroup } from './change-group.ts';
import { administered, asAnswer, showGroup } from './find-group.ts';

export async function targetGroupsCreate(
  { group: alias, description, ...input }: InputOf<typeof targetGroupsCreateCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsCreateCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { setup } = found.value;
  const { target } = setup;
  const listed = asAnswer(await target.listGroups(request.call));
  if (listed.kind !== 'done') return listed;
  const there = listed.value.find((group) => (group.alias ?? group.name) === alias);
  const asked = { alias, ...(description !== undefined && { description }) };
  return changeGroup(
    {
      ...input,
      action: 'create-group',
      group: there ? showGroup(there, setup) : { name: alias },
      isSo: there !== undefined,
      write: () => target.createGroup(asked, request.call),
      prove: async () =>
        mapOutcome(await target.listGroups(request.call), (groups) => {
          const made = groups.find((group) => (group.alias ?? group.name) === alias);
          return made && showGroup(made, setup);
        }),
    },
    request,
  );
}
