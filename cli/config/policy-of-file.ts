import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { tryConfig } from '../../shared/contracts/config/check-config.ts';
import { policyText, proposedPolicy } from '../../shared/contracts/operate/policy/proposed-policy.ts';
import { EXIT } from '../exit-code.ts';
import type { Given } from '../operate/presentation.ts';
import { configFile } from '../read/config-file.ts';
import { Refusal } from '../refusal.ts';

/**
 * What `policy test` sends: the policy of the configuration file that was typed, which is checked as by a deployment. A policy itself stays
 * as it is. Throws a `Refusal` for a file that could not be deployed.
 */
export async function policyOfFile(given: Given): Promise<readonly Given[]> {
  const { policy: file } = given;
  if (typeof file !== 'string' || proposedPolicy.safeParse(file).success) return [given];
  const exported = await configFile(() => import(pathToFileURL(resolve(file)).href), file);
  const found = tryConfig(exported, file);
  if ('config' in found) return [{ ...given, policy: policyText(found.config) }];
  throw new Refusal(EXIT.usage, { error: 'invalid-config', because: found.wrong });
}
