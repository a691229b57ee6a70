import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { notSeen } from '../../http/settle.ts';
import { type Change, change, type PatchOperation, shownAfterAll } from '../http/change.ts';
import { getUser, rejectedFor, userPath } from '../http/get-one.ts';
import { userRecord } from '../http/records.ts';
import type { Server } from '../http/server.ts';

/** Lets an account in or shuts it out by `active`, and reads what came of it. Safe to repeat. */
export async function setActive(server: Server, id: string, active: boolean, call: Call): Promise<Outcome<void>> {
  const { deactivate } = server.profile;
  const operation = active ? 'users.enable' : 'users.disable';
  if (deactivate === 'delete' && !active) return remove(server, id, call);
  const asked: Change = {
    operation,
    path: userPath(id),
    operations: [toSet(active, deactivate)],
    edit: (user) => ({ ...user, active }),
    puts: deactivate === 'put',
  };
  const reply = await change(server, asked, call);
  switch (reply.kind) {
    case 'answered': {
      const said = userRecord.safeParse(reply.body);
      if (said.success && said.data.id === id && said.data.active === active) return done(undefined);
      const shown = await shownAfterAll(server, () => isActive(server, id, active, call), call);
      if (shown.kind !== 'done') return shown;
      const because = `${server.name} answered ${operation} with ${reply.status}, and a read does not show the change`;
      return shown.value ? done(undefined) : { kind: 'retryable', because };
    }
    case 'rejected':
      return rejectedFor(server, operation, reply, call);
    case 'lost': {
      const seen = await isActive(server, id, active, call);
      if (seen.kind !== 'done') return seen;
      return seen.value ? done(undefined) : notSeen({ tenant: server, operation }, reply);
    }
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** The form without a path is what Okta sends; both are legal. */
const toSet = (active: boolean, how: string): PatchOperation =>
  how === 'patch-path' ? { op: 'replace', path: 'active', value: active } : { op: 'replace', value: { active } };

/** Whether the account is as it should be. Absent `active` is neither; an account that is gone is shut out. */
async function isActive(server: Server, id: string, active: boolean, call: Call): Promise<Outcome<boolean>> {
  const user = await getUser(server, id, call);
  if (user.kind !== 'done') return user;
  return done(user.value === undefined ? !active : user.value.active === active);
}

/** For good: only where the profile says that `active` does not work. One who is gone already is done. */
async function remove(server: Server, id: string, call: Call): Promise<Outcome<void>> {
  const operation = 'users.delete';
  const reply = await server.ask({ operation, method: 'DELETE', path: userPath(id) }, call);
  if (reply.kind === 'wait' || reply.kind === 'retryable') return reply;
  if (reply.kind === 'rejected' && reply.status !== 404) return rejectedFor(server, operation, reply, call);
  const shown = await shownAfterAll(server, () => isActive(server, id, false, call), call);
  if (shown.kind !== 'done') return shown;
  if (shown.value) return done(undefined);
  if (reply.kind === 'lost') return notSeen({ tenant: server, operation }, reply);
  return { kind: 'retryable', because: `${server.name} answered ${operation}, and the account is still active` };
}
