import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { UserRecord } from '../http/records.ts';
import type { Directories } from '../organisation/directories.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { noSeat, saysNoSeat, settleChange, untilSeen } from '../organisation/settle-change.ts';
import { isOurDisabling } from './account.ts';
import { findUsersByIds } from './find-users.ts';
import { disableManaged, enableManaged } from './managed-account.ts';
import { noAccount } from './set-role.ts';
import { userDetails } from './user-details.ts';

export interface EnableDeps {
  readonly organisation: Organisation;
  readonly directories: Directories;
}

/**
 * Suspends an account in the directory, or restores it; `managedAccounts: 'disable'` also ends and reopens a claimed account in the whole
 * of Atlassian. What is so already is not sent again, for how Atlassian answers that is not documented.
 */
export async function setEnabled(
  deps: EnableDeps,
  accountId: string,
  enabled: boolean,
  call: Call,
): Promise<Outcome<void>> {
  const { organisation, directories } = deps;
  const { name } = organisation;
  const may = await directories.mayWrite(call);
  if (may.kind !== 'done') return may;
  const details = await userDetails(organisation, accountId, call);
  if (details.kind !== 'done') return details;
  const user = details.value;
  if (user.accountId !== accountId || user.membershipStatus === 'no_membership') return noAccount(name, accountId);
  if (user.managementSource === 'synced') {
    const because = `The identity provider owns account ${accountId} of ${name}: suspend and restore it there`;
    return { kind: 'refused', reason: 'not-allowed', because };
  }
  return enabled ? restore(organisation, user, call) : suspend(organisation, user, call);
}

async function suspend(organisation: Organisation, user: UserRecord, call: Call): Promise<Outcome<void>> {
  const suspended =
    user.membershipStatus === 'suspended'
      ? done(undefined)
      : await change(organisation, user.accountId, 'suspend', call);
  if (suspended.kind !== 'done' || !isOurDisabling(organisation.settings, user)) return suspended;
  if (user.accountStatus !== 'active') return done(undefined);
  const ended = await disableManaged(organisation, user.accountId, call);
  return ended.kind === 'refused' ? { ...ended, isBeyond: true } : ended;
}

async function restore(organisation: Organisation, user: UserRecord, call: Call): Promise<Outcome<void>> {
  const { accountId, accountStatus, status, membershipStatus } = user;
  if (accountStatus === 'closed' || status === 'for_deletion') {
    const because = `Account ${accountId} of ${organisation.name} is closed or about to be deleted: cancel the deletion in Atlassian Administration, then it is restored`;
    return { kind: 'refused', reason: 'not-allowed', because };
  }
  if (accountStatus === 'inactive') {
    if (!isOurDisabling(organisation.settings, user)) {
      const because = `Account ${accountId} of ${organisation.name} is deactivated in the whole of Atlassian: activate it in Atlassian Administration, or set atlassian.managedAccounts to disable where the company owns it`;
      return { kind: 'refused', reason: 'not-allowed', because };
    }
    const reopened = await enableManaged(organisation, accountId, call);
    if (reopened.kind !== 'done') return reopened;
  }
  return membershipStatus === 'active' ? done(undefined) : change(organisation, accountId, 'restore', call);
}

/** An empty JSON body: without one, and without its content type, Atlassian answers 415. */
async function change(
  organisation: Organisation,
  accountId: string,
  what: 'suspend' | 'restore',
  call: Call,
): Promise<Outcome<void>> {
  const operation = `users.${what}`;
  const path = `${organisation.paths.user(accountId)}/${what}`;
  const wanted = what === 'suspend' ? 'disabled' : 'active';
  const look = async (): Promise<Outcome<boolean>> => {
    const seen = await findUsersByIds(organisation, [accountId], call);
    if (seen.kind !== 'done') return seen;
    const sighting = seen.value.get(accountId);
    return done(sighting?.kind === 'present' && sighting.account.state === wanted);
  };
  const reply = await organisation.ask({ operation, method: 'POST', path, json: {} }, call);
  const onNo = async (no: Rejected<ErrorBody>): Promise<Outcome<void> | undefined> => {
    if (saysNoSeat(no)) return noSeat(organisation, operation, no);
    if (no.status !== 400 && no.status !== 409) return undefined;
    // another process may have been here first, and reads may be late; want of a seat needs no such patience
    const seen = await (what === 'suspend' ? untilSeen(organisation, look, call) : look());
    if (seen.kind !== 'done') return seen;
    if (seen.value) return done(undefined);
    // which of the two says that no licence is free is not documented, so both do unless their code says otherwise
    return what === 'restore' && !isAnotherNo(no) ? noSeat(organisation, operation, no) : undefined;
  };
  const settled = await settleChange(organisation, reply, { about: { operation }, look, onNo }, call);
  // gone while we wrote
  return settled.kind === 'refused' && settled.reason === 'not-found'
    ? noAccount(organisation.name, accountId)
    : settled;
}

const isAnotherNo = ({ error: { code } }: Rejected<ErrorBody>): boolean =>
  code !== undefined && ['ADMIN-400-4', 'ADMIN-400-24', 'ADMIN-UAM-400-1', 'ADMIN-UAM-400-3'].includes(code);
