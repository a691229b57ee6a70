import type { NotDone, Outcome } from '../../../../domain/outcome.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invitation } from '../../../../ports/target/target.ts';
import type { MembershipDeps } from '../groups/memberships.ts';
import type { RoleGroups } from '../groups/role-groups.ts';

export type InviteDeps = MembershipDeps & { readonly roles: RoleGroups };

/** One person to invite, and the group that gives their role. */
export interface Asked {
  readonly email: string;
  readonly role: string;
  readonly groupId: string;
}

export const OPERATION = 'users.invite';

interface Ready {
  readonly asked: readonly Asked[];
  readonly settled: ReadonlyMap<string, NotDone>;
}

/** Who can be asked in at all: their role is one that we give, and it has a group to put them into. */
export async function readyToAsk(
  { roles, directories }: InviteDeps,
  invitations: readonly Invitation[],
  call: Call,
): Promise<Ready> {
  const settled = new Map<string, NotDone>();
  const open: Omit<Asked, 'groupId'>[] = [];
  for (const invitation of invitations) {
    const email = normaliseEmail(invitation.email);
    const role = roles.grantable(invitation.role);
    if (role.kind === 'done') open.push({ email, role: role.value });
    else settled.set(email, role);
  }
  if (open.length === 0) return { asked: [], settled };
  const ids: Outcome<Readonly<Record<string, string | undefined>>> = await idsOf({ roles, directories }, call);
  const asked: Asked[] = [];
  for (const { email, role } of open) {
    const groupId = ids.kind === 'done' ? ids.value[role] : undefined;
    if (groupId !== undefined) asked.push({ email, role, groupId });
    else settled.set(email, ids.kind === 'done' ? noGroupFor(role) : ids);
  }
  return { asked, settled };
}

async function idsOf({ roles, directories }: Pick<InviteDeps, 'roles' | 'directories'>, call: Call) {
  const may = await directories.mayWrite(call);
  return may.kind === 'done' ? roles.ids(call) : may;
}

const noGroupFor = (role: string): NotDone => ({
  kind: 'permanent',
  because: `An invitation needs a group, and no group gives the role ${role}: name one in atlassian.roleGroups`,
});
