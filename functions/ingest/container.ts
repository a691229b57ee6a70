import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import config from '../../lifecycle.config.ts';
import { dynamoItems } from '../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { secretsManagerSecret } from '../../shared/adapters/aws/secrets-manager.ts';
import { sqsQueue } from '../../shared/adapters/aws/sqs-queue.ts';
import { hrisConnections } from '../../shared/adapters/hris/registry.ts';
import { ledger } from '../../shared/adapters/ledger/ledger.ts';
import { heardNoter } from '../../shared/app/heard/last-heard.ts';
import type { IngestDeps } from '../../shared/app/ingest/ingest.ts';
import { limitedRefresh } from '../../shared/app/ingest/limited-refresh.ts';
import { receiptsOf } from '../../shared/app/ingest/receipts.ts';
import { SECRET_TTL_MS } from '../../shared/contracts/cadence.ts';
import { readConfig } from '../../shared/contracts/config/read-config.ts';
import { connectionSecret, type SignedKind } from '../../shared/contracts/connection-secret.ts';
import { ingestEnv } from '../../shared/contracts/env/ingest.ts';
import { readEnv } from '../../shared/contracts/env.ts';
import { systemClock as clock, systemRandom as random } from '../../shared/runtime/system.ts';

export type IngestContainer = Omit<IngestDeps, 'observe'>;

/** Some senders wait three seconds for their answer, so an engine that hangs has to become a 503 soon. */
const PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
};
const REFRESH_GAP_MS = 30_000;

/** The only place where ingest meets its environment. */
export function createContainer(source: NodeJS.ProcessEnv): IngestContainer {
  const env = readEnv(ingestEnv, source);
  const items = dynamoItems({ client: new DynamoDBClient(PATIENCE), tableName: env.LEDGER_TABLE, random });
  const { deliveries, quarantine, checkpoints } = ledger({ items, clock, random });
  const { connections: settings, retention } = readConfig(config);
  const vault = new SecretsManagerClient(PATIENCE);
  const secretOf = (name: string, kind: SignedKind) =>
    limitedRefresh(
      secretsManagerSecret({
        client: vault,
        secretId: `${env.CONNECTION_SECRET_PREFIX}${name}`,
        decode: connectionSecret(kind),
        clock,
        ttlMs: SECRET_TTL_MS,
      }),
      clock,
      REFRESH_GAP_MS,
    );

  return {
    connections: hrisConnections(settings),
    secrets: Object.fromEntries(
      Object.entries(settings).flatMap(([name, { kind }]) =>
        kind === 'canonical' ? [] : [[name, secretOf(name, kind)]],
      ),
    ),
    deliveries,
    quarantine,
    queue: sqsQueue(new SQSClient(PATIENCE), env.LIFECYCLE_QUEUE_URL),
    noteHeard: heardNoter(checkpoints, clock),
    receipts: receiptsOf({ clock, random }),
    retention,
    clock,
  };
}
