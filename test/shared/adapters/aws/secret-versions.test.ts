import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';

import { secretVersions } from '../../../../shared/adapters/aws/secret-versions.ts';
import { describeSecretVersions } from '../../../contract/secret-versions.ts';
import { servedSecrets } from '../../../support/served-secrets.ts';

const name = 'targets/atlan-prod';
const arn = `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${name}-local1`;

/** The adapter on the local cloud's Secrets Manager. */
async function onEngine() {
  const served = await servedSecrets([{ name, arn }]);
  const { vault, endpoint } = served;
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const client = new SecretsManagerClient({ region: 'eu-west-1', endpoint, credentials, maxAttempts: 1 });
  return {
    versions: secretVersions(client),
    secretId: arn,
    name,
    put: async (value: object) => vault.put(name, value),
    begin: async () => vault.beginRotation(arn) ?? '',
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await served[Symbol.asyncDispose]();
    },
  };
}

describeSecretVersions('Secrets Manager, as the local cloud has it', onEngine);

describe('what Secrets Manager refuses', () => {
  it('is told by the name of the error and the secret, and quotes nothing', async () => {
    await using far = await onEngine();
    await expect(far.versions.describe('nowhere')).rejects.toThrow(
      'Secrets Manager did not let this function describe the secret nowhere (ResourceNotFoundException)',
    );
    const version = await far.begin();
    await far.versions.putPending(arn, version, 'hunter1');
    await expect(far.versions.putPending(arn, version, 'hunter2')).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter') }),
    );
  });

  it('goes on with a rotation that was not finished, under the same version', async () => {
    await using far = await onEngine();
    const version = await far.begin();
    expect(await far.begin()).toBe(version);
  });
});
