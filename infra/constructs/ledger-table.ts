import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

import { LEDGER_TABLE } from '../../shared/contracts/ledger-table.ts';
import { grant } from './grant.ts';

const TYPES = { S: AttributeType.STRING, N: AttributeType.NUMBER };
const attribute = ({ name, type }: { readonly name: string; readonly type: keyof typeof TYPES }) => ({
  name,
  type: TYPES[type],
});

export interface LedgerTableProps {
  readonly tableName: string;
  readonly deletionProtection: boolean;
}

/** The one table, under a key of its own. Neither goes when the stack goes, unless the deployment that made it failed. */
export class LedgerTable extends Construct {
  readonly table: Table;
  readonly #key: Key;

  constructor(scope: Construct, id: string, { tableName, deletionProtection }: LedgerTableProps) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: `Encrypts the table ${tableName}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const { partitionKey, sortKey, dueIndex, timeToLive } = LEDGER_TABLE;
    this.table = new Table(this, 'Table', {
      tableName,
      partitionKey: attribute(partitionKey),
      sortKey: attribute(sortKey),
      timeToLiveAttribute: timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.#key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: dueIndex.name,
      partitionKey: attribute(dueIndex.partitionKey),
      sortKey: attribute(dueIndex.sortKey),
      projectionType: ProjectionType[dueIndex.projection],
    });
  }

  /** These actions on the table itself; DynamoDB uses its key on behalf of the caller. */
  mayUse(...actions: readonly `dynamodb:${string}`[]): readonly PolicyStatement[] {
    return [
      grant('UseLedger', actions, this.table.tableArn),
      grant('UseLedgerKey', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], this.#key.keyArn),
    ];
  }

  /** Finding out who or what is due. */
  mayFindDue(): PolicyStatement {
    return grant('FindDue', ['dynamodb:Query'], `${this.table.tableArn}/index/${LEDGER_TABLE.dueIndex.name}`);
  }
}
