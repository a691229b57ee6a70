import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

/** The SDK clients of ingest and operate, and nothing else; made at the first call, as ours are. */
export const handler = async () => [new DynamoDBClient(), new SecretsManagerClient(), new SQSClient()];
