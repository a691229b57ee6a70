import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

import { RetryableError } from '../../domain/failure.ts';
import type { SecretVersions } from '../../ports/secret-versions.ts';

/** The versions of secrets in Secrets Manager. */
export function secretVersions(client: SecretsManagerClient): SecretVersions {
  const read = async (SecretId: string, which: { readonly VersionStage: string } | { readonly VersionId: string }) =>
    trying('read', SecretId, async () => {
      try {
        return (await client.send(new GetSecretValueCommand({ SecretId, ...which }))).SecretString;
      } catch (error) {
        // a version without a value is answered like a secret that is not there
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    });
  return {
    describe: async (SecretId) => {
      const { Name = '', VersionIdsToStages = {} } = await trying('describe', SecretId, () =>
        client.send(new DescribeSecretCommand({ SecretId })),
      );
      return { name: Name, stages: new Map(Object.entries(VersionIdsToStages)) };
    },
    read: (SecretId, VersionId) => read(SecretId, { VersionId }),
    readCurrent: (SecretId) => read(SecretId, { VersionStage: 'AWSCURRENT' }),
    putPending: async (SecretId, version, text) => {
      await trying('write', SecretId, () =>
        client.send(
          new PutSecretValueCommand({
            SecretId,
            ClientRequestToken: version,
            SecretString: text,
            VersionStages: ['AWSPENDING'],
          }),
        ),
      );
    },
    makeCurrent: async (SecretId, { from, to }) => {
      await trying('change the current version of', SecretId, () =>
        client.send(
          new UpdateSecretVersionStageCommand({
            SecretId,
            VersionStage: 'AWSCURRENT',
            MoveToVersionId: to,
            RemoveFromVersionId: from,
          }),
        ),
      );
    },
  };
}

/** The service's own sentences may quote what they were sent, so only the error's name is reported. */
async function trying<T>(what: string, secretId: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    throw new RetryableError(
      `Secrets Manager did not let this function ${what} the secret ${secretId} (${name}); check that it exists and what this role may do`,
    );
  }
}
