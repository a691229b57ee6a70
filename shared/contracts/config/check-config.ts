import { PermanentError } from '../../domain/failure.ts';
import { checkExamples } from '../../domain/policy/check/check-examples.ts';
import type { Config } from './config.ts';
import { PROVIDERS, rolesIn } from './providers.ts';
import { readConfig } from './read-config.ts';

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

interface Wrong {
  /** Everything that is wrong, in sentences. */
  readonly wrong: string;
}

/** What a configuration file exports, read as a deployment does, its examples with it; or what is wrong with it. */
export function checkConfig(exported: unknown, file: string): { readonly checked: CheckedConfig } | Wrong {
  const found = tryConfig(exported, file);
  return 'config' in found ? { checked: summaryOf(found.config, file) } : found;
}

/** The same, for the configuration itself. */
export function tryConfig(exported: unknown, file: string): { readonly config: Config } | Wrong {
  try {
    return { config: readConfig(exported, file) };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return { wrong: error.message };
  }
}

function summaryOf(config: Config, file: string): CheckedConfig {
  const isIdle = (rule: Config['rules'][number]) =>
    checkExamples({ ...config, rules: config.rules.filter((other) => other !== rule) }, rolesIn(PROVIDERS)).length ===
    0;
  return {
    file,
    connections: Object.keys(config.connections),
    targets: Object.keys(config.targets),
    rules: config.rules.length,
    examples: config.examples.length,
    rulesWithoutExample: config.rules.filter(isIdle).map(({ name }) => name),
  };
}
