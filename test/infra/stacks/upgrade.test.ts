import { describe, expect, it } from 'vitest';

import { readConfig } from '../../../shared/contracts/config/read-config.ts';
import { type Resource, type Synthesised, synthesise } from './synthesise.ts';
/** What an installation of two stacks had: each resource's type and name, and what one stack imported of the other. */
import before from './two-stacks.json' with { type: 'json' };

interface Old {
  readonly type: string;
  readonly name?: string;
}

const target = { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: {} };
const after = synthesise({
  config: readConfig({
    connections: { hr: { kind: 'standard-webhooks' }, events: { kind: 'canonical' } },
    targets: { 'atlan-prod': target, 'atlan-sandbox': target },
    rules: [],
    approvers: ['arn:aws:iam::111122223333:role/platform-approvers'],
  }),
});
const stackOf = (part: string): Synthesised => {
  const found = after.stacks.find(({ name }) => name.endsWith(`-${part}`));
  if (!found) throw new Error(`There is no stack ${part}`);
  return found;
};
const [state, service] = [stackOf('state'), stackOf('service')];
const later = after.stacks.filter((stack) => stack !== state && stack !== service);
const oldOf = (stack: 'state' | 'service'): readonly (readonly [string, Old])[] =>
  Object.entries<Old>(before[stack].resources);
const nameOf = ({ Properties }: Resource): string | undefined =>
  Object.entries<unknown>(Properties ?? {}).flatMap(([key, value]) =>
    /^(Table|Queue|Function|Topic|Alarm|LogGroup|Document)?Name$|^SecretId$/.test(key) && typeof value === 'string'
      ? [value]
      : [],
  )[0];

/** Beside everything in the state stack: what others know by an address or an ARN, or have subscribed to. */
const KNOWN_OUTSIDE = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Topic',
];

describe('an installation of two stacks, upgraded', () => {
  it('keeps whatever holds data or is known outside, under its logical id and its name', () => {
    const held = [
      ...oldOf('state').map((one) => [state, one] as const),
      ...oldOf('service')
        .filter(([, { type }]) => KNOWN_OUTSIDE.includes(type))
        .map((one) => [service, one] as const),
    ];
    expect(held.length).toBeGreaterThan(25);
    for (const [stack, [id, { type, name }]] of held) {
      const now = stack.resources.find((one) => one.id === id);
      expect(now?.Type, id).toBe(type);
      if (name !== undefined && now) expect(nameOf(now), id).toBe(name);
    }
  });

  it('has its state stack updated first, which takes no export away that the old service stack imports', () => {
    const outputs = Object.values<{ readonly Export?: { readonly Name: string } }>(state.template['Outputs']);
    const exported = outputs.flatMap(({ Export }) => Export?.Name ?? []);
    expect(before.service.imported.length).toBeGreaterThan(5);
    expect(before.service.imported.filter((name) => !exported.includes(name))).toEqual([]);
    expect(state.after).toEqual([]);
    expect(service.after).toEqual([state.name]);
  });

  it('has its service stack let go of a name before another stack takes it', () => {
    const kept = new Set(service.resources.map((one) => `${one.Type} ${nameOf(one)}`));
    const taken = later.flatMap((stack) =>
      stack.resources.map((one) => ({ stack, what: `${one.Type} ${nameOf(one)}`, isNamed: nameOf(one) !== undefined })),
    );
    const held = oldOf('service').map(([, { type, name }]) => `${type} ${name}`);
    const moved = taken.filter(({ what, isNamed }) => isNamed && held.includes(what));
    expect(moved.length).toBeGreaterThan(50);
    for (const { stack, what } of moved) {
      expect(kept, what).not.toContain(what);
      expect(stack.after, stack.name).toEqual([service.name]);
    }
  });

  it('loses no alarm, no runbook document and no rotation; one alarm has another name', () => {
    const now = new Set(after.resources.map((one) => `${one.Type} ${nameOf(one)}`));
    const OURS = ['AWS::CloudWatch::Alarm', 'AWS::SSM::Document', 'AWS::SecretsManager::RotationSchedule'];
    const today = (name: string) => name.replace('-limit-open-', '-hold-opened-');
    const lost = oldOf('service').filter(
      ([, { type, name }]) => OURS.includes(type) && !now.has(`${type} ${today(String(name))}`),
    );
    expect(lost).toEqual([]);
  });
});
