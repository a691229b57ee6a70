import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The SDK client of rotate, and nothing else; made at the first call, as ours is. */
export const handler = async () => [new SecretsManagerClient()];
