import { requiredText } from '../read-body.ts';
import { arnOf, type PermissionsOf } from './permission.ts';

const onDocument: PermissionsOf = (request) => [
  { action: `ssm:${request.operation}`, resource: arnOf('ssm', request, `document/${requiredText(request, 'Name')}`) },
];

export const ssmPermissions = { DescribeDocument: onDocument } satisfies Record<string, PermissionsOf>;
