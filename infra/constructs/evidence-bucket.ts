import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { grant } from './grant.ts';

export interface EvidenceBucketProps {
  readonly prefix: string;
  /** For how long an object can be neither changed nor deleted. */
  readonly years: number;
}

/** Where the ends of the chains of receipts are kept, so that who can write the table cannot write them. It does not go when the stack goes. */
export class EvidenceBucket extends Construct {
  readonly bucketName: string;
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { prefix, years }: EvidenceBucketProps) {
    super(scope, id);
    // names of buckets are global, and have 63 letters at most
    this.bucketName = `${prefix}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: this.bucketName,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(365 * years)),
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'One function puts one object a day; a log of who reads what holds nothing personal would need a second bucket.',
    });
  }

  /** Puts objects; it reads none and deletes none. */
  mayPut(): PolicyStatement {
    return grant('KeepEvidence', ['s3:PutObject'], `arn:${Aws.PARTITION}:s3:::${this.bucketName}/*`);
  }

  acknowledgeIn(writer: Construct): void {
    const name = this.bucketName.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>').replace(Aws.REGION, '<AWS::Region>');
    Validations.of(writer).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${name}/*]`,
      reason: 'Its one bucket; the keys of the objects are dates.',
    });
  }
}
