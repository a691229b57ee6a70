import { describe, expect, it } from 'vitest';

import { fleet } from './fleet.ts';
import { type Installation, type Properties, type Resource, statementsOf, synthesise } from './synthesise.ts';

/** What CloudFormation takes in one stack. */
const OF_A_STACK = { resources: 500, bytes: 1_000_000, outputs: 200, parameters: 200, nameLength: 128 };

/** How long a name may be, by the type of the resource and the property that holds it. */
const NAME_LIMITS: Readonly<Record<string, readonly [property: string, longest: number]>> = {
  'AWS::ApiGatewayV2::Api': ['Name', 128],
  'AWS::CloudWatch::Alarm': ['AlarmName', 255],
  'AWS::CloudWatch::Dashboard': ['DashboardName', 255],
  'AWS::DynamoDB::Table': ['TableName', 255],
  'AWS::Events::EventBus': ['Name', 256],
  'AWS::Events::Rule': ['Name', 64],
  'AWS::IAM::Role': ['RoleName', 64],
  'AWS::Lambda::Function': ['FunctionName', 64],
  'AWS::Logs::LogGroup': ['LogGroupName', 512],
  'AWS::S3::Bucket': ['BucketName', 63],
  'AWS::SNS::Topic': ['TopicName', 256],
  'AWS::SQS::Queue': ['QueueName', 80],
  'AWS::SSM::Document': ['Name', 128],
  'AWS::SecretsManager::Secret': ['Name', 512],
};

/** What has no name, or is known by that of another resource. */
const UNNAMED = [
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::RotationSchedule',
];

/** Longest texts: of the policies in a role without spaces, of a policy on a resource, of a function's environment, of an alarm. */
const ROLE_POLICIES = 10_240;
const RESOURCE_POLICIES: Readonly<Record<string, readonly [property: string, longest: number]>> = {
  'AWS::KMS::Key': ['KeyPolicy', 32_768],
  'AWS::S3::BucketPolicy': ['PolicyDocument', 20_480],
  'AWS::SNS::TopicPolicy': ['PolicyDocument', 30_720],
  'AWS::SQS::QueuePolicy': ['PolicyDocument', 8_192],
};
const ENVIRONMENT_BYTES = 4_096;
const ALARM_DESCRIPTION = 1_024;
const DOCUMENT_BYTES = 64 * 1_024;
const ROLE_PATH = 512;
const METRICS_OF_A_GRAPH = 500;
const METRICS_OF_A_DASHBOARD = 2_500;

/** The longest of each kind that may be chosen, since tokens are filled in: a region, an account, an id that AWS gives. */
const filledIn = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/\{"(?:Ref|Fn::ImportValue)":"[^"]*"\}/g, '"ap-southeast-2-and-more"')
    .replaceAll(/\{"Fn::GetAtt":\[[^\]]*\]\}/g, `"${'x'.repeat(120)}"`);
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': [, parts] = [undefined, []] } = value as { 'Fn::Join'?: [string, unknown[]] };
  return parts.map((part) => (typeof part === 'string' ? part : 'ap-southeast-2')).join('');
};
const ofStack = ({ stacks }: Installation, part: string) => stacks.filter(({ name }) => name.includes(`-${part}`));

describe.each([1, 8, 25, 100])('%d targets with as many connections', (count) => {
  const installation = synthesise({ environment: 'e'.repeat(16), config: fleet(count) });
  const { stacks, resources, ofType } = installation;

  it('fit into stacks that CloudFormation takes, with room in that of the runbooks for twice as many commands', () => {
    for (const { name, template, bodySize, resources: own } of stacks) {
      const room = name.endsWith('-runbooks') ? 2 : 1;
      expect(own.length * room, name).toBeLessThanOrEqual(OF_A_STACK.resources);
      expect(bodySize * room, name).toBeLessThanOrEqual(OF_A_STACK.bytes);
      expect(Object.keys(template['Outputs'] ?? {}).length, name).toBeLessThanOrEqual(OF_A_STACK.outputs);
      expect(Object.keys(template['Parameters'] ?? {}).length, name).toBeLessThanOrEqual(OF_A_STACK.parameters);
      expect(name.length).toBeLessThanOrEqual(OF_A_STACK.nameLength);
    }
    expect(ofType('AWS::CloudFormation::Stack')).toEqual([]);
  });

  it('have every secret in the state stack, and every alarm and rotation of theirs in one of the targets', () => {
    const found = (part: string, type: string) =>
      ofStack(installation, part).flatMap((stack) => stack.resources.filter(({ Type }) => Type === type)).length;
    expect(found('state', 'AWS::SecretsManager::Secret')).toBe(2 * count);
    expect(found('targets-', 'AWS::SecretsManager::RotationSchedule')).toBe(count);
    expect(found('targets-', 'AWS::CloudWatch::Alarm') % count).toBe(0);
    expect(found('targets-', 'AWS::CloudWatch::Alarm')).toBeGreaterThan(10 * count);
    expect(found('service', 'AWS::SecretsManager::RotationSchedule')).toBe(0);
  });

  it('have names that AWS takes', () => {
    for (const { id, Type, Properties } of resources) {
      const [property, longest] = NAME_LIMITS[Type] ?? [];
      if (property === undefined || longest === undefined) expect(UNNAMED, id).toContain(Type);
      else if (Properties[property] !== undefined)
        expect(textOf(Properties[property]).length, id).toBeLessThanOrEqual(longest);
    }
  });

  it('have policies, environments, descriptions and documents that AWS takes', () => {
    for (const { id, Type, Properties } of resources) {
      const [property, longest] = RESOURCE_POLICIES[Type] ?? [];
      if (property !== undefined && longest !== undefined)
        expect(filledIn(Properties[property]).length, id).toBeLessThanOrEqual(longest);
    }
    const sizes = (type: string, sizeOf: (resource: Resource) => number) => Math.max(...ofType(type).map(sizeOf));
    expect(sizes('AWS::IAM::Role', (role) => filledIn(statementsOf(role)).length)).toBeLessThanOrEqual(ROLE_POLICIES);
    expect(sizes('AWS::IAM::Role', ({ Properties: { Path } }) => Path.length)).toBeLessThanOrEqual(ROLE_PATH);
    expect(
      sizes('AWS::Lambda::Function', ({ Properties: { Environment } }) => filledIn(Environment.Variables).length),
    ).toBeLessThanOrEqual(ENVIRONMENT_BYTES);
    expect(
      sizes('AWS::CloudWatch::Alarm', ({ Properties: { AlarmDescription } }) => AlarmDescription.length),
    ).toBeLessThanOrEqual(ALARM_DESCRIPTION);
    expect(sizes('AWS::SSM::Document', ({ Properties: { Content } }) => filledIn(Content).length)).toBeLessThanOrEqual(
      DOCUMENT_BYTES,
    );
  });

  it('have a dashboard with no more metrics than it can show', () => {
    const [dashboard] = ofType('AWS::CloudWatch::Dashboard');
    const { widgets }: Properties = JSON.parse(textOf(dashboard?.Properties['DashboardBody']));
    const graphs: readonly number[] = widgets.map(({ properties }: Properties) => properties.metrics?.length ?? 0);
    expect(Math.max(...graphs)).toBeLessThanOrEqual(METRICS_OF_A_GRAPH);
    expect(graphs.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(METRICS_OF_A_DASHBOARD);
  });
});
