import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

import { ALARMS, type Alarm } from '../../../../shared/contracts/signals/alarms.ts';
import type { Metric, Severity } from '../../../../shared/contracts/signals/signal.ts';

/** What an operator does unasked, and no alarm rings for. */
const PLANNED = globSync('docs/runbooks/*.md')
  .map((file) => basename(file, '.md'))
  .filter((name) => name !== 'README' && !ALARMS.some(({ id }) => id === name))
  .sort();

const titleOf = (name: string) => readFileSync(`docs/runbooks/${name}.md`, 'utf8').split('\n')[0]?.replace(/^# /, '');

const watched = (metric: Metric): string => {
  if (metric.kind !== 'aws') return `\`${metric.name}\``;
  return metric.of.startsWith('function-') ? 'Lambda' : metric.of.startsWith('answers-') ? 'API Gateway' : 'SQS';
};

const each = ({ each: one, metric }: Alarm): string =>
  one ?? (metric.kind === 'aws' && metric.of.startsWith('function-') ? 'function' : '');

function rowsOf(severity: Severity): readonly string[] {
  const alarms = ALARMS.filter((alarm) => alarm.severity === severity).toSorted((a, b) => a.id.localeCompare(b.id));
  return [
    '| alarm | what it means | one for each | watches |',
    '| --- | --- | --- | --- |',
    ...alarms.map(
      (alarm) => `| [${alarm.id}](${alarm.id}.md) | ${alarm.title} | ${each(alarm)} | ${watched(alarm.metric)} |`,
    ),
  ];
}

it('the index of the runbooks is written from the table of signals', async () => {
  const page = [
    '# Runbooks',
    '',
    'A page for each alarm, by whom it notifies ([who is woken](../deploying.md#5-who-is-woken)), and [one for each command](commands/). This list is written by a test, from',
    '`shared/contracts/signals/`.',
    '',
    '## Page: the person on call, at any hour',
    '',
    ...rowsOf('page'),
    '',
    '## Ticket: the platform engineer, on the next working day',
    '',
    ...rowsOf('ticket'),
    '',
    '## Without an alarm',
    '',
    ...PLANNED.map((name) => `- [${name}](${name}.md): ${titleOf(name)}`),
  ];
  await expect(`${page.join('\n')}\n`).toMatchFileSnapshot('../../../../docs/runbooks/README.md');
});
