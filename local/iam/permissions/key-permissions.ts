import type { Permission } from './permission.ts';

/**
 * What AWS lists for a principal who uses a table under a customer's key. It does not say which call needs which of them, so that here every
 * call needs all: DynamoDB asks its key in the name of its caller, and keeps the answer for some minutes only.
 */
const USES = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];

/** The permissions on keys that come with permissions on tables. `keyOf` answers the key of a table, by the table's ARN. */
export function keyPermissions(
  permissions: readonly Permission[],
  keyOf: (tableArn: string) => string | undefined,
): readonly Permission[] {
  const keys = permissions.flatMap(({ resource }) => {
    const [tableArn = ''] = resource.split('/index/');
    return keyOf(tableArn) ?? [];
  });
  return [...new Set(keys)].flatMap((resource) => USES.map((action) => ({ action, resource })));
}
