import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { METRIC_NAMESPACE } from '../../../shared/contracts/metrics.ts';
import { config, type Properties, synthesise } from './synthesise.ts';

const { ofType } = synthesise();
const [dashboard] = ofType('AWS::CloudWatch::Dashboard').map(({ Properties }) => Properties);
/** The body with a stand-in for whatever CloudFormation fills in. */
const body: string = dashboard?.['DashboardBody']['Fn::Join'][1]
  .map((part: unknown) => (typeof part === 'string' ? part : Object.values(part as object).flat()[0]))
  .join('');
const { widgets }: Properties = JSON.parse(body);
const rows = widgets.flatMap(({ properties }: Properties) => properties.metrics ?? []) as readonly unknown[][];
const named = rows.filter(([namespace]) => namespace === METRIC_NAMESPACE).map(([, name]) => String(name));
const declared = [...readFileSync('shared/contracts/metrics.ts', 'utf8').matchAll(/^ {2}\| '(\w+)'/gm)].map(
  ([, name]) => name,
);

describe('the dashboard', () => {
  it('is one, named after the installation', () => {
    expect(ofType('AWS::CloudWatch::Dashboard')).toHaveLength(1);
    expect(dashboard?.['DashboardName']).toBe('atlan-lifecycle-main');
  });

  it('shows every alarm of ours', () => {
    const [status] = widgets.filter(({ type }: Properties) => type === 'alarm');
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ id }) => id);
    expect(new Set(status.properties.alarms)).toEqual(new Set(alarms));
  });

  it('shows only metrics that exist', () => {
    expect(declared.length).toBeGreaterThan(25);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !declared.includes(name))).toEqual([]);
    const namespaces = new Set(rows.map(([first]) => first).filter((first) => typeof first === 'string'));
    expect([...namespaces].sort()).toEqual([METRIC_NAMESPACE, 'AWS/Lambda', 'AWS/SQS'].sort());
  });

  it.each([
    'LeaverNotEnded',
    'OldestHoldMinutes',
    'OldestEndingMinutes',
    'OldestJoinerMinutes',
    'HoldOpened',
    'GateClosed',
    'CredentialsRefused',
    'SweepFinished',
    'LeaverHoldsTokens',
    'DeliveryUnauthentic',
  ])('shows %s', (metric) => {
    expect(named).toContain(metric);
  });

  it.each(['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible', 'Errors', 'Duration'])(
    'shows AWS’s own %s',
    (metric) => {
      expect(rows.map(([, name]) => name)).toContain(metric);
    },
  );

  it('reads each metric under the dimensions it is counted under, of this installation', () => {
    const targets = Object.keys(config.targets);
    for (const [, name, ...others] of rows.filter(([namespace]) => namespace === METRIC_NAMESPACE)) {
      const dimensions = others.filter((one) => typeof one === 'string');
      expect(dimensions, String(name)).toContain('service');
      expect(dimensions, String(name)).toContain('function');
      if (dimensions.includes('target')) expect(targets).toContain(dimensions[dimensions.indexOf('target') + 1]);
    }
  });

  it('names the runbook documents that are there', () => {
    for (const { Properties } of ofType('AWS::SSM::Document')) expect(body).toContain(Properties['Name']);
  });
});
