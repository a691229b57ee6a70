import { requiredText } from '../read-body.ts';
import { arnOf, type PermissionsOf } from './permission.ts';

const onMapping =
  (action: string): PermissionsOf =>
  (request) => [
    {
      action: `lambda:${action}`,
      resource: arnOf('lambda', request, `event-source-mapping:${requiredText(request, 'UUID')}`),
    },
  ];

export const lambdaPermissions = {
  // an action on the account, which has no resource
  GetAccountSettings: () => [{ action: 'lambda:GetAccountSettings', resource: '*' }],
  GetEventSourceMapping: onMapping('GetEventSourceMapping'),
  UpdateEventSourceMapping: onMapping('UpdateEventSourceMapping'),
} satisfies Record<string, PermissionsOf>;
