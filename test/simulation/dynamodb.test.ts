import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { dynamoItems } from '../../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { systemRandom } from '../../shared/runtime/system.ts';
import { company } from '../support/company.ts';
import { DYNAMO_ENGINES, type DynamoServer } from '../support/dynamodb.ts';
import { finalState, SCENARIOS, settle } from './scenarios.ts';
import { changesOf, recordWrites, whatHappened } from './what-happened.ts';

describe.for(DYNAMO_ENGINES.filter(({ missing }) => !missing))('with the ledger on $name', ({ start }) => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it.each(SCENARIOS)(
    '$name, and everything goes and ends as it does in memory',
    { timeout: 900_000 },
    async ({ play }) => {
      const tableName = await server.createTable();
      const there = await company({ items: dynamoItems({ client: server.client, tableName, random: systemRandom }) });
      const here = await company();
      const [shownHere, shownThere] = [recordWrites(here), recordWrites(there)];
      for (const acme of [here, there]) {
        await play(acme);
        await settle(acme);
      }
      expect(await finalState(there)).toEqual(await finalState(here));
      const [happenedHere, happenedThere] = [
        await whatHappened(here, shownHere),
        await whatHappened(there, shownThere),
      ];
      // workers are written side by side, so only the order within an account is the same
      expect({ ...happenedThere, writes: changesOf(happenedThere) }).toEqual({
        ...happenedHere,
        writes: changesOf(happenedHere),
      });
    },
  );
});
