import type { Group } from '../group.ts';
import type { Change } from '../observed-table.ts';
import { type AdminChange, changedFields } from './admin-event.ts';

/** One change of a group, without its members. */
export function groupChanges({ before, after }: Change<Group>): readonly AdminChange[] {
  const resourcePath = `groups/${(after ?? before)?.id}`;
  if (after === undefined) return [{ operationType: 'DELETE', resourceType: 'GROUP', resourcePath }];
  const representation = changedFields<Group>(['name', 'attributes'], before, after);
  if (representation === undefined) return [];
  const operationType = before === undefined ? 'CREATE' : 'UPDATE';
  return [{ operationType, resourceType: 'GROUP', resourcePath, representation }];
}
