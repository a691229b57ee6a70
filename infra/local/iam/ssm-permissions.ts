import { arnOf, type PermissionsOf } from './permission.ts';
import { requiredText } from './read-body.ts';

const onDocument: PermissionsOf = (request) => [
  { action: `ssm:${request.operation}`, resource: arnOf('ssm', request, `document/${requiredText(request, 'Name')}`) },
];

export const ssmPermissions = { DescribeDocument: onDocument } satisfies Record<string, PermissionsOf>;
