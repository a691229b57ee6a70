import { filledList, optionalText } from '../read-body.ts';
import { arnOf, type PermissionsOf } from './permission.ts';

/** One permission for each bus that an entry names. */
const onEachBus: PermissionsOf = (request) => {
  const resources = filledList(request, 'Entries').map((entry) => {
    const bus = optionalText(request, 'EventBusName', entry) ?? 'default';
    return bus.startsWith('arn:') ? bus : arnOf('events', request, `event-bus/${bus}`);
  });
  return [...new Set(resources)].map((resource) => ({ action: 'events:PutEvents', resource }));
};

export const eventsPermissions = { PutEvents: onEachBus } satisfies Record<string, PermissionsOf>;
