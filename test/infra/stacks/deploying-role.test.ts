import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { fleet } from './fleet.ts';
import { listOf, synthesise } from './synthesise.ts';

/** What CloudFormation calls for a resource of each type, by the permissions that AWS lists in the type's schema. */
const CALLS: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic': 'sns:CreateTopic sns:DeleteTopic sns:GetTopicAttributes sns:SetTopicAttributes',
  'AWS::SNS::TopicPolicy': 'sns:SetTopicAttributes',
  'AWS::IAM::Role':
    'iam:CreateRole iam:GetRole iam:UpdateRole iam:UpdateAssumeRolePolicy iam:DeleteRole ' +
    'iam:PutRolePolicy iam:GetRolePolicy iam:DeleteRolePolicy',
  'AWS::SSM::Document':
    'ssm:CreateDocument ssm:UpdateDocument ssm:UpdateDocumentDefaultVersion ssm:DeleteDocument ' +
    'ssm:DescribeDocument ssm:GetDocument iam:PassRole',
  'AWS::ApiGatewayV2::Api': 'apigateway:POST apigateway:GET apigateway:PATCH apigateway:DELETE',
  'AWS::ApiGatewayV2::Integration': 'apigateway:POST apigateway:PATCH apigateway:DELETE',
  'AWS::ApiGatewayV2::Route': 'apigateway:POST apigateway:PATCH apigateway:DELETE',
  'AWS::ApiGatewayV2::Stage':
    'apigateway:POST apigateway:PATCH apigateway:DELETE logs:CreateLogDelivery ' +
    'logs:UpdateLogDelivery logs:DeleteLogDelivery logs:PutResourcePolicy',
  'AWS::Lambda::Permission': 'lambda:AddPermission lambda:RemovePermission',
  'AWS::Lambda::Function':
    'lambda:CreateFunction lambda:GetFunction lambda:DeleteFunction iam:PassRole s3:GetObject ' +
    'lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration',
  'AWS::Lambda::EventSourceMapping':
    'lambda:CreateEventSourceMapping lambda:GetEventSourceMapping lambda:UpdateEventSourceMapping ' +
    'lambda:DeleteEventSourceMapping',
  'AWS::Logs::LogGroup': 'logs:CreateLogGroup logs:DescribeLogGroups logs:PutRetentionPolicy logs:DeleteLogGroup',
  'AWS::Logs::MetricFilter': 'logs:PutMetricFilter logs:DescribeMetricFilters logs:DeleteMetricFilter',
  'AWS::Events::Rule': 'events:PutRule events:DescribeRule events:PutTargets events:RemoveTargets events:DeleteRule',
  'AWS::Events::EventBus': 'events:CreateEventBus events:DescribeEventBus events:DeleteEventBus',
  'AWS::CloudWatch::Alarm': 'cloudwatch:PutMetricAlarm cloudwatch:DescribeAlarms cloudwatch:DeleteAlarms',
  'AWS::CloudWatch::Dashboard': 'cloudwatch:PutDashboard cloudwatch:GetDashboard cloudwatch:DeleteDashboards',
  'AWS::KMS::Key': 'kms:CreateKey kms:DescribeKey kms:PutKeyPolicy kms:EnableKeyRotation kms:ScheduleKeyDeletion',
  'AWS::DynamoDB::Table':
    'dynamodb:CreateTable dynamodb:DescribeTable dynamodb:UpdateTable dynamodb:DeleteTable ' +
    'dynamodb:UpdateContinuousBackups dynamodb:UpdateTimeToLive kms:CreateGrant kms:DescribeKey',
  'AWS::S3::Bucket':
    's3:CreateBucket s3:DeleteBucket s3:PutBucketTagging s3:PutEncryptionConfiguration s3:PutBucketVersioning ' +
    's3:PutBucketObjectLockConfiguration s3:PutBucketPublicAccessBlock',
  'AWS::S3::BucketPolicy': 's3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy',
  'AWS::SQS::Queue': 'sqs:CreateQueue sqs:GetQueueAttributes sqs:SetQueueAttributes sqs:DeleteQueue',
  'AWS::SQS::QueuePolicy': 'sqs:SetQueueAttributes',
  'AWS::SecretsManager::Secret':
    'secretsmanager:CreateSecret secretsmanager:DescribeSecret secretsmanager:UpdateSecret ' +
    'secretsmanager:DeleteSecret',
  'AWS::SecretsManager::RotationSchedule':
    'secretsmanager:RotateSecret secretsmanager:CancelRotateSecret lambda:InvokeFunction',
};
const callsOf = (type: string): readonly string[] => CALLS[type]?.split(' ') ?? [];

