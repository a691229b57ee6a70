import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../shared/contracts/config/providers.ts';
import { readConfig } from '../shared/contracts/config/read-config.ts';

const loaded = async (file: string) => (await import(pathToFileURL(file).href)).default as unknown;

describe('an example of a configuration', () => {
  it.each(globSync('examples/*.config.ts'))('%s is read, and its workers get what it says', async (file) => {
    const config = readConfig(await loaded(file));
    expect(config.rules.length).toBeGreaterThan(0);
  });

  it('shows every provider', async () => {
    const { targets } = readConfig(await loaded('examples/three-systems.config.ts'));
    expect(new Set(Object.values(targets).map(({ provider }) => provider))).toEqual(new Set(Object.keys(PROVIDERS)));
  });
});
