import { requiredText } from '../read-body.ts';
import type { PermissionsOf, ServiceRequest } from './permission.ts';

/** The whole ARN of a secret that is named by its name or its ARN: only who keeps the secrets knows the letters at its end. */
export type SecretArn = (id: string) => string;
type SecretRequest = ServiceRequest & { readonly secretArn: SecretArn };

const onSecret: PermissionsOf<SecretRequest> = (request) => [
  {
    action: `secretsmanager:${request.operation}`,
    resource: request.secretArn(requiredText(request, 'SecretId')),
  },
];

export const secretsManagerPermissions = {
  GetSecretValue: onSecret,
  PutSecretValue: onSecret,
  DescribeSecret: onSecret,
  UpdateSecretVersionStage: onSecret,
  ListSecretVersionIds: onSecret,
} satisfies Record<string, PermissionsOf<SecretRequest>>;
