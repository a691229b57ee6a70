import { ok, Refused } from '../../../kit/http/answer.ts';
import { managementError, noContent } from '../../http/answer.ts';
import { isManaged } from '../../organisation/organisation.ts';
import type { User } from '../../organisation/records.ts';
import type { ApiHandler, ApiRequest } from '../api-request.ts';

/** The account in the path, where the company's domain owns it. */
function managedAccount({ organisation, options, params }: ApiRequest): User {
  const user = organisation.users.get(params.get('accountId') ?? '');
  if (user === undefined) throw new Refused(managementError(404, 'accountNotFound'));
  if (!isManaged(user, options)) throw new Refused(managementError(403, 'forbidden.targetUnverified'));
  return user;
}

/** Whom an identity provider made is enabled and disabled there. */
const rule = ({ managementSource }: User) =>
  managementSource === 'synced' ? { allowed: false, reason: { key: 'externalDirectory.scim' } } : { allowed: true };

export const privileges: ApiHandler = (request) => ok({ 'lifecycle.enablement': rule(managedAccount(request)) });

const changeTo =
  (accountStatus: 'active' | 'inactive'): ApiHandler =>
  (request) => {
    const user = managedAccount(request);
    if (!rule(user).allowed) throw new Refused(managementError(403, 'forbidden.action', rule(user)));
    if (request.options.ownsSite) throw new Refused(conflict(user.id));
    if (user.accountStatus === 'closed') throw new Refused(managementError(404, 'accountNotFound'));
    request.organisation.users.put({ ...user, accountStatus }, request.now);
    return noContent;
  };

/** Who owns a site or a subscription cannot be changed before somebody else owns it. */
const conflict = (accountId: string) =>
  managementError(409, 'conflict.lifecycleErrors', {
    message: 'The account cannot be changed',
    accountId,
    errorCodes: [{ code: 'owns-site', message: 'The account owns a site' }],
  });

/** In the whole of Atlassian, whatever the directory. */
export const disableAccount = changeTo('inactive');
export const enableAccount = changeTo('active');
