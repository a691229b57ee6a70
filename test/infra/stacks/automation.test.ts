import { describe, expect, it } from 'vitest';

import { fieldsOf } from '../../../infra/features/automation/parameters.ts';
import { pathOf } from '../../../shared/contracts/operate/path-of.ts';
import { COMMANDS } from '../../../shared/contracts/operate/registry.ts';
import { config, type Installation, listOf, type Properties, statementsOf, synthesise } from './synthesise.ts';

const installation = synthesise();
const documentsIn = ({ ofType }: Installation) =>
  new Map(ofType('AWS::SSM::Document').map(({ Properties }) => [String(Properties['Name']), Properties]));
const documents = documentsIn(installation);
const nameOf = (command: string) => `atlan-lifecycle-main-${pathOf(command)}`;
const contentOf = (command: string): Properties => documents.get(nameOf(command))?.['Content'];
const stepsOf = (command: string): readonly Properties[] => contentOf(command)['mainSteps'];
const BY_NAME = COMMANDS.map((command) => [command.name, command] as const);
/** Over which the approvers are told. */
const [topic] = installation.ofType('AWS::SNS::Topic').filter(({ id }) => id.includes('Approvals'));
const CHANGING = BY_NAME.filter(([, { changes }]) => changes);
const AT_ONCE = ['disable', 'pause', 'rollout pause'];

describe('every operate command', () => {
  it('has exactly one runbook document', () => {
    expect([...documents.keys()].sort()).toEqual(COMMANDS.map(({ name }) => nameOf(name)).sort());
    expect(installation.ofType('AWS::SSM::Document')).toHaveLength(COMMANDS.length);
  });

  it('has none while there are no approvers, unless it reads or acts at once', () => {
    const without = documentsIn(synthesise({ config: { ...config, approvers: [] } }));
    const expected = COMMANDS.filter(({ name, changes }) => !changes || AT_ONCE.includes(name));
    expect([...without.keys()].sort()).toEqual(expected.map(({ name }) => nameOf(name)).sort());
  });
});

