import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { secretVersions } from '../../shared/adapters/aws/secret-versions.ts';
import { openTokenMint } from '../../shared/adapters/targets/registry.ts';
import type { RotateDeps } from '../../shared/app/rotate/deps.ts';
import { rotateEnv } from '../../shared/contracts/env/rotate.ts';
import { readEnv } from '../../shared/contracts/env.ts';
import { PermanentError } from '../../shared/domain/failure.ts';
import { systemClock as clock, systemRandom as random } from '../../shared/runtime/system.ts';
import { configFromFile } from '../wiring.ts';

export type RotateContainer = Omit<RotateDeps, 'observe'>;

/** The only place where rotate meets its environment. */
export function createContainer(source: NodeJS.ProcessEnv): RotateContainer {
  const env = readEnv(rotateEnv, source);
  const { targets } = configFromFile();
  return {
    versions: secretVersions(new SecretsManagerClient()),
    secretPrefix: env.TARGET_SECRET_PREFIX,
    mintFor: (name, credential) => {
      const settings = targets[name];
      if (!settings) throw new PermanentError(`No target is configured as ${name}; remove the rotation of its secret`);
      return openTokenMint(settings.provider, { name, credential, clock, random });
    },
    clock,
  };
}
