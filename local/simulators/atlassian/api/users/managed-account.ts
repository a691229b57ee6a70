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
function rule({ options }: ApiRequest, { managementSource }: User) {
  const key = options.enablementRefused ?? (managementSource === 'synced' ? 'externalDirectory.scim' : undefined);
  return key === undefined ? { allowed: true } : { allowed: false, reason: { key } };
}

export const privileges: ApiHandler = (request) =>
  ok({ 'lifecycle.enablement': rule(request, managedAccount(request)) });

/** Who owns a site or a subscription cannot be changed before another person owns it. */
const conflict = (accountId: string) =>
  managementError(409, 'conflict.lifecycleErrors', {
    message: 'The account cannot be changed',
    accountId,
    errorCodes: [{ code: 'owns-site', message: 'The account owns a site' }],
  });

const changeTo =
  (accountStatus: 'active' | 'inactive'): ApiHandler =>
  (request) => {
    const user = managedAccount(request);
    const may = rule(request, user);
    if (!may.allowed) throw new Refused(managementError(403, 'forbidden.action', may));
    if (user.accountStatus === 'closed') throw new Refused(managementError(404, 'accountNotFound'));
    if (request.options.ownsSite) throw new Refused(conflict(user.id));
    request.organisation.users.put({ ...user, accountStatus }, request.now);
    return noContent;
  };

/** In the whole of Atlassian, whatever the directory. */
export const disableAccount = changeTo('inactive');
export const enableAccount = changeTo('active');
