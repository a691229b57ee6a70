import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

import { PROVIDERS, rolesIn } from '../shared/contracts/config/providers.ts';
import { readConfig } from '../shared/contracts/config/read-config.ts';
import { checkExamples } from '../shared/domain/policy/check/check-examples.ts';

// by its place, since everything else that tests import has the company of the tests
const { default: config }: { readonly default: unknown } = await import(
  pathToFileURL(resolve('lifecycle.config.ts')).href
);

describe('the configuration file', () => {
  it('can be used', () => {
    expect(() => readConfig(config)).not.toThrow();
  });

  it('gives its example workers what it says', () => {
    expect(checkExamples(readConfig(config), rolesIn(PROVIDERS))).toEqual([]);
  });

  it('has an example that differs without it, for every rule', () => {
    const policy = readConfig(config);
    const idle = policy.rules.filter(
      (rule) =>
        checkExamples({ ...policy, rules: policy.rules.filter((other) => other !== rule) }, rolesIn(PROVIDERS))
          .length === 0,
    );
    expect(idle.map(({ name }) => name)).toEqual([]);
  });
});
