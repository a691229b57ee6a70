import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { Config } from '../shared/contracts/config/config.ts';
import { readConfig } from '../shared/contracts/config/read-config.ts';

const DEFAULT_CONFIG = fileURLToPath(new URL('../lifecycle.config.ts', import.meta.url));

/** Loads and reads a configuration file; absent, lifecycle.config.ts. Throws an error that lists everything that is wrong with it. */
export async function loadConfig(chosen?: string): Promise<Config> {
  const file = chosen === undefined ? DEFAULT_CONFIG : resolve(chosen);
  const loaded: object = await import(pathToFileURL(file).href);
  return readConfig(Reflect.get(loaded, 'default'), chosen);
}
