import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Config } from '../../shared/contracts/config/config.ts';
import { readConfig } from '../../shared/contracts/config/read-config.ts';
import { PermanentError } from '../../shared/domain/failure.ts';
import { checkExamples } from '../../shared/domain/policy/check-examples.ts';
import { EXIT } from '../exit-code.ts';
import { configFile } from '../read/config-file.ts';
import { Refusal } from '../refusal.ts';

/** A configuration that can be deployed, and what is worth a second look. */
export interface CheckedConfig {
  readonly file: string;
  readonly connections: readonly string[];
  readonly targets: readonly string[];
  readonly rules: number;
  readonly examples: number;
  /** Rules that could be taken away without an example noticing. */
  readonly rulesWithoutExample: readonly string[];
}

/**
 * Reads a configuration as a deployment does, its examples with it. Throws a `Refusal` that names everything that is wrong, or the place
 * where the file cannot be loaded.
 */
export async function checkConfig(file: string): Promise<CheckedConfig> {
  const exported = await configFile(() => import(pathToFileURL(resolve(file)).href), file);
  const config = readOrRefuse(exported, file);
  return {
    file,
    connections: Object.keys(config.connections),
    targets: Object.keys(config.targets),
    rules: config.rules.length,
    examples: config.examples.length,
    rulesWithoutExample: config.rules.filter((rule) => !hasExample(rule, config)).map(({ name }) => name),
  };
}

function readOrRefuse(exported: unknown, file: string): Config {
  try {
    return readConfig(exported, file);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    throw new Refusal(EXIT.usage, { error: 'invalid-config', because: error.message });
  }
}

const hasExample = (rule: Config['rules'][number], config: Config): boolean =>
  checkExamples({ ...config, rules: config.rules.filter((other) => other !== rule) }).length > 0;
