import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';

import { GLOBAL, REGIONAL } from './reach.ts';
import { config, type Installation, type Properties, type Resource, synthesise } from './synthesise.ts';

const first = synthesise({ isFirst: true });
const second = synthesise();
const { 'atlan-sandbox': _removed, ...kept } = config.targets;
const without = synthesise({
  config: { ...config, targets: kept, rules: config.rules.filter(({ target }) => target in kept), examples: [] },
});

/** By the stack's name and the logical id. */
const resourcesOf = ({ stacks }: Installation): ReadonlyMap<string, Resource> =>
  new Map(stacks.flatMap(({ name, resources }) => resources.map((one) => [`${name} ${one.id}`, one] as const)));
const onlyIn = (one: Installation, other: Installation) => {
  const others = resourcesOf(other);
  return [...resourcesOf(one)].filter(([key]) => !others.has(key));
};
/** What both have, and not alike: the key, and the properties that differ. */
const changed = (before: Installation, after: Installation): Readonly<Record<string, readonly string[]>> => {
  const later = resourcesOf(after);
  return Object.fromEntries(
    [...resourcesOf(before)].flatMap(([key, one]) => {
      const now = later.get(key);
      if (!now || isDeepStrictEqual(one, now)) return [];
      const old = one.Properties ?? {};
      const names = new Set([...Object.keys(old), ...Object.keys(now.Properties ?? {})]);
      const differing = [...names].filter(
        (name) => JSON.stringify(old[name]) !== JSON.stringify(now.Properties?.[name]),
      );
      return [[key, differing] as const];
    }),
  );
};
const exportsOf = ({ stacks }: Installation): readonly string[] =>
  stacks.flatMap(({ template }) =>
    Object.values<Properties>(template['Outputs'] ?? {}).flatMap(({ Export }) => (Export ? [String(Export.Name)] : [])),
  );

describe('the stacks', () => {
  it('are called as docs/deploying.md calls them, in the order of their deployment', () => {
    const names = second.stacks.map(({ name }) => name.replace('atlan-lifecycle-main-', ''));
    expect(names).toEqual(['state', 'service', 'runbooks', expect.stringMatching(/^targets-[0-9a-f]$/), names[4]]);
    for (const { name, after } of second.stacks)
      expect(after, name).toEqual(
        names.indexOf(name.replace('atlan-lifecycle-main-', '')) === 0
          ? []
          : [`atlan-lifecycle-main-${name.endsWith('-service') ? 'state' : 'service'}`],
      );
  });

  it('come out the same each time', () => {
    expect(changed(second, synthesise())).toEqual({});
  }, 120_000);
});

describe('a first deployment that fails', () => {
  it('leaves nothing behind: what it made can be deleted, and is', () => {
    expect(first.stacks.filter(({ terminationProtection }) => terminationProtection)).toEqual([]);
    for (const { id, Properties, DeletionPolicy = 'Delete' } of first.resources) {
      expect(DeletionPolicy, id).toMatch(/^(Delete|RetainExceptOnCreate)$/);
      expect(Properties?.['DeletionProtectionEnabled'] ?? false, id).toBe(false);
    }
  });
});

describe('a second deployment', () => {
  it('protects the ledger and its stack, and changes nothing else', () => {
    expect(onlyIn(first, second)).toEqual([]);
    expect(onlyIn(second, first)).toEqual([]);
    const changes = changed(first, second);
    expect(Object.values(changes)).toEqual([['DeletionProtectionEnabled']]);
    expect(Object.keys(changes)[0]).toMatch(/^atlan-lifecycle-main-state LedgerTable/);
    expect(second.stacks.filter(({ terminationProtection }) => terminationProtection).map(({ name }) => name)).toEqual([
      'atlan-lifecycle-main-state',
    ]);
  });
});

describe('a target that is removed', () => {
  const gone = onlyIn(second, without);

  it('takes its secret from the template, which stays, its rotation and its alarms; and nothing comes or moves', () => {
    expect(onlyIn(without, second)).toEqual([]);
    expect(new Set(gone.map(([, { Type }]) => Type))).toEqual(
      new Set(['AWS::SecretsManager::Secret', 'AWS::SecretsManager::RotationSchedule', 'AWS::CloudWatch::Alarm']),
    );
    for (const [key, { Type, DeletionPolicy, Properties }] of gone) {
      expect(JSON.stringify(Properties), key).toContain('atlan-sandbox');
      if (Type === 'AWS::SecretsManager::Secret') expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  it('changes nothing but the dashboard, and no export that another stack may still import', () => {
    const changes = changed(second, without);
    expect(Object.values(changes)).toEqual([['DashboardBody']]);
    expect(exportsOf(without)).toEqual(exportsOf(second));
  });

  it('leaves no stack of targets that has nothing to watch', () => {
    expect(without.stacks).toHaveLength(second.stacks.length - 1);
  });
});

const PHYSICAL = /^(\w*Name|SecretId)$/;
const namesOf = ({ resources, stacks }: Installation): readonly string[] => [
  ...stacks.map(({ name }) => `stack ${name}`),
  ...resources.flatMap(({ Type, Properties }) =>
    // a permission names its function, an alarm its metric, and a stage is one of its API
    Type === 'AWS::Lambda::Permission'
      ? []
      : Object.entries<unknown>(Properties ?? {}).flatMap(([key, value]) =>
          PHYSICAL.test(key) &&
          !['MetricName', 'StageName'].includes(key) &&
          (typeof value === 'string' || key === 'DashboardName')
            ? [`${Type} ${JSON.stringify(value)}`]
            : [],
        ),
  ),
];

describe('two installations in one account', () => {
  const trial = synthesise({ environment: 'trial' });

  it('share no name and no export', () => {
    const names = new Set(namesOf(second));
    expect(names.size).toBeGreaterThan(80);
    expect(namesOf(trial).filter((name) => names.has(name))).toEqual([]);
    expect(exportsOf(trial).filter((name) => exportsOf(second).includes(name))).toEqual([]);
  });

  it('have the same logical ids for what holds data', () => {
    const held = ({ resources }: Installation) =>
      resources.flatMap(({ id, DeletionPolicy }) => (DeletionPolicy === 'RetainExceptOnCreate' ? [id] : []));
    const ofState = held(second).filter((id) => !/atlan|connections/.test(id));
    expect(held(trial).filter((id) => ofState.includes(id))).toEqual(ofState);
    expect(ofState).toHaveLength(3);
  });
});

describe('one installation in two regions of an account', () => {
  it('has nothing whose name is global in an account and the same in both', () => {
    for (const { id, Type, Properties } of second.resources) {
      const name = GLOBAL[Type];
      if (name === undefined) expect(REGIONAL, `${id}: say in reach.ts how far a ${Type} reaches`).toContain(Type);
      else if (Properties[name] !== undefined) expect(JSON.stringify(Properties[name])).toContain('"AWS::Region"');
    }
  });

  it('names no region and no account in a template', () => {
    for (const { name, template } of second.stacks)
      expect(JSON.stringify(template).replaceAll('111122223333:role/platform-approvers', ''), name).not.toMatch(
        /\b(eu|us|ap)-[a-z]+-\d\b|\b\d{12}\b/,
      );
  });
});
