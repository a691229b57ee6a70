import { randomUUID } from 'node:crypto';

import { awsAnswer, awsError, type Engine } from '../gateway/aws-request.ts';

export interface SecretsManager {
  readonly engine: Engine;
  readonly put: (name: string, value: object) => void;
  /** The ARN of a secret that is named by its name or its ARN; undefined for one that is not there. */
  readonly arnOf: (id: string) => string | undefined;
}

/** An embedded Secrets Manager with the template's secrets, empty as a template leaves them. */
export function createSecretsManager(
  secrets: readonly { readonly name: string; readonly arn: string }[],
  now: () => number,
): SecretsManager {
  const values = new Map<string, { readonly text: string; readonly version: string; readonly at: number }>();
  const find = (id: unknown) => secrets.find(({ name, arn }) => name === id || arn === id);
  const put = (name: string, text: string) => {
    const version = randomUUID();
    values.set(name, { text, version, at: now() });
    return version;
  };
  return {
    put: (name, value) => void put(name, JSON.stringify(value)),
    arnOf: (id) => find(id)?.arn,
    engine: async ({ operation, body }) => {
      const secret = find(body['SecretId']);
      if (!secret) return awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      const common = { ARN: secret.arn, Name: secret.name };
      switch (operation) {
        case 'GetSecretValue': {
          const value = values.get(secret.name);
          if (!value)
            return awsError(
              'ResourceNotFoundException',
              "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
            );
          return awsAnswer({
            ...common,
            SecretString: value.text,
            VersionId: value.version,
            VersionStages: ['AWSCURRENT'],
            CreatedDate: value.at / 1_000,
          });
        }
        case 'PutSecretValue': {
          const text = body['SecretString'];
          if (typeof text !== 'string') return awsError('InvalidParameterException', 'SecretString is missing');
          return awsAnswer({ ...common, VersionId: put(secret.name, text), VersionStages: ['AWSCURRENT'] });
        }
        default:
          return awsError('UnknownOperationException', `The local cloud does not know secretsmanager:${operation}`);
      }
    },
  };
}
