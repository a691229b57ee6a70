import { afterAll, beforeAll, describe } from 'vitest';

import { dynamoItems } from '../../../../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { systemRandom } from '../../../../../shared/runtime/system.ts';
import { describeItems } from '../../../../contract/items.ts';
import { DYNAMO_ENGINES, type DynamoServer } from '../../../../support/dynamodb.ts';

describe.for(DYNAMO_ENGINES.filter(({ missing }) => !missing))('on $name', ({ name, start }) => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describeItems(name, async () =>
    dynamoItems({ client: server.client, tableName: await server.createTable(), random: systemRandom }),
  );
});
