import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';

import { OPERATOR_KEY } from '../../local/gateway/callers.ts';
import { eventually, type RunningCloud, runningCloud } from './support/running-cloud.ts';

const TOKEN = 'canary-token-0123456789abcdef';
/** What stands only in what HR says of somebody. */
const PERSONAL = ['canaryfirst', 'canarylast', 'canarymail'];

/** A day with everything that goes well and everything that goes wrong, about people whose names are canaries. */
async function liveThrough(run: RunningCloud): Promise<void> {
  const { cloud, hr, events, operate, person, tenant } = run;
  const worker = { displayName: 'Canaryfirst Canarylast', department: 'Analytics' };
  const email = 'canarymail-1@example.com';
  await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a scan' });
  await hr('joined', 'canarymail-1', { worker });
  await eventually('the joiner is invited', () => person(email));
  await tenant('POST', 'accept', { email, firstName: 'Canaryfirst', lastName: 'Canarylast' });
  await hr('moved', 'canarymail-1', { worker: { ...worker, department: 'Sales' } });
  await tenant('PUT', 'faults', [
    { kind: 'unauthorized', times: 2 },
    { kind: 'error-500', times: 2 },
  ]);
  await hr('joined', 'canarymail-2', { worker });
  await tenant('DELETE', 'faults');
  await tenant('PUT', 'faults', [
    { kind: 'malformed-json', times: 3 },
    { kind: 'forbidden', times: 1 },
  ]);
  await events('joined', 'canarymail-3');
  await tenant('DELETE', 'faults');
  // what cannot be read names people too
  await hr('joined', 'canarymail-4', { body: '{"data": {"worker": {"displayName": "Canaryfirst", ' });
  await hr('joined', 'canarymail-5', { body: JSON.stringify({ displayName: 'Canarylast', token: TOKEN }) });
  await fetch(`${cloud.url}/hooks/hr`, { method: 'POST', body: `{"name":"Canaryfirst","key":"${TOKEN}"}` });
  cloud.faults.set([
    { service: 'dynamodb', operation: 'PutItem', function: 'provision', times: 4, when: 'before', effect: 'refuse' },
  ]);
  await hr('joined', 'canarymail-6', { worker });
  cloud.faults.set([]);
  await hr('left', 'canarymail-1', { worker });
  await eventually('the leaver is disabled', async () => (await person(email))?.state === 'disabled');
  await cloud.clock.advance(10 * 60_000);
  await eventually('the joiner of a bad hour is invited', () => person('canarymail-2@example.com'));
}

it('shows no token, no key and no name in logs, metrics, bus events, receipts’ headers or answers', async () => {
  await using run = await runningCloud({ simulators: { 'atlan-prod': { token: TOKEN } } });
  await liveThrough(run);
  const { cloud, operate } = run;

  const table = new DynamoDBClient({ endpoint: cloud.tableEndpoint, region: 'eu-west-1', credentials: OPERATOR_KEY });
  const { Items = [] } = await table.send(new ScanCommand({ TableName: cloud.deployment.tables[0]!.name }));
  table.destroy();
  const headers = Items.filter(({ sk }) => sk?.S?.startsWith('receipt#'));
  const keys = Items.map(({ pk, sk }) => `${pk?.S} ${sk?.S}`).filter((key) => !key.startsWith('link#'));
  const answers = await Promise.all(
    [
      ['status', {}],
      ['hold-list', {}],
      ['gate-list', {}],
      ['dlq-list', {}],
      ['override-list', {}],
      ['explain', { source: 'hr:canarymail-1' }],
      ['plan', { source: 'hr:canarymail-2' }],
      ['report-observe', { target: 'atlan-prod' }],
    ].map(async ([command, input]) => JSON.stringify(await operate(command as string, input as object))),
  );
  const shown: Readonly<Record<string, readonly string[]>> = {
    logs: cloud.logs.since(0).map(({ line }) => line),
    bus: cloud.buses.events().map((event) => JSON.stringify(event)),
    receipts: headers.map((item) => JSON.stringify(item)),
    keys,
    answers,
  };

  for (const [where, texts] of Object.entries(shown)) expect(texts.length, where).toBeGreaterThan(3);
  // what is looked for is there to be found
  expect(JSON.stringify(Items).toLowerCase()).toContain('canarylast');

  const key = Object.values(cloud.connectionKeys)[0]!;
  const canaries = [TOKEN, key, key.replace('whsec_', ''), ...PERSONAL];
  const found = Object.entries(shown).flatMap(([where, texts]) =>
    texts.flatMap((text) => {
      // a parked message is listed under its group, which is HR's own id for the worker; here that id is a canary
      const said =
        where === 'answers' || where === 'logs' ? text.replaceAll(/hr:canarymail-\d|events:canarymail-\d/g, '') : text;
      return canaries
        .filter((canary) => said.toLowerCase().includes(canary.toLowerCase()))
        .map((canary) => `${where}: ${canary} in ${said.slice(0, 300)}`);
    }),
  );
  expect(found).toEqual([]);
}, 900_000);
