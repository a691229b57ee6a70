import { describe, expect, it } from 'vitest';

import { ingestEnv } from '../../../shared/contracts/env/ingest.ts';
import { operateEnv } from '../../../shared/contracts/env/operate.ts';
import { pollEnv } from '../../../shared/contracts/env/poll.ts';
import { provisionEnv } from '../../../shared/contracts/env/provision.ts';
import { rotateEnv } from '../../../shared/contracts/env/rotate.ts';
import { config, listOf, type Resource, statementsOf, synthesise } from './synthesise.ts';

const { resources, ofType } = synthesise();
const functions = ofType('AWS::Lambda::Function');
const nameOf = ({ Properties }: Resource) => String(Properties['FunctionName']).replace('atlan-lifecycle-main-', '');
const roleOf = (of: string) => {
  const [role] = functions
    .filter((one) => nameOf(one) === of)
    .map(({ Properties }) => resources.find(({ id }) => id === Properties['Role']['Fn::GetAtt'][0]));
  return role!;
};
const actionsOf = (of: string) => statementsOf(roleOf(of)).flatMap(({ Action }) => listOf(Action));

describe('every function', () => {
  it('is one of five', () => {
    expect(functions.map(nameOf)).toEqual(['ingest', 'provision', 'poll', 'operate', 'rotate']);
  });

  it.each(functions.map((one) => [nameOf(one), one] as const))(
    '%s runs on arm64 and Node 24, traced, with a log of its own',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
        Timeout: expect.any(Number),
        MemorySize: expect.any(Number),
      });
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    },
  );

  it.each([
    ['ingest', ingestEnv],
    ['provision', provisionEnv],
    ['poll', pollEnv],
    ['operate', operateEnv],
    ['rotate', rotateEnv],
  ] as const)('%s has exactly the variables of its contract, and Node’s options', (name, contract) => {
    const [one] = functions.filter((candidate) => nameOf(candidate) === name);
    expect(one?.Properties['Environment'].Variables.NODE_OPTIONS).toBe('--enable-source-maps');
    expect(Object.keys(one?.Properties['Environment'].Variables).sort()).toEqual(
      ['NODE_OPTIONS', ...Object.keys(contract.shape)].sort(),
    );
  });
});

describe('every log', () => {
  it('is forgotten after a while', () => {
    expect(ofType('AWS::Logs::LogGroup')).toHaveLength(functions.length + 1);
    for (const { Properties } of ofType('AWS::Logs::LogGroup'))
      expect(Properties['RetentionInDays']).toEqual(expect.any(Number));
  });
});

/** Needs that concern secrets by the beginning of their names. */
const OF_SECRETS = ['ReadSecrets', 'SeeVersions', 'KeepNewToken', 'MakeCurrent'];

