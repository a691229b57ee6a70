import type { AtlassianSettings } from '../../../../contracts/config/providers/atlassian-settings.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Tenant as TenantOf } from '../../http/caller.ts';
import type { ErrorBody } from '../http/error-body.ts';

export type Tenant = TenantOf<ErrorBody>;

/** One directory of one Atlassian organisation, as the endpoint functions of this folder see it. */
export interface Organisation extends Tenant {
  readonly settings: AtlassianSettings;
  readonly clock: Clock;
  /** Below the host, which is all that a secret names. */
  readonly paths: Paths;
}

interface Paths {
  readonly organisation: string;
  readonly users: string;
  readonly groups: string;
  user(accountId: string): string;
  group(groupId: string): string;
  /** Of the User Management API. */
  managed(accountId: string): string;
}

/** Account ids have colons and pipes in them. */
export function pathsOf({ orgId, directoryId }: Pick<AtlassianSettings, 'orgId' | 'directoryId'>): Paths {
  const organisation = `/admin/v2/orgs/${encodeURIComponent(orgId)}`;
  const directory = `${organisation}/directories/${encodeURIComponent(directoryId)}`;
  return {
    organisation,
    users: `${directory}/users`,
    groups: `${directory}/groups`,
    user: (accountId) => `${directory}/users/${encodeURIComponent(accountId)}`,
    group: (groupId) => `${directory}/groups/${encodeURIComponent(groupId)}`,
    managed: (accountId) => `/users/${encodeURIComponent(accountId)}/manage`,
  };
}
