import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';

import { createSecretsManager } from '../../../../infra/local/engines/secrets-manager.ts';
import { secretVersions } from '../../../../shared/adapters/aws/secret-versions.ts';
import { describeSecretVersions } from '../../../contract/secret-versions.ts';

const name = 'targets/atlan-prod';
const arn = `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${name}-local1`;

/** The adapter on the local cloud's Secrets Manager, without the gateway in between. */
async function onEngine() {
  const vault = createSecretsManager([{ name, arn }], () => Date.parse('2026-03-02T09:00:00Z'));
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = (await json(request)) as Record<string, unknown>;
    const caller = { kind: 'function', name: 'rotate', accessKeyId: 'key' } as never;
    const answer = await vault.engine({ service: 'secretsmanager', operation, caller, body, headers: {} });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new SecretsManagerClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  return {
    versions: secretVersions(client),
    secretId: arn,
    name,
    put: async (value: object) => vault.put(name, value),
    begin: async () => vault.beginRotation(arn) ?? '',
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
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
