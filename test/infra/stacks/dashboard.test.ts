import { describe, expect, it } from 'vitest';

import { METRIC_NAMESPACE } from '../../../shared/contracts/signals/names.ts';
import type { Signal } from '../../../shared/contracts/signals/signal.ts';
import { SIGNALS } from '../../../shared/contracts/signals/table.ts';
import { config, type Properties, synthesise } from './synthesise.ts';

const { ofType } = synthesise();
const joined = (value: Properties): string =>
  value['Fn::Join'][1]
    .map((part: unknown) => (typeof part === 'string' ? part : Object.values(part as object).flat()[0]))
    .join('');
const [dashboard] = ofType('AWS::CloudWatch::Dashboard').map(({ Properties }) => Properties);
/** The body with a stand-in for whatever CloudFormation fills in. */
const body = joined(dashboard?.['DashboardBody']);
const { widgets }: Properties = JSON.parse(body);
const rows = widgets.flatMap(({ properties }: Properties) => properties.metrics ?? []) as readonly unknown[][];
/** What is looked for by a search: the metric, and the ids of the functions that count it. */
const searched = rows.flatMap(([one]) => {
  const { expression = '' } = typeof one === 'object' ? (one as Properties) : {};
  const found = /^SEARCH\('\{(\w+),function,service,target\} MetricName="(\w+)" function=\((.*)\)', 'Sum'\)$/.exec(
    expression,
  );
  const [, namespace, name = '', functions = ''] = found ?? [];
  return found ? { namespace, name, functions: functions.split(' OR ').map((part) => part.replaceAll('"', '')) } : [];
});
const named = [
  ...rows.filter(([namespace]) => namespace === METRIC_NAMESPACE).map(([, name]) => String(name)),
  ...searched.map(({ name }) => name),
];
const signals = Object.entries<Signal>(SIGNALS);
const declared = signals.flatMap(([, { metric }]) => (metric && 'by' in metric ? [metric.name] : []));

describe('the dashboard', () => {
  it('is one, named after the installation and the region', () => {
    expect(ofType('AWS::CloudWatch::Dashboard')).toHaveLength(1);
    expect(joined(dashboard?.['DashboardName'])).toBe('atlan-lifecycle-main-AWS::Region');
  });

  it('shows every alarm of ours, whatever stack it is in, those that changed last first', () => {
    const [status, ...others] = widgets.filter(({ type }: Properties) => type === 'alarm');
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmName']);
    expect(others).toEqual([]);
    expect(status.properties.sortBy).toBe('stateUpdatedTimestamp');
    expect(status.properties.alarms.toSorted()).toEqual(
      alarms.map((name) => `arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:${name}`).sort(),
    );
  });

  it('has at most 100 alarms in a widget, which is what CloudWatch shows', () => {
    const target = config.targets['atlan-prod'];
    if (!target) throw new Error('The configuration has no atlan-prod');
    const targets = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`atlan-${at}`, target]));
    const many = synthesise({ config: { ...config, targets } });
    const [one] = many.ofType('AWS::CloudWatch::Dashboard');
    const shown = JSON.parse(joined(one?.Properties['DashboardBody'])).widgets.filter(
      ({ type }: Properties) => type === 'alarm',
    );
    const alarms: readonly string[][] = shown.map(({ properties }: Properties) => properties.alarms);
    expect(Math.max(...alarms.map(({ length }) => length))).toBe(100);
    expect(new Set(alarms.flat()).size).toBe(many.ofType('AWS::CloudWatch::Alarm').length);
    expect(shown[1].properties.title).toBe(`Is it healthy (2 of ${shown.length})`);
  });

  it('shows only metrics that exist', () => {
    expect(declared.length).toBeGreaterThan(25);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !declared.includes(name))).toEqual([]);
    const namespaces = new Set(rows.map(([first]) => first).filter((first) => typeof first === 'string'));
    expect([...namespaces].sort()).toEqual([METRIC_NAMESPACE, 'AWS/Lambda', 'AWS/SQS'].sort());
  });

  it.each(
    signals.flatMap(([signal, { metric, graph }]) =>
      graph !== undefined && metric && 'by' in metric ? [[signal, metric.name] as const] : [],
    ),
  )('shows %s where its signal says: %s', (_signal, metric) => {
    expect(named).toContain(metric);
  });

  it.each(['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible', 'Errors', 'Throttles', 'Duration'])(
    'shows AWS’s own %s',
    (metric) => {
      expect(rows.map(([, name]) => name)).toContain(metric);
    },
  );

  it('reads each metric under the dimensions it is counted under, of this installation', () => {
    for (const [, name, ...others] of rows.filter(([namespace]) => namespace === METRIC_NAMESPACE)) {
      const dimensions = others.filter((one) => typeof one === 'string');
      expect(dimensions, String(name)).toContain('service');
      expect(dimensions, String(name)).toContain('function');
    }
    expect(searched.length).toBeGreaterThan(10);
    const functions = ofType('AWS::Lambda::Function').map(({ id }) => id);
    for (const { namespace, name, functions: counting } of searched) {
      expect(namespace).toBe(METRIC_NAMESPACE);
      expect(declared).toContain(name);
      for (const id of counting) expect(functions).toContain(id);
    }
  });

  it('names the runbook documents that are there', () => {
    for (const { Properties } of ofType('AWS::SSM::Document')) expect(body).toContain(Properties['Name']);
  });
});
