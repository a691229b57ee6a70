import { expect, it } from 'vitest';

import { memoryItems } from '../../shared/adapters/memory/memory-items.ts';
import type { ItemStore } from '../../shared/ports/items.ts';
import { person, polling } from '../shared/app/poll/polling.ts';
import { config, type Properties, synthesise } from './stacks/synthesise.ts';

const MINUTES_A_MONTH = 43_800;
const ACCOUNTS = 200;
const EXAMPLE = { targets: 2, accounts: 5_000, sweepMinutes: 15 };
/** US dollars a unit in us-east-1, as AWS's price pages list them. */
const PRICES = { write: 0.625e-6, read: 0.125e-6, alarmMetric: 0.1, dashboard: 3, secret: 0.4, key: 1 };

/** CloudWatch bills an alarm by the metrics that it watches: a sum over three functions is three. */
const alarmMetrics = (targets: number, connections: number): number => {
  const [target] = Object.values(config.targets);
  const signed = { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone: 'UTC' } as const;
  const many = <T>(count: number, prefix: string, one: T) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, one]));
  const { ofType } = synthesise({
    config: {
      ...config,
      targets: target ? many(targets, 'target', target) : {},
      connections: many(connections, 'hr', signed),
      rules: [],
      examples: [],
    },
  });
  return ofType('AWS::CloudWatch::Alarm').reduce(
    (sum, { Properties: { Metrics } }) =>
      sum + (Metrics?.filter(({ MetricStat }: Properties) => MetricStat).length ?? 1),
    0,
  );
};

/** A store that counts what DynamoDB bills. */
function counting() {
  const items = memoryItems();
  const counts = { reads: 0, listed: 0, writes: 0, queries: 0 };
  const store: ItemStore = {
    get: (key) => {
      counts.reads++;
      return items.get(key);
    },
    put: (item, when) => {
      counts.writes++;
      return items.put(item, when);
    },
    delete: (key, when) => {
      counts.writes++;
      return items.delete(key, when);
    },
    moveDue: (key, from, to) => {
      counts.writes++;
      return items.moveDue(key, from, to);
    },
    query: async (range) => {
      const page = await items.query(range);
      counts.queries++;
      counts.listed += page.items.length;
      return page;
    },
    due: (partition, before, limit) => {
      counts.queries++;
      return items.due(partition, before, limit);
    },
  };
  const during = async (act: () => Promise<void>) => {
    const before = { ...counts };
    await act();
    return {
      reads: counts.reads - before.reads,
      listed: counts.listed - before.listed,
      writes: counts.writes - before.writes,
      queries: counts.queries - before.queries,
    };
  };
  return { store, during };
}

it('what AWS bills by the clock is written down, by the templates and by a sweep of a tenant in which nothing changed', async () => {
  const base = alarmMetrics(1, 1);
  const perTarget = alarmMetrics(2, 1) - base;
  const perConnection = alarmMetrics(1, 2) - base;
  // linear, so that a formula of three numbers holds
  expect(alarmMetrics(5, 3)).toBe(base + 4 * perTarget + 2 * perConnection);

  const { store, during } = counting();
  const acme = await polling({ items: store }, 100);
  for (let n = 0; n < ACCOUNTS; n++) acme.atlan.put(person(n));
  await acme.minute();
  const tick = await during(() => acme.minute());
  const sweep = await during(() => acme.sweep());
  const each = (what: keyof typeof sweep) => Math.round((sweep[what] - tick[what]) / ACCOUNTS);

  const sweeps = (EXAMPLE.targets * MINUTES_A_MONTH) / EXAMPLE.sweepMinutes;
  const lines: readonly (readonly [what: string, count: number, price: number])[] = [
    [
      'DynamoDB, written by sweeps and ticks',
      sweeps * EXAMPLE.accounts * each('writes') + MINUTES_A_MONTH * tick.writes,
      PRICES.write,
    ],
    [
      'DynamoDB, read by sweeps and ticks',
      sweeps * EXAMPLE.accounts * (each('reads') + each('listed')) + MINUTES_A_MONTH * (tick.reads + tick.queries),
      PRICES.read,
    ],
    [
      'CloudWatch, alarm metrics',
      base - perTarget - perConnection + EXAMPLE.targets * perTarget + perConnection,
      PRICES.alarmMetric,
    ],
    ['CloudWatch, dashboards', 1, PRICES.dashboard],
    ['Secrets Manager, secrets', EXAMPLE.targets + 1, PRICES.secret],
    ['KMS, keys', 1, PRICES.key],
  ];
  const { ofType } = synthesise();
  const page = `# What AWS bills by the clock

This page is written by a test, from the templates and from a sweep of a tenant with ${ACCOUNTS} accounts in which nothing had changed. The formula
that takes these numbers stands in [deploying](../deploying.md#what-it-costs).

| what | how many |
| --- | --- |
| alarm metrics (an alarm that adds up three metrics is billed as three) | ${base - perTarget - perConnection} |
| and for each target | ${perTarget} |
| and for each signed connection | ${perConnection} |
| dashboards | ${ofType('AWS::CloudWatch::Dashboard').length} |
| customer's keys | ${ofType('AWS::KMS::Key').length} |
| items written by a sweep, for each account of the target | ${each('writes')} |
| items read by a sweep one by one, for each account | ${each('reads')} |
| items listed by a sweep, for each account | ${each('listed')} |
| items written by a tick with nothing to do | ${tick.writes} |
| items read by such a tick one by one | ${tick.reads} |
| queries of such a tick | ${tick.queries} |

A month has ${MINUTES_A_MONTH.toLocaleString('en')} ticks, and for a target ${MINUTES_A_MONTH.toLocaleString('en')} / \`sweepMinutes\` sweeps. **Sweeps dominate**: each writes every account of the target once, so
that \`sweepMinutes\` is what the bill depends on most.

## An example

${EXAMPLE.targets} targets with ${EXAMPLE.accounts.toLocaleString('en')} accounts each, swept every ${EXAMPLE.sweepMinutes} minutes, and one signed connection, at list prices of us-east-1 in US dollars. Look yours up: prices
differ by region and change. What HR sends is small beside this: 10,000 deliveries a month cost some cents in each service.

| a month | how many | price of one | together |
| --- | --- | --- | --- |
${lines.map(([what, count, price]) => `| ${what} | ${Math.round(count).toLocaleString('en')} | ${price < 0.001 ? `${price * 1e6} a million` : price} | ${(count * price).toFixed(2)} |`).join('\n')}
| **together** | | | **${lines.reduce((sum, [, count, price]) => sum + count * price, 0).toFixed(2)}** |

Lambda, logs, the metrics that occur and X-Ray come on top, by what the functions do; the formula has them.
`;
  await expect(page).toMatchFileSnapshot('../../docs/generated/what-aws-bills.md');
}, 120_000);
