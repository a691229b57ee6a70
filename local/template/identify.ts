import { arnOf, PLACE } from './place.ts';
import { roleArn } from './role-arn.ts';
import { UnknownPart } from './unknown-part.ts';

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Named {
  readonly id: string;
  readonly type: string;
  /** The value of a property that must be a plain text in the template. */
  readonly text: (property: string) => string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Base of the gateway, without a slash at its end. */
  readonly gateway: string;
}

/** By what a resource of each type is known, once it is deployed. */
const IDENTITIES: Readonly<Record<string, (resource: Named) => Identity>> = {
  'AWS::SQS::Queue': ({ text, gateway }) => {
    const name = text('QueueName');
    return {
      ref: `${gateway}/${PLACE.account}/${name}`,
      attributes: { Arn: arnOf('sqs', name), QueueName: name },
    };
  },
  'AWS::DynamoDB::Table': ({ text }) => {
    const name = text('TableName');
    return { ref: name, attributes: { Arn: arnOf('dynamodb', `table/${name}`) } };
  },
  'AWS::Lambda::Function': ({ text }) => {
    const name = text('FunctionName');
    return { ref: name, attributes: { Arn: arnOf('lambda', `function:${name}`) } };
  },
  'AWS::Events::EventBus': ({ text }) => {
    const name = text('Name');
    return { ref: name, attributes: { Arn: arnOf('events', `event-bus/${name}`), Name: name } };
  },
  'AWS::Events::Rule': ({ text }) => {
    const name = text('Name');
    return { ref: name, attributes: { Arn: arnOf('events', `rule/${name}`) } };
  },
  'AWS::SecretsManager::Secret': ({ text }) => {
    // Secrets Manager adds a hyphen and six letters of its own
    const arn = arnOf('secretsmanager', `secret:${text('Name')}-local1`);
    return { ref: arn, attributes: { Id: arn } };
  },
  'AWS::IAM::Role': (role) => ({ ref: role.id, attributes: { Arn: roleArn(role), RoleId: `AROA${role.id}` } }),
  'AWS::KMS::Key': ({ id }) => ({ ref: id, attributes: { Arn: arnOf('kms', `key/${id}`), KeyId: id } }),
  // its name has the account in it and is read where the bucket is deployed; everybody else builds the same name
  'AWS::S3::Bucket': ({ id }) => ({ ref: id, attributes: { Arn: `arn:${PLACE.partition}:s3:::${id}` } }),
  'AWS::Logs::LogGroup': ({ text }) => {
    const name = text('LogGroupName');
    return { ref: name, attributes: { Arn: arnOf('logs', `log-group:${name}:*`) } };
  },
  'AWS::CloudWatch::Alarm': ({ text }) => {
    const name = text('AlarmName');
    return { ref: name, attributes: { Arn: arnOf('cloudwatch', `alarm:${name}`) } };
  },
  'AWS::SSM::Document': ({ text }) => ({ ref: text('Name'), attributes: {} }),
  'AWS::SNS::Topic': ({ text }) => {
    const arn = arnOf('sns', text('TopicName'));
    return { ref: arn, attributes: { TopicArn: arn, TopicName: text('TopicName') } };
  },
};

/** Types that are known elsewhere by their logical id alone. */
const BY_ID = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Dashboard',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::Logs::MetricFilter',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

/** Throws `UnknownPart` for a type that is not in the tables above. */
export function identify(resource: Named): Identity {
  const { id, type } = resource;
  const identity = IDENTITIES[type];
  if (identity) return identity(resource);
  if (BY_ID.has(type)) return { ref: id, attributes: {} };
  throw new UnknownPart(id, `it is of type ${type}`);
}
