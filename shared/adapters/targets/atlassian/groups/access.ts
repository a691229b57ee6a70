import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { GrantedRole, GroupAccess } from '../../../../ports/target/group-administration.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { ErrorBody } from '../http/error-body.ts';
import { readAll } from '../http/pages.ts';
import { grantRecord } from '../http/records.ts';
import { noSeat, saysNoSeat, settleChange } from '../organisation/settle-change.ts';
import type { MembershipDeps } from './memberships.ts';

/** They administer the organisation or a whole site. */
const NEVER = ['atlassian/org-admin', 'atlassian/site-admin'];

/** What membership in a group gives: roles on apps, one request a role. */
export function groupAccess({ organisation, facts, directories }: MembershipDeps): GroupAccess {
  const pathOf = (groupId: string) => `${organisation.paths.group(groupId)}/role-assignments`;

  async function list(groupId: string, call: Call): Promise<Outcome<readonly GrantedRole[]>> {
    const listing = {
      operation: 'groups.list-access',
      path: pathOf(groupId),
      by: 'list',
      record: grantRecord,
      about: 'thing',
    } as const;
    const grants = await readAll(organisation, listing, call);
    if (grants.kind !== 'done') return grants;
    return done(grants.value.flatMap(({ resourceId, roles }) => roles.map((role) => ({ resource: resourceId, role }))));
  }

  async function change(
    what: 'grant' | 'revoke',
    groupId: string,
    granted: GrantedRole,
    call: Call,
  ): Promise<Outcome<void>> {
    const directory = await directories.mayWrite(call);
    if (directory.kind !== 'done') return directory;
    const may = await facts.mayWrite(groupId, call);
    if (may.kind !== 'done') return may;
    const operation = `groups.${what}-access`;
    const path = `${pathOf(groupId)}/${what === 'grant' ? 'assign' : 'revoke'}`;
    const json = { resourceId: granted.resource, roleId: granted.role };
    const look = async (): Promise<Outcome<boolean>> => {
      const has = await list(groupId, call);
      if (has.kind !== 'done') return has;
      const isThere = has.value.some((one) => one.resource === granted.resource && one.role === granted.role);
      return done(isThere === (what === 'grant'));
    };
    const onNo = async (no: Rejected<ErrorBody>): Promise<Outcome<void> | undefined> => {
      if (no.status !== 402 && no.status !== 404 && no.status !== 409) return undefined;
      const seen = await look();
      if (seen.kind !== 'done') return seen;
      if (seen.value) return done(undefined);
      return no.status === 409 || saysNoSeat(no) ? noSeat(organisation, operation, no) : undefined;
    };
    const reply = await organisation.ask({ operation, method: 'POST', path, json }, call);
    return settleChange(organisation, reply, { about: { operation }, look, onNo }, call);
  }

  return {
    list,
    grant: async (groupId, granted, call) =>
      NEVER.includes(granted.role) ? neverGranted(granted) : change('grant', groupId, granted, call),
    revoke: (groupId, granted, call) => change('revoke', groupId, granted, call),
  };
}

const neverGranted = ({ role }: GrantedRole): NotDone => ({
  kind: 'permanent',
  because: `${role} administers the organisation or a whole site, and is never granted by this system: a person does that in Atlassian Administration`,
});
