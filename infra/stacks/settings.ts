import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Node } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { readConfig } from '../../shared/contracts/config/read-config.ts';
import { ENVIRONMENT } from '../../shared/contracts/installation.ts';

/** What the person who deploys decides. */
export interface Settings {
  /** Tells installations in one account apart. */
  readonly environment: string;
  readonly configFile: string;
  readonly config: Config;
  /** Whether nothing of the installation is there yet: what a failed deployment leaves can then be deleted. */
  readonly isFirst: boolean;
}

const DEFAULT_CONFIG = fileURLToPath(new URL('../../lifecycle.config.ts', import.meta.url));

/** Reads `--context env=`, `config=` and `first=`. Throws an error that says what is wrong with one of them or with the configuration. */
export async function readSettings(node: Node): Promise<Settings> {
  const environment = contextOf(node, 'env') ?? 'main';
  if (!ENVIRONMENT.test(environment))
    throw new Error(
      `--context env=${environment} cannot be used: write 1 to 16 lower-case letters, digits and hyphens, and begin with a letter`,
    );
  const first = contextOf(node, 'first') ?? 'false';
  if (first !== 'true' && first !== 'false')
    throw new Error(
      `--context first=${first} cannot be used: write first=true for the first deployment, and leave it out afterwards`,
    );
  const chosen = contextOf(node, 'config');
  const configFile = chosen === undefined ? DEFAULT_CONFIG : resolve(chosen);
  const loaded: object = await import(pathToFileURL(configFile).href);
  const config = readConfig(Reflect.get(loaded, 'default'), chosen);
  return { environment, configFile, config, isFirst: first === 'true' };
}

function contextOf(node: Node, name: string): string | undefined {
  const value: unknown = node.tryGetContext(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
