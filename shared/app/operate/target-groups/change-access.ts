import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { targetGroupsAccessGrantCommand } from '../../../contracts/operate/target-groups/access-grant.ts';
import { mapOutcome } from '../../../domain/outcome.ts';
import { type Answer, conflict, type OperatorRequest } from '../deps.ts';
import { changeGroup } from './change-group.ts';
import { administered, asAnswer, findGroup, showGroup } from './find-group.ts';
import { guardedGroup } from './guarded-group.ts';
import { NO_ACCESS } from './read-groups.ts';

type Input = InputOf<typeof targetGroupsAccessGrantCommand>;
type Changed = OutputOf<typeof targetGroupsAccessGrantCommand>;

export const targetGroupsAccessGrant = (input: Input, request: OperatorRequest) => turn(input, true, request);

export const targetGroupsAccessRevoke = (input: Input, request: OperatorRequest) => turn(input, false, request);

async function turn(
  { group: wanted, resource, role, ...input }: Input,
  granted: boolean,
  request: OperatorRequest,
): Promise<Answer<Changed>> {
  const found = administered(input, request);
  if (found.kind !== 'done') return found;
  const { setup, administration } = found.value;
  const { access } = administration;
  if (!access) return conflict(NO_ACCESS(input.target));
  const group = await findGroup(found.value, wanted, request);
  if (group.kind !== 'done') return group;
  const guarded = await guardedGroup(found.value, group.value, 'access', request);
  if (guarded) return guarded;
  const { id } = group.value;
  const isGranted = async () =>
    mapOutcome(await access.list(id, request.call), (all) =>
      all.some((one) => one.resource === resource && one.role === role),
    );
  const now = asAnswer(await isGranted());
  if (now.kind !== 'done') return now;
  const shown = showGroup(group.value, setup);
  return changeGroup(
    {
      ...input,
      action: granted ? 'grant-access' : 'revoke-access',
      group: shown,
      says: { id, resource, role },
      isSo: now.value === granted,
      write: () =>
        granted
          ? access.grant(id, { resource, role }, request.call)
          : access.revoke(id, { resource, role }, request.call),
      prove: async () => mapOutcome(await isGranted(), (is) => (is === granted ? shown : undefined)),
    },
    request,
  );
}
