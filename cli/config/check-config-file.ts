import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { type CheckedConfig, checkConfig } from '../../shared/contracts/config/check-config.ts';
import { EXIT } from '../exit-code.ts';
import { configFile } from '../read/config-file.ts';
import { Refusal } from '../refusal.ts';

/** Checks a file as a deployment does. Throws a `Refusal` that names everything that is wrong, or the place where the file cannot be loaded. */
export async function checkConfigFile(file: string): Promise<CheckedConfig> {
  const found = checkConfig(await configFile(() => import(pathToFileURL(resolve(file)).href), file), file);
  if ('checked' in found) return found.checked;
  throw new Refusal(EXIT.usage, { error: 'invalid-config', because: found.wrong });
}
