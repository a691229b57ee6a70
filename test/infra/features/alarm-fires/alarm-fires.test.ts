import { beforeAll, describe, expect, it } from 'vitest';

import { ALARMS, runbookOf } from '../../../../shared/contracts/signals/alarms.ts';
import { METRIC_NAMESPACE } from '../../../../shared/contracts/signals/names.ts';
import type { Signal } from '../../../../shared/contracts/signals/signal.ts';
import { SIGNALS } from '../../../../shared/contracts/signals/table.ts';
import { capturedOutput } from '../../../support/captured-output.ts';
import { type Datum, emittedMetrics } from '../../../support/emitted-metrics.ts';
import { type Properties, synthesise } from '../../stacks/synthesise.ts';
import { countedLines } from './counted-lines.ts';
import { allFires } from './fires.ts';

const FIRES = await allFires();
const installation = synthesise();
const { ofType, resources } = installation;
const functions = ofType('AWS::Lambda::Function');
const nameOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { Ref } = value as { Ref: string };
  return functions.find(({ id }) => id === Ref)?.Properties['FunctionName'] ?? `nothing called ${Ref}`;
};
const deployed = (service: string): string => {
  const named = functions.find(({ Properties: { FunctionName } }) => FunctionName.endsWith(`-${service}`));
  if (!named) throw new Error(`The template deploys no function ${service}`);
  return named.Properties['FunctionName'];
};

/** One series of values that a CloudWatch alarm watches, and when it rings. */
interface Watch {
  readonly namespace: string;
  readonly name: string;
  readonly unit?: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly threshold: number;
  readonly comparison: string;
}

const watchOf = (alarm: Properties, stat: Properties, metric: Properties): Watch => ({
  namespace: metric['Namespace'],
  name: metric['MetricName'],
  ...(stat['Unit'] !== undefined && { unit: stat['Unit'] }),
  dimensions: Object.fromEntries(
    metric['Dimensions'].map(({ Name, Value }: Properties) => [
      Name,
      Name === 'function' ? nameOf(Value) : Name === 'FunctionName' ? Value : (Value.Ref ?? Value),
    ]),
  ),
  statistic: stat['Stat'] ?? stat['Statistic'],
  threshold: alarm['Threshold'],
  comparison: alarm['ComparisonOperator'],
});

