import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { arnOf } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

export interface DeployedTable {
  readonly name: string;
  readonly arn: string;
  /** ARN of the customer's key it is encrypted with, if it is. */
  readonly keyArn: string | undefined;
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
  // kept for a table that a laptop forgets at the end: recovery, and a deletion that comes days late anyway
  PointInTimeRecoverySpecification: z.optional(z.unknown()),
  SSESpecification: z.optional(
    z.strictObject({ KMSMasterKeyId: z.string(), SSEEnabled: z.literal(true), SSEType: z.literal('KMS') }),
  ),
  TableName: z.string(),
  TimeToLiveSpecification: z.optional(z.unknown()),
});

export function readTable(resource: ResolvedResource): DeployedTable {
  const properties = readProperties(resource, table);
  const { TableName, AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema } = properties;
  return {
    name: TableName,
    arn: arnOf('dynamodb', `table/${TableName}`),
    keyArn: properties.SSESpecification?.KMSMasterKeyId,
    create: { TableName, AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes },
    isProtected: properties.DeletionProtectionEnabled === true,
  };
}
