import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';

import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { DeployedTable } from '../template/deployed/deployed-table.ts';
import { PLACE } from '../template/place.ts';
import type { RunningEngine } from './engine.ts';

/** It has no types, no transactions and no time to live. */
const dynalite: (options: object) => Server = createRequire(import.meta.url)('dynalite');

const DRAIN_MS = 50;

/** An embedded DynamoDB with the template's tables, in memory. */
export async function startDynamoDb(tables: readonly DeployedTable[]): Promise<RunningEngine> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const client = new DynamoDBClient({
    endpoint,
    region: PLACE.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const { create } of tables) await client.send(new CreateTableCommand(create));
  for (const { name: TableName } of tables)
    while ((await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus !== 'ACTIVE')
      await setTimeout(1);
  client.destroy();
  return {
    endpoint,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      // what it had read by then is still worked on, and breaks the process once the database is closed
      await setTimeout(DRAIN_MS);
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
