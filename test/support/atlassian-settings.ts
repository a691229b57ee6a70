import { defaultOptions } from '../../local/simulators/atlassian/organisation/options.ts';
import type { AtlassianSettings } from '../../shared/contracts/config/providers/atlassian-settings.ts';

/** Of a target on the simulator as it starts by default. */
export const SETTINGS: AtlassianSettings = {
  orgId: defaultOptions.orgId,
  directoryId: defaultOptions.directoryIds[0]!,
  roleGroups: { guest: 'atlassian-guests', user: 'atlassian-users' },
  sendNotification: false,
  managedAccounts: 'leave',
  consistencyMs: 30_000,
};
