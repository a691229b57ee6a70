import { describe, expect, it } from 'vitest';

import { LEDGER_TABLE } from '../../../shared/contracts/ledger-table.ts';
import { LIFECYCLE_QUEUE } from '../../../shared/contracts/lifecycle-queue.ts';
import { listOf, statementsOf, synthesise } from './synthesise.ts';

const { resources, ofType } = synthesise();

describe('every table', () => {
  it('can be wound back, cannot be deleted by mistake, and stays when the stack goes, unless its making failed', () => {
    const tables = ofType('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(1);
    for (const table of tables)
      expect(table).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
        },
      });
  });

  it('is the one that the adapter reads and writes', () => {
    const { partitionKey, sortKey, dueIndex, timeToLive } = LEDGER_TABLE;
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    expect(ofType('AWS::DynamoDB::Table')[0]?.Properties).toMatchObject({
      KeySchema: keys(partitionKey.name, sortKey.name),
      AttributeDefinitions: [partitionKey, sortKey, dueIndex.partitionKey, dueIndex.sortKey].map(({ name, type }) => ({
        AttributeName: name,
        AttributeType: type,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: dueIndex.name,
          KeySchema: keys(dueIndex.partitionKey.name, dueIndex.sortKey.name),
          Projection: { ProjectionType: dueIndex.projection },
        },
      ],
      TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true },
    });
  });
});

describe('the bucket of evidence', () => {
  it('locks each object for seven years, unless the configuration says otherwise, and outlives the stack', () => {
    expect(ofType('AWS::S3::Bucket')).toMatchObject([
      {
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          ObjectLockEnabled: true,
          ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 * 365 } } },
          VersioningConfiguration: { Status: 'Enabled' },
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        },
      },
    ]);
  });

  it('takes objects from poll, and gives none to anybody and deletes none', () => {
    const actions = ofType('AWS::IAM::Role')
      .flatMap(statementsOf)
      .flatMap(({ Action }) => listOf(Action))
      .filter((action) => action.startsWith('s3:'));
    expect(actions).toEqual(['s3:PutObject']);
  });
});

describe('every key', () => {
  it('is renewed every year and outlives the stack', () => {
    expect(ofType('AWS::KMS::Key')).toHaveLength(1);
    for (const key of ofType('AWS::KMS::Key'))
      expect(key).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
        Properties: { EnableKeyRotation: true },
      });
  });
});

describe('every queue', () => {
  const queues = ofType('AWS::SQS::Queue');
  const deadLetters = queues
    .filter(({ Properties }) => 'RedrivePolicy' in Properties)
    .map(({ Properties }) => Properties['RedrivePolicy'].deadLetterTargetArn['Fn::GetAtt'][0]);

  it('is FIFO, with an order and a throughput of its own for each group', () => {
    expect(queues).toHaveLength(2);
    for (const { Properties } of queues) {
      expect(Properties).toMatchObject({
        FifoQueue: true,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
      expect(Properties['QueueName']).toMatch(/\.fifo$/);
    }
  });

  it('has a dead-letter queue or is one', () => {
    for (const { id, Properties } of queues)
      if (!deadLetters.includes(id))
        expect(Properties['RedrivePolicy'].maxReceiveCount).toBe(LIFECYCLE_QUEUE.maxReceiveCount);
    expect(deadLetters).toHaveLength(1);
  });

  it('is encrypted, and refuses requests without encryption', () => {
    for (const { id, Properties } of queues) {
      expect(Properties['SqsManagedSseEnabled']).toBe(true);
      const policies = ofType('AWS::SQS::QueuePolicy').filter(({ Properties: { Queues } }) =>
        Queues.some((queue: { readonly Ref: string }) => queue.Ref === id),
      );
      expect(policies.flatMap(({ Properties: { PolicyDocument } }) => PolicyDocument.Statement)).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });
});

describe('every secret', () => {
  it('stands in the configuration, has no value in the template and outlives the stack', () => {
    const secrets = ofType('AWS::SecretsManager::Secret');
    expect(secrets.map(({ Properties }) => Properties['Name'])).toEqual([
      'atlan-lifecycle/main/targets/atlan-prod',
      'atlan-lifecycle/main/targets/atlan-sandbox',
      'atlan-lifecycle/main/connections/hr',
    ]);
    for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of secrets) {
      expect(Properties).not.toHaveProperty('SecretString');
      expect(Properties).not.toHaveProperty('GenerateSecretString');
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });
});

describe('nothing', () => {
  it('runs to make the stack: no resource is a custom one', () => {
    expect(resources.filter(({ Type }) => /^Custom::|CustomResource/.test(Type))).toEqual([]);
  });

  it('is open to the world by its own policy', () => {
    for (const { Properties } of resources) {
      const statements = Properties?.['PolicyDocument']?.Statement ?? [];
      for (const { Effect, Principal } of statements)
        if (Effect === 'Allow') expect(listOf(Principal)).not.toContainEqual(expect.objectContaining({ AWS: '*' }));
    }
  });
});
