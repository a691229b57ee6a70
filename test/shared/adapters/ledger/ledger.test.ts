import { afterAll, beforeAll, describe } from 'vitest';

import { dynamoItems } from '../../../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { systemRandom } from '../../../../shared/runtime/system.ts';
import { describeLedger } from '../../../contract/ledger/ledger.ts';
import { DYNAMO_ENGINES, type DynamoServer } from '../../../support/dynamodb.ts';

describeLedger('memory', async () => memoryItems());

describe.for(DYNAMO_ENGINES.filter(({ missing }) => !missing))('on $name', ({ name, start }) => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describeLedger(name, async () =>
    dynamoItems({ client: server.client, tableName: await server.createTable(), random: systemRandom }),
  );
});
