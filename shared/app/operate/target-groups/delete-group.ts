import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { targetGroupsDeleteCommand } from '../../../contracts/operate/target-groups/delete.ts';
import { mapOutcome } from '../../../domain/outcome.ts';
import type { Answer, OperatorRequest } from '../deps.ts';
import { changeGroup } from './change-group.ts';
import { administered, findGroup, showGroup } from './find-group.ts';
import { guardedGroup } from './guarded-group.ts';

export async function targetGroupsDelete(
  { group: wanted, ...input }: InputOf<typeof targetGroupsDeleteCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof targetGroupsDeleteCommand>>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { setup, administration } = found.value;
  const group = await findGroup(found.value, wanted, request);
  if (group.kind !== 'done') return group;
  const guarded = await guardedGroup(found.value, group.value, 'delete', request);
  if (guarded) return guarded;
  const { id } = group.value;
  const shown = showGroup(group.value, setup);
  return changeGroup(
    {
      ...input,
      action: 'delete-group',
      group: shown,
      says: { id, ...(shown.members !== undefined && { members: shown.members }) },
      isSo: false,
      write: () => administration.remove(id, request.call),
      prove: async () =>
        mapOutcome(await setup.target.listGroups(request.call), (groups) =>
          groups.some((one) => one.id === id) ? undefined : shown,
        ),
    },
    request,
  );
}
