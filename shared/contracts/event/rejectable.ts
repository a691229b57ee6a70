import { ATTRIBUTES } from '../../domain/event/lifecycle-event.ts';

/** Whatever of an event can turn out not to be usable and be left out, by the names of the canonical event and of the vendors' records. */
export const REJECTABLE: readonly string[] = [
  ...ATTRIBUTES,
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'schemaVersion',
  'phase',
  'date',
  'boundary',
  'timeZone',
  'instant',
  'immediate',
  'lastDayWorked',
  'gardenLeaveFrom',
  'engagementId',
  'supersedes',
  'confidence',
  'previousSourceWorkerId',
  'sequence',
  'action',
  'timestamp',
  'changedFields',
  'fields',
  'firstName',
  'lastName',
  'preferredName',
  'status',
  'hireDate',
  'originalHireDate',
  'terminationDate',
];

/** The name itself when it is one of the list, else `other`: a name that a sender chose is not reported, and opens no metric. */
export const rejectable = (name: string): string => (REJECTABLE.includes(name) ? name : 'other');
