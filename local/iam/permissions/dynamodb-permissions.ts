import { filledKeys, optionalText, requiredText } from '../read-body.ts';
import { arnOf, type Permission, type PermissionsOf, type ServiceRequest } from './permission.ts';

/** A table is named by its name or by its ARN. */
const tableArn = (request: ServiceRequest, table: string) =>
  table.startsWith('arn:') ? table : arnOf('dynamodb', request, `table/${table}`);

const onTable: PermissionsOf = (request) => [
  {
    action: `dynamodb:${request.operation}`,
    resource: tableArn(request, requiredText(request, 'TableName')),
  },
];

/** Who reads an index needs it on the index, and not on the table. */
const onTableOrIndex: PermissionsOf = (request) => {
  const index = optionalText(request, 'IndexName');
  if (index === undefined) return onTable(request);
  return onTable(request).map(({ action, resource }) => ({ action, resource: `${resource}/index/${index}` }));
};

/** A batch needs its own action, not those of a single item, on every table in it. */
const onEachTable: PermissionsOf = (request) =>
  filledKeys(request, 'RequestItems').map(
    (table): Permission => ({ action: `dynamodb:${request.operation}`, resource: tableArn(request, table) }),
  );

export const dynamodbPermissions = {
  GetItem: onTable,
  PutItem: onTable,
  UpdateItem: onTable,
  DeleteItem: onTable,
  Query: onTableOrIndex,
  Scan: onTableOrIndex,
  BatchGetItem: onEachTable,
  BatchWriteItem: onEachTable,
  DescribeTable: onTable,
} satisfies Record<string, PermissionsOf>;
