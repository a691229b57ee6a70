import * as z from 'zod/mini';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { settleChange } from '../organisation/settle-change.ts';
import { userDetails } from './user-details.ts';

export const disableManaged = (organisation: Organisation, accountId: string, call: Call): Promise<Outcome<void>> =>
  change(organisation, accountId, 'disable', call);

export const enableManaged = (organisation: Organisation, accountId: string, call: Call): Promise<Outcome<void>> =>
  change(organisation, accountId, 'enable', call);

const privileges = z.looseObject({
  'lifecycle.enablement': field(
    z.looseObject({ allowed: field(z.boolean()), reason: field(z.looseObject({ key: field(z.string()) })) }),
  ),
});

/** Asks first whether it may be done, as the User Management API advises; reads the account afterwards. */
async function change(
  organisation: Organisation,
  accountId: string,
  what: 'disable' | 'enable',
  call: Call,
): Promise<Outcome<void>> {
  const base = organisation.paths.managed(accountId);
  const asked = { operation: 'managed.privileges', method: 'GET', path: base, about: 'thing' } as const;
  const may = await read(organisation, asked, privileges, call);
  if (may.kind !== 'done') return may;
  const { allowed, reason } = may.value['lifecycle.enablement'] ?? {};
  if (allowed === false) return notAllowed(organisation.name, accountId, reason?.key);

  const operation = `managed.${what}`;
  const path = `${base}/lifecycle/${what}`;
  // enabling takes no body
  const json = what === 'disable' ? { message: 'Access ended' } : undefined;
  const wanted = what === 'disable' ? 'inactive' : 'active';
  const look = async (): Promise<Outcome<boolean>> => {
    const user = await userDetails(organisation, accountId, call);
    return user.kind === 'done' ? done(user.value.accountStatus === wanted) : user;
  };
  const reply = await organisation.ask({ operation, method: 'POST', path, json }, call);
  return settleChange(organisation, reply, { about: { operation, hint: HINT }, look }, call);
}

const HINT =
  'an account that owns a site or a subscription, or that a person must look at, is changed in Atlassian Administration';

const notAllowed = (name: string, accountId: string, reason: string | undefined): NotDone => {
  const isExternal = reason?.startsWith('externalDirectory') === true;
  const why = isExternal
    ? 'the identity provider owns it, and disables and enables it'
    : `Atlassian does not allow it (${reason !== undefined && /^[\w.]{1,60}$/.test(reason) ? reason : 'no reason given'})`;
  const because = `${name} may not disable or enable the managed account ${accountId}: ${why}. Its membership of the directory is another thing`;
  return { kind: 'refused', reason: 'not-allowed', because };
};