describe('the topic of the approvers', () => {
  it('has a name that Systems Manager takes, and lets nothing through in clear text', () => {
    expect(topic?.Properties['TopicName']).toBe('Automation-atlan-lifecycle-main-approvals');
    const [policy, ...others] = installation
      .ofType('AWS::SNS::TopicPolicy')
      .filter(({ Properties }) => JSON.stringify(Properties['Topics']).includes(String(topic?.id)));
    expect(others).toEqual([]);
    expect(policy?.Properties['PolicyDocument'].Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('is not there while the configuration names no approver', () => {
    const { ofType } = synthesise({ config: { ...config, approvers: [] } });
    const names = ofType('AWS::SNS::Topic').map(({ Properties }) => String(Properties['TopicName']));
    expect(names.filter((name) => name.startsWith('Automation'))).toEqual([]);
  });
});

describe('every runbook document', () => {
  it.each(BY_NAME)('%s is an Automation of schema 0.3 that fits into 64 KB', (name) => {
    const { Content: content, ...others } = documents.get(nameOf(name)) ?? {};
    expect(others).toMatchObject({ DocumentType: 'Automation', DocumentFormat: 'JSON', UpdateMethod: 'NewVersion' });
    expect(content).toMatchObject({ schemaVersion: '0.3', assumeRole: '{{ AutomationAssumeRole }}' });
    expect(JSON.stringify(content).length).toBeLessThan(64 * 1024);
  });

  it.each(BY_NAME)('%s takes every field of the command, and what is its own', (name, { arguments: args, changes }) => {
    const own = [...(changes ? ['DryRun'] : []), 'AutomationAssumeRole'];
    expect(Object.keys(contentOf(name)['parameters'])).toEqual([...args.map(({ field }) => field), ...own]);
  });

  it.each(BY_NAME)('%s hands every field on, in the step that calls', (name, command) => {
    const [call] = stepsOf(name).filter((step) => step['name'] === 'call');
    const { Fields, Switches }: Properties = call?.['inputs'].InputPayload ?? {};
    const fields = command.arguments.map(({ field }) => field);
    expect(Object.keys({ ...Fields, ...Switches }).sort()).toEqual(fields.toSorted());
    for (const [field, value] of Object.entries({ ...Fields, ...Switches })) expect(value).toBe(`{{ ${field} }}`);
    expect(Object.keys(Switches)).toEqual(fields.filter((field) => fieldsOf(command).get(field)?.type === 'boolean'));
  });

  it.each(BY_NAME)('%s accepts the examples of the command', (name, { examples }) => {
    const parameters: Properties = contentOf(name)['parameters'];
    for (const { input } of examples)
      for (const [field, value] of Object.entries(input)) {
        const { allowedPattern, allowedValues, maxChars = Number.POSITIVE_INFINITY } = parameters[field];
        expect(String(value)).toMatch(new RegExp(allowedPattern ?? '.'));
        expect(allowedValues ?? [String(value)]).toContain(String(value));
        expect(String(value).length).toBeLessThanOrEqual(maxChars);
      }
  });

  it.each(CHANGING)('%s only looks unless it is told otherwise', (name) => {
    expect(contentOf(name)['parameters'].DryRun).toMatchObject({ default: 'true', allowedValues: ['true', 'false'] });
    const [choose, dryRun] = stepsOf(name);
    expect(choose).toMatchObject({
      action: 'aws:branch',
      inputs: { Choices: [{ Variable: '{{ DryRun }}', StringEquals: 'false' }], Default: 'dryRun' },
    });
    expect(dryRun).toMatchObject({ name: 'dryRun', isEnd: true });
  });

  it.each(CHANGING)('%s waits for an approver, or is one of three that act at once', (name) => {
    const steps = stepsOf(name);
    const first = steps[0]?.['inputs'].Choices[0].NextStep;
    if (AT_ONCE.includes(name)) {
      expect(first).toBe('call');
      expect(steps.map((step) => step['action'])).not.toContain('aws:approve');
      return;
    }
    expect(steps.slice(2).map((step) => [step['name'], step['nextStep'], step['isEnd']])).toEqual([
      ['look', 'approve', undefined],
      ['approve', 'call', undefined],
      ['call', undefined, true],
    ]);
    expect(first).toBe('look');
    expect(steps[3]).toMatchObject({
      action: 'aws:approve',
      inputs: { NotificationArn: { Ref: topic?.id }, Approvers: config.approvers, MinRequiredApprovals: 1 },
    });
  });

  it.each(BY_NAME)('%s has a role of its own that may ask this command and its look, and nothing else', (name) => {
    const [roleId] = contentOf(name)['parameters'].AutomationAssumeRole.default['Fn::GetAtt'];
    const role = installation.resources.find(({ id }) => id === roleId);
    if (!role) throw new Error(`${name} has no role`);
    const asked = stepsOf(name).flatMap(({ inputs }) => inputs.InputPayload ?? []);
    const commands = new Set(asked.flatMap(({ Command, Otherwise }) => [Command, Otherwise ?? []].flat()));
    const [statement, ...others] = statementsOf(role);
    const tells = { Sid: 'TellApprovers', Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: topic?.id } };
    const asksApprovers = stepsOf(name).some(({ action }) => action === 'aws:approve');
    expect(others).toEqual(asksApprovers ? [tells] : []);
    expect(statement?.Action).toBe('execute-api:Invoke');
    const granted = listOf(statement?.Resource).map(
      (one) => /\/\$default\/POST\/operate\/([a-z-]+)"/.exec(JSON.stringify(one))?.[1],
    );
    expect(new Set(granted)).toEqual(commands);
    expect(granted).toHaveLength(commands.size);
    expect(JSON.stringify(role.Properties['AssumeRolePolicyDocument'])).toContain('automation-execution/*');
  });
});
