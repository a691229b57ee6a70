import { requiredText } from '../read-body.ts';
import type { PermissionsOf } from './permission.ts';

/** An object is named without region and account. */
const onObject: PermissionsOf = (request) => [
  {
    action: `s3:${request.operation}`,
    resource: `arn:aws:s3:::${requiredText(request, 'Bucket')}/${requiredText(request, 'Key')}`,
  },
];

export const s3Permissions = { PutObject: onObject } satisfies Record<string, PermissionsOf>;
