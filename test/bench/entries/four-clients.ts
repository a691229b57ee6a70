import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

/** The SDK clients of provision and poll, and nothing else; made at the first call, as ours are. */
export const handler = async () => [
  new DynamoDBClient(),
  new EventBridgeClient(),
  new SecretsManagerClient(),
  new SQSClient(),
];
