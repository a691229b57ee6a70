import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { arnOf } from './place.ts';
import { known, readProperties } from './read-properties.ts';
import type { ResolvedResource } from './resolved.ts';

export interface DeployedTable {
  readonly name: string;
  readonly arn: string;
  readonly create: CreateTableCommandInput;
  readonly isProtected: boolean;
}

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const table = known({
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  DeletionProtectionEnabled: z.optional(z.boolean()),
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({ ProjectionType: z.enum(['KEYS_ONLY', 'ALL']) }),
      }),
    ),
  ),
  KeySchema: keySchema,
  // kept for a table that a laptop forgets at the end: recovery, encryption, and a deletion that comes days late anyway
  PointInTimeRecoverySpecification: z.optional(z.unknown()),
  SSESpecification: z.optional(z.unknown()),
  TableName: z.string(),
  TimeToLiveSpecification: z.optional(z.unknown()),
});

export function readTable(resource: ResolvedResource): DeployedTable {
  const { AttributeDefinitions, BillingMode, DeletionProtectionEnabled, GlobalSecondaryIndexes, KeySchema, TableName } =
    readProperties(resource, table);
  return {
    name: TableName,
    arn: arnOf('dynamodb', `table/${TableName}`),
    create: { TableName, AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes },
    isProtected: DeletionProtectionEnabled === true,
  };
}
