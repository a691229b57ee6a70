import { dynamodbPermissions } from './dynamodb-permissions.ts';
import { eventsPermissions } from './events-permissions.ts';
import { lambdaPermissions } from './lambda-permissions.ts';
import type { Permission, PermissionsOf, ServiceRequest } from './permission.ts';
import { s3Permissions } from './s3-permissions.ts';
import { type SecretArn, secretsManagerPermissions } from './secrets-manager-permissions.ts';
import { sqsPermissions } from './sqs-permissions.ts';
import { ssmPermissions } from './ssm-permissions.ts';

type Operations = Readonly<Record<string, PermissionsOf<ServiceRequest & { readonly secretArn: SecretArn }>>>;

const SERVICES = {
  dynamodb: dynamodbPermissions,
  sqs: sqsPermissions,
  secretsmanager: secretsManagerPermissions,
  events: eventsPermissions,
  lambda: lambdaPermissions,
  s3: s3Permissions,
  ssm: ssmPermissions,
} as const satisfies Record<string, Operations>;

export type Service = keyof typeof SERVICES;

export interface AwsRequest extends ServiceRequest {
  readonly service: Service;
}

/**
 * What the caller must be allowed before AWS carries the request out: every one of them, and at least one.
 * @throws an Error that names an operation not known here, or the field without which nothing can be checked.
 */
export function requiredPermissions(request: AwsRequest, secretArn: SecretArn): readonly Permission[] {
  const { service, operation } = request;
  const operations: Operations = SERVICES[service];
  const permissionsOf = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (!permissionsOf) {
    throw new Error(
      `${service}:${operation} is not known here, so it is not let through; say what it needs in local/iam/`,
    );
  }
  return permissionsOf({ ...request, secretArn });
}

/** The operations that requiredPermissions knows. */
export const operationsOf = (service: Service): readonly string[] => Object.keys(SERVICES[service]);