/** Where a type's own name stands in the ARN that the policy must let through. */
const ARNS: Readonly<Record<string, readonly [property: string, arn: (name: string) => string]>> = {
  'AWS::SNS::Topic': ['TopicName', (name) => `arn:aws:sns:eu-west-1:111122223333:${name}`],
  'AWS::IAM::Role': ['Path', (path) => `arn:aws:iam::111122223333:role${path}generated`],
  'AWS::SSM::Document': ['Name', (name) => `arn:aws:ssm:eu-west-1:111122223333:document/${name}`],
  'AWS::Lambda::Function': ['FunctionName', (name) => `arn:aws:lambda:eu-west-1:111122223333:function:${name}`],
  'AWS::Logs::LogGroup': ['LogGroupName', (name) => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}`],
  'AWS::Events::Rule': ['Name', (name) => `arn:aws:events:eu-west-1:111122223333:rule/${name}`],
  'AWS::Events::EventBus': ['Name', (name) => `arn:aws:events:eu-west-1:111122223333:event-bus/${name}`],
  'AWS::CloudWatch::Alarm': ['AlarmName', (name) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`],
  'AWS::CloudWatch::Dashboard': ['DashboardName', (name) => `arn:aws:cloudwatch::111122223333:dashboard/${name}`],
  'AWS::DynamoDB::Table': ['TableName', (name) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`],
  'AWS::S3::Bucket': ['BucketName', (name) => `arn:aws:s3:::${name}`],
  'AWS::SQS::Queue': ['QueueName', (name) => `arn:aws:sqs:eu-west-1:111122223333:${name}`],
  'AWS::SecretsManager::Secret': [
    'Name',
    (name) => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-a1b2c3`,
  ],
};

const texts = z.union([z.string(), z.array(z.string())]);
const policy = z
  .object({
    Statement: z.array(z.object({ Sid: z.string(), Effect: z.literal('Allow'), Action: texts, Resource: texts })),
  })
  .parse(JSON.parse(readFileSync('docs/policies/deploying-role.json', 'utf8')));

const escaped = (text: string) => text.replaceAll(/[\^$.|?+()[\]{}]/g, '\\$&');
const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(text);
const statementsFor = (action: string) => policy.Statement.filter(({ Action }) => listOf(Action).includes(action));

describe('the policy of the deploying role', () => {
  const { resources } = synthesise({ config: fleet(3) });
  const types = [...new Set(resources.map(({ Type }) => Type))].sort();

  it('knows every type of resource that is deployed', () => {
    expect(types.filter((type) => !CALLS[type])).toEqual([]);
  });

  it.each(types)('lets CloudFormation make, change and delete %s', (type) => {
    expect(callsOf(type).filter((action) => statementsFor(action).length === 0)).toEqual([]);
  });

  it.each(Object.entries(ARNS))('lets it do so under the names that %s has here', (type, [property, arnOf]) => {
    const named = resources
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => {
        const name: unknown = Properties[property];
        // a name with the region in it
        return typeof name === 'string' ? name : 'atlan-lifecycle-main-eu-west-1';
      });
    expect(named.length).toBeGreaterThan(0);
    const [create = ''] = callsOf(type);
    for (const name of named) {
      const allowed = statementsFor(create).some(({ Resource }) =>
        listOf(Resource).some((pattern) => fits(pattern, arnOf(name))),
      );
      expect([name, allowed]).toEqual([name, true]);
    }
  });

  it('allows no action of every service, and fits into a managed policy', () => {
    expect(policy.Statement.flatMap(({ Action }) => listOf(Action)).filter((action) => action.includes('*'))).toEqual(
      [],
    );
    // IAM counts a managed policy without its white space
    expect(JSON.stringify(JSON.parse(readFileSync('docs/policies/deploying-role.json', 'utf8'))).length).toBeLessThan(
      6_144,
    );
  });
});