describe('every role', () => {
  const documents = JSON.stringify(ofType('AWS::SSM::Document'));
  const roles = ofType('AWS::IAM::Role').filter(({ id }) => !documents.includes(`"${id}"`));

  it('belongs to a function or to a runbook document, and has all its grants in itself', () => {
    expect(roles.map(({ id }) => id).sort()).toEqual(
      ['ingest', 'provision', 'poll', 'operate', 'rotate'].map((of) => roleOf(of).id).sort(),
    );
    expect(ofType('AWS::IAM::Policy')).toEqual([]);
    expect(ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
    for (const { Properties } of ofType('AWS::IAM::Role')) expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('names what it may do and to what, but for traces, the account, secrets, documents and evidence', () => {
    for (const role of roles)
      for (const { Sid, Action, Resource } of statementsOf(role)) {
        expect(listOf(Action).filter((action) => action.includes('*'))).toEqual([]);
        const text = JSON.stringify(Resource);
        if (Sid === 'Trace' || Sid === 'SeeConcurrency') expect(text).toBe('"*"');
        else if (OF_SECRETS.includes(Sid ?? ''))
          expect(text).toMatch(/:secret:atlan-lifecycle\/main\/(targets|connections)\/\*"/);
        else if (Sid === 'KeepEvidence') expect(text).toMatch(/:s3:::atlan-lifecycle-main-[^*]*\/\*"/);
        else if (Sid === 'SeeDocuments') expect(text).toMatch(/:document\/atlan-lifecycle-main-\*"/);
        else expect(text).not.toContain('*');
      }
  });

  it('has each need once, and nothing that is not needed', () => {
    expect(
      Object.fromEntries(functions.map((one) => [nameOf(one), actionsOf(nameOf(one)).filter(isOurs).sort()])),
    ).toEqual({
      ingest: ['dynamodb:GetItem', 'dynamodb:PutItem', 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
      provision: [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        'secretsmanager:GetSecretValue',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
      poll: [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ],
      operate: [
        'dynamodb:DeleteItem',
        'dynamodb:DescribeTable',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Query',
        'lambda:GetAccountSettings',
        'lambda:GetEventSourceMapping',
        'lambda:UpdateEventSourceMapping',
        'secretsmanager:GetSecretValue',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
        'ssm:DescribeDocument',
      ],
      rotate: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
    });
  });

  it.each([
    ['ingest', 'connections'],
    ['provision', 'targets'],
    ['poll', 'targets'],
    ['operate', 'targets'],
    ['rotate', 'targets'],
  ])('%s reads the secrets of %s and no others', (of, kind) => {
    const secrets = statementsOf(roleOf(of)).filter(({ Action }) => Action === 'secretsmanager:GetSecretValue');
    expect(secrets).toHaveLength(1);
    expect(JSON.stringify(secrets[0]?.Resource)).toContain(`:secret:atlan-lifecycle/main/${kind}/*`);
  });

  const isOurs = (action: string) => !/^(logs|xray|kms):/.test(action);
});

describe('what starts them', () => {
  it('hands the queue over in batches that report their failures, and limits how many at once', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(1);
    expect(mappings[0]?.Properties).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it('leaves a message out of sight for six times as long as the function may run', () => {
    const [provision] = functions.filter((one) => nameOf(one) === 'provision');
    const queues = ofType('AWS::SQS::Queue').filter(({ Properties }) => 'RedrivePolicy' in Properties);
    for (const { Properties } of queues)
      expect(Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * provision?.Properties['Timeout']);
  });

  it('replaces every target’s token once a month, and never because of a deployment', () => {
    const [rotate] = functions.filter((one) => nameOf(one) === 'rotate');
    const schedules = ofType('AWS::SecretsManager::RotationSchedule').map(({ Properties }) => Properties);
    expect(schedules.map(({ SecretId }) => String(SecretId)).sort()).toEqual(
      Object.keys(config.targets).map((name) => `atlan-lifecycle/main/targets/${name}`),
    );
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediatelyOnUpdate: false,
      });
      expect(JSON.stringify(schedule['RotationLambdaARN'])).toContain(
        `:function:${rotate?.Properties['FunctionName']}"`,
      );
    }
    const permissions = ofType('AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties['Principal'] === 'secretsmanager.amazonaws.com',
    );
    expect(permissions.map(({ Properties }) => Properties['FunctionName'])).toEqual([
      { 'Fn::GetAtt': [rotate?.id, 'Arn'] },
    ]);
    expect(JSON.stringify(permissions[0]?.Properties['SourceArn'])).toContain(
      ':secret:atlan-lifecycle/main/targets/*"',
    );
  });

  it('ticks once a minute', () => {
    expect(ofType('AWS::Events::Rule').map(({ Properties }) => Properties['ScheduleExpression'])).toEqual([
      'rate(1 minute)',
    ]);
  });

  it('makes the hooks public, and the rest open to AWS principals only', () => {
    const routes = ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      Properties['RouteKey'],
      Properties['AuthorizationType'],
    ]);
    expect(Object.fromEntries(routes)).toEqual({
      'POST /hooks/{connection}': 'NONE',
      'POST /events': 'AWS_IAM',
      'POST /operate/{command}': 'AWS_IAM',
    });
  });

  it('throttles every stage and logs who was answered what, and no address', () => {
    for (const { Properties } of ofType('AWS::ApiGatewayV2::Stage')) {
      expect(Properties['DefaultRouteSettings']).toMatchObject({
        ThrottlingRateLimit: expect.any(Number),
        ThrottlingBurstLimit: expect.any(Number),
      });
      expect(Properties['AccessLogSettings'].Format).not.toMatch(/sourceIp|userAgent|identity/);
    }
    expect(ofType('AWS::ApiGatewayV2::Stage')).toHaveLength(1);
  });
});
