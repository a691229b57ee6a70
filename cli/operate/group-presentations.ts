import type { CommandName } from '../../shared/contracts/operate/registry.ts';
import { targetGroupsAccessGrantCommand } from '../../shared/contracts/operate/target-groups/access-grant.ts';
import { targetGroupsAccessListCommand } from '../../shared/contracts/operate/target-groups/access-list.ts';
import { targetGroupsAccessRevokeCommand } from '../../shared/contracts/operate/target-groups/access-revoke.ts';
import { targetGroupsCountCommand } from '../../shared/contracts/operate/target-groups/count.ts';
import { targetGroupsCreateCommand } from '../../shared/contracts/operate/target-groups/create.ts';
import { targetGroupsDeleteCommand } from '../../shared/contracts/operate/target-groups/delete.ts';
import { targetGroupsListCommand } from '../../shared/contracts/operate/target-groups/list.ts';
import { targetGroupsShowCommand } from '../../shared/contracts/operate/target-groups/show.ts';
import { targetGroupsStatsCommand } from '../../shared/contracts/operate/target-groups/stats.ts';
import { showGroupChange } from '../show/target-groups/show-group-change.ts';
import {
  showGroupsAccess,
  showGroupsCount,
  showGroupsList,
  showGroupsShow,
  showGroupsStats,
} from '../show/target-groups/show-groups.ts';
import { type Presented, present } from './presentation.ts';

/** What the command line does with the answers of the commands about groups of a target. */
export const GROUP_PRESENTATIONS = {
  'target groups list': present(targetGroupsListCommand, { show: showGroupsList }),
  'target groups show': present(targetGroupsShowCommand, { show: showGroupsShow }),
  'target groups create': present(targetGroupsCreateCommand, {
    show: showGroupChange,
    isTrouble: ({ result }) => result === 'unverified',
  }),
  'target groups delete': present(targetGroupsDeleteCommand, {
    show: showGroupChange,
    isTrouble: ({ result }) => result === 'unverified',
  }),
  'target groups count': present(targetGroupsCountCommand, { show: showGroupsCount }),
  'target groups stats': present(targetGroupsStatsCommand, { show: showGroupsStats }),
  'target groups access list': present(targetGroupsAccessListCommand, { show: showGroupsAccess }),
  'target groups access grant': present(targetGroupsAccessGrantCommand, {
    show: showGroupChange,
    isTrouble: ({ result }) => result === 'unverified',
  }),
  'target groups access revoke': present(targetGroupsAccessRevokeCommand, {
    show: showGroupChange,
    isTrouble: ({ result }) => result === 'unverified',
  }),
} as const satisfies Partial<Readonly<Record<CommandName, Presented>>>;
