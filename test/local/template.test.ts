import { beforeAll, describe, expect, it } from 'vitest';

import { wants } from '../../local/sources/bus-rule.ts';
import { mayInvoke } from '../../local/sources/may-invoke.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import type { DeployedBusRule } from '../../local/template/deployed/deployed-events.ts';
import { readDeployment } from '../../local/template/deployment.ts';
import { assemblyOf } from './support/assembly.ts';
import { type EditableResource, edited, TEST_CONFIG } from './support/running-cloud.ts';

const GATEWAY = 'http://127.0.0.1:4100';
let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

const first = (resources: Record<string, EditableResource>, type: string) =>
  Object.values(resources).find(({ Type }) => Type === type)!;

describe('a deployment read from a template', () => {
  it('has everything by the names under which it will be found', () => {
    const { functions, queues, tables, routes, rules, mappings } = readDeployment(assembly, GATEWAY);
    expect(functions.map(({ name }) => name)).toContain('atlan-lifecycle-main-provision');
    expect(queues.find(({ redrive }) => redrive)?.url).toBe(
      `${GATEWAY}/000000000000/atlan-lifecycle-main-lifecycle.fifo`,
    );
    expect(functions.find(({ name }) => name.endsWith('provision'))?.environment).toMatchObject({
      LIFECYCLE_QUEUE_URL: `${GATEWAY}/000000000000/atlan-lifecycle-main-lifecycle.fifo`,
      LEDGER_TABLE: tables[0]?.name,
    });
    expect(routes.map(({ key }) => key)).toContain('POST /hooks/{connection}');
    expect(rules).toContainEqual(expect.objectContaining({ kind: 'schedule', everySeconds: 60 }));
    expect(mappings).toHaveLength(1);
  });

  const strangers: readonly (readonly [
    what: string,
    stack: string,
    says: RegExp,
    edit: (resources: Record<string, EditableResource>) => void,
  ])[] = [
    [
      'a type of resource',
      'service',
      /Stranger: it is of type AWS::StepFunctions::StateMachine/,
      (resources) => {
        resources['Stranger'] = { Type: 'AWS::StepFunctions::StateMachine', Properties: {} };
      },
    ],
    [
      'a property',
      'service',
      /AWS::Lambda::Function\): it has the property ReservedConcurrentExecutions/,
      (resources) => {
        first(resources, 'AWS::Lambda::Function').Properties['ReservedConcurrentExecutions'] = 1;
      },
    ],
    [
      'a value of a property',
      'service',
      /its property Runtime has a value of another form/,
      (resources) => {
        first(resources, 'AWS::Lambda::Function').Properties['Runtime'] = 'nodejs26.x';
      },
    ],
    [
      'an intrinsic function',
      'service',
      /uses the intrinsic function Fn::Split/,
      (resources) => {
        first(resources, 'AWS::Lambda::Function').Properties['Description'] = { 'Fn::Split': [',', 'a,b'] };
      },
    ],
    [
      'a name',
      'service',
      /something refers to Nobody/,
      (resources) => {
        first(resources, 'AWS::Lambda::Function').Properties['Description'] = { Ref: 'Nobody' };
      },
    ],
    [
      'an import',
      'service',
      /imports nothing-exports-this/,
      (resources) => {
        first(resources, 'AWS::Lambda::Function').Properties['Description'] = {
          'Fn::ImportValue': 'nothing-exports-this',
        };
      },
    ],
    [
      'a way to schedule',
      'service',
      /it is scheduled by cron\(0 3 \* \* \? \*\)/,
      (resources) => {
        first(resources, 'AWS::Events::Rule').Properties['ScheduleExpression'] = 'cron(0 3 * * ? *)';
      },
    ],
  ];

  it.each(strangers)('stops at %s that it does not know, by name', (_what, stack, says, edit) => {
    expect(() => readDeployment(edited(assembly, stack, edit), GATEWAY)).toThrow(says);
  });

  it('refuses a queue that shows a message again before its function’s time is over, as AWS does', () => {
    const short = edited(assembly, 'state', (resources) => {
      for (const { Type, Properties } of Object.values(resources))
        if (Type === 'AWS::SQS::Queue' && 'RedrivePolicy' in Properties) Properties['VisibilityTimeout'] = 30;
    });
    expect(() => readDeployment(short, GATEWAY)).toThrow(/shows a message again after 30 s.*AWS refuses that/);
  });
});

describe('a rule of a bus', () => {
  const rule: DeployedBusRule = {
    kind: 'bus',
    name: 'tell',
    arn: 'arn:aws:events:eu-west-1:000000000000:rule/tell',
    targetArns: [],
    enabled: true,
    busName: 'main',
    pattern: { source: ['atlan-lifecycle'], detail: { target: ['atlan-prod', 'atlan-sandbox'] } },
  };
  const event = (source: string, detail: unknown) => ({
    version: '0' as const,
    id: '1',
    'detail-type': 'AccessEnded',
    source,
    account: '000000000000',
    time: '2026-03-02T08:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail,
  });

  it.each([
    ['every field fits', event('atlan-lifecycle', { target: 'atlan-prod' }), 'main', true],
    ['one field does not', event('somebody', { target: 'atlan-prod' }), 'main', false],
    ['a nested field does not', event('atlan-lifecycle', { target: 'elsewhere' }), 'main', false],
    ['there is no detail', event('atlan-lifecycle', undefined), 'main', false],
    ['it is another bus', event('atlan-lifecycle', { target: 'atlan-prod' }), 'other', false],
  ])('where %s: %#', (_when, given, bus, expected) => {
    expect(wants(rule, given, bus)).toBe(expected);
  });

  it('asks for nothing while it is disabled', () => {
    expect(wants({ ...rule, enabled: false }, event('atlan-lifecycle', { target: 'atlan-prod' }), 'main')).toBe(false);
  });
});

describe('a permission to call a function', () => {
  const permission = {
    functionName: 'ingest',
    service: 'apigateway.amazonaws.com',
    sourceArn: 'arn:aws:execute-api:eu-west-1:000000000000:Api/*/*/hooks/{connection}',
  };
  const source = (path: string) => ({
    service: 'apigateway.amazonaws.com',
    sourceArn: `arn:aws:execute-api:eu-west-1:000000000000:Api/$default/POST${path}`,
  });

  it('is for one route, one service and one function', () => {
    expect(mayInvoke([permission], 'ingest', source('/hooks/{connection}'))).toBe(true);
    expect(mayInvoke([permission], 'ingest', source('/events'))).toBe(false);
    expect(mayInvoke([permission], 'operate', source('/hooks/{connection}'))).toBe(false);
    expect(
      mayInvoke([permission], 'ingest', { ...source('/hooks/{connection}'), service: 'events.amazonaws.com' }),
    ).toBe(false);
  });
});
