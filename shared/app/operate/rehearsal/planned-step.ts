import type { PlannedTarget } from '../../../contracts/operate/explain/planned.ts';
import type { Action } from '../../../domain/plan/action.ts';

type Step = Omit<PlannedTarget['steps'][number], 'held'>;

/** A step without the address in it. */
export function plannedStep(action: Action, groupName: (id: string) => string): Step {
  const { kind, rule } = action;
  switch (action.kind) {
    case 'invite':
      return { action: kind, rule, role: action.role };
    case 'adopt':
    case 'enable':
    case 'disable':
    case 'revoke-token':
    case 'hand-over-assets':
    case 'remove':
      return { action: kind, rule, accountId: action.accountId };
    case 'delete': {
      const { accountId, role, groupIds } = action;
      const groups = groupIds.map(groupName);
      return {
        action: kind,
        rule,
        accountId,
        ...(role !== undefined && { role }),
        ...(groups.length > 0 && { groups }),
      };
    }
    case 'set-role': {
      const { accountId, role, from } = action;
      return { action: kind, rule, accountId, role, ...(from !== undefined && { from }) };
    }
    case 'add-to-groups':
      return { action: kind, rule, accountId: action.accountId, groups: action.groupIds.map(groupName) };
    case 'remove-from-group':
      return { action: kind, rule, accountId: action.accountId, groups: [groupName(action.groupId)] };
  }
}