/** Everything that the alarms made of one of ours watch, in every CloudWatch alarm there is of it. */
const watchesOf = (id: string): readonly Watch[] =>
  ofType('AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties)
    .filter(({ AlarmDescription }) => AlarmDescription.endsWith(` ${runbookOf(id)}`))
    .flatMap((alarm) =>
      alarm['Metrics']
        ? alarm['Metrics'].flatMap(({ MetricStat }: Properties) =>
            MetricStat ? [watchOf(alarm, MetricStat, MetricStat.Metric)] : [],
          )
        : [watchOf(alarm, alarm, alarm)],
    );

const OURS = ALARMS.map(({ id }) => id).filter((id) =>
  watchesOf(id).some(({ namespace }) => namespace === METRIC_NAMESPACE),
);
/** What the HTTP API turns away by itself is counted by its access log. */
const serviceOf = ({ dimensions }: Pick<Watch, 'dimensions'>): string => dimensions['service'] ?? 'api';
/** Every alarm of ours with each of the functions whose count it watches. */
const PAIRS = OURS.flatMap((id) => [...new Set(watchesOf(id).map(serviceOf))].map((service) => [id, service] as const));

const isUnder = ({ dimensions }: Datum, watch: Watch): boolean =>
  Object.keys(dimensions).length === Object.keys(watch.dimensions).length &&
  Object.entries(watch.dimensions).every(([name, value]) => dimensions[name] === value);

/** Whether these values, in one period, are what the alarm rings for; an alarm for silence is kept quiet by them. */
function rings({ statistic, threshold, comparison }: Watch, values: readonly number[]): boolean {
  if (values.length === 0) return comparison === 'LessThanThreshold';
  const figures: Readonly<Record<string, number>> = {
    Sum: values.reduce((sum, value) => sum + value, 0),
    Maximum: Math.max(...values),
    Minimum: Math.min(...values),
  };
  const figure = figures[statistic] ?? Number.NaN;
  return comparison === 'LessThanThreshold' ? figure < threshold : figure >= threshold;
}

const emitted = new Map<string, readonly Datum[]>();
const emittedBy = (id: string, service: string) => emitted.get(`${id} ${service}`) ?? [];

beforeAll(async () => {
  for (const [id, byService] of Object.entries(FIRES)) {
    for (const [service, fire] of Object.entries(byService)) {
      const output = await capturedOutput(() => fire(deployed, installation));
      emitted.set(`${id} ${service}`, [...emittedMetrics(output), ...countedLines(output, installation)]);
    }
  }
});

describe('every alarm on a metric of ours', () => {
  it('is fired here, by every function whose count it watches', () => {
    const missing = PAIRS.filter(([id, service]) => !FIRES[id]?.[service]).map(
      ([id, service]) =>
        `The alarm ${id} watches what ${service} counts, and nothing here makes ${service} count it: add FIRES['${id}'].${service} to a file of test/infra/features/alarm-fires/fires/, which makes the real handler count it`,
    );
    expect(missing).toEqual([]);
    const known = new Set(PAIRS.map((pair) => pair.join(' ')));
    expect([...emitted.keys()].filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(PAIRS)('%s goes off for what %s counts: the same name, unit, dimensions and function', (id, service) => {
    const data = emittedBy(id, service);
    const watches = watchesOf(id).filter((watch) => serviceOf(watch) === service);
    const heard = watches.map((watch) => data.filter((datum) => datum.name === watch.name && isUnder(datum, watch)));
    const said = `${service} counted ${JSON.stringify(data)}, and the alarm watches ${JSON.stringify(watches)}`;
    expect(heard.flat().length, said).toBeGreaterThan(0);
    for (const [index, watch] of watches.entries()) {
      const values = heard[index] ?? [];
      // one alarm for each target: the others hear nothing of this one
      if (values.length === 0) continue;
      for (const { namespace, unit } of values) {
        expect(namespace).toBe(watch.namespace);
        if (watch.unit !== undefined) expect(unit).toBe(watch.unit);
      }
      const isForSilence = ALARMS.find((alarm) => alarm.id === id)?.silence === 'trouble';
      expect(
        rings(
          watch,
          values.map(({ value }) => value),
        ),
        said,
      ).toBe(!isForSilence);
      expect(rings(watch, [])).toBe(watch.comparison === 'LessThanThreshold');
    }
    // all of an alarm's series have the same dimensions, whichever target they are of
    const shapes = new Set(watches.map(({ dimensions }) => Object.keys(dimensions).sort().join()));
    expect(shapes.size).toBe(1);
  });

  it('leaves out no function that counts its metric', () => {
    const all = [...emitted.values()].flat();
    for (const id of OURS) {
      const watches = watchesOf(id);
      const counting = new Set(all.filter(({ name }) => name === watches[0]?.name).map(serviceOf));
      expect(
        [...counting].filter((service) => !watches.some((watch) => serviceOf(watch) === service)),
        id,
      ).toEqual([]);
    }
  });

  it('is counted in the unit, and under the dimensions, of its signal', () => {
    const signals = Object.values<Signal>(SIGNALS).flatMap(({ metric }) => (metric && 'by' in metric ? [metric] : []));
    const told = [...emitted.values()].flat().filter(({ namespace }) => namespace === METRIC_NAMESPACE);
    for (const metric of signals) {
      const unit = metric.kind === 'measure' ? metric.unit : 'Count';
      const known = ['service', 'function', ...(metric.per ?? [])];
      for (const datum of told.filter(({ name }) => name === metric.name)) {
        expect(datum.unit, metric.name).toBe(unit);
        const strange = Object.keys(datum.dimensions).filter((dimension) => !known.includes(dimension));
        expect(strange, metric.name).toEqual([]);
        expect(metric.by, metric.name).toContain(serviceOf(datum));
      }
    }
    const watched = new Set(OURS.flatMap(watchesOf).map(({ name }) => name));
    expect(new Set(told.map(({ name }) => name).filter((name) => watched.has(name)))).toEqual(watched);
  });
});

describe('every alarm on a metric of AWS', () => {
  const queueNamed = (value: unknown) =>
    resources.find(({ id, Type }) => Type === 'AWS::SQS::Queue' && JSON.stringify(value).includes(id))?.Properties;
  const watched = ALARMS.flatMap(({ id, metric }) => (metric.kind === 'aws' ? [[id, metric.of] as const] : []));

  it('watches what it is about: the queue that provision reads, the one that it parks in, or a function', () => {
    for (const [id, kind] of watched) {
      const watches = watchesOf(id);
      const [{ namespace, name, dimensions } = watches[0]!] = watches;
      const { QueueName } = dimensions;
      if (kind === 'oldest-message') {
        expect([namespace, name]).toEqual(['AWS/SQS', 'ApproximateAgeOfOldestMessage']);
        expect(queueNamed(QueueName)?.['RedrivePolicy']).toBeDefined();
      } else if (kind === 'dead-letters') {
        expect([namespace, name]).toEqual(['AWS/SQS', 'ApproximateNumberOfMessagesVisible']);
        expect(queueNamed(QueueName)).toBeDefined();
        expect(queueNamed(QueueName)?.['RedrivePolicy']).toBeUndefined();
      } else if (kind === 'answers-4xx' || kind === 'answers-5xx') {
        expect(namespace).toBe('AWS/ApiGateway');
        expect(kind).toBe(`answers-${name}`);
        expect(dimensions).toEqual({ ApiId: ofType('AWS::ApiGatewayV2::Api')[0]?.id });
      } else {
        const metric = { 'function-errors': 'Errors', 'function-throttles': 'Throttles' }[kind as string];
        expect(watches.map((watch) => `${watch.namespace} ${watch.name}`)).toEqual(
          functions.map(() => `AWS/Lambda ${metric}`),
        );
        expect(new Set(watches.map((watch) => nameOf(watch.dimensions['FunctionName'])))).toEqual(
          new Set(functions.map(({ Properties }) => Properties['FunctionName'])),
        );
      }
    }
    expect(watched.length).toBeGreaterThan(2);
  });
});
