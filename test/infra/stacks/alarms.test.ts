import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { ALARMS, type Alarm, periodsWatched, runbookOf } from '../../../shared/contracts/signals/alarms.ts';
import { METRIC_NAMESPACE } from '../../../shared/contracts/signals/names.ts';
import { config, type Properties, synthesise } from './synthesise.ts';

const { ofType } = synthesise();
const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const metricsOf = (alarm: Properties): readonly Properties[] =>
  alarm['Metrics']
    ? alarm['Metrics'].flatMap((one: Properties) => (one['MetricStat'] ? [one['MetricStat'].Metric] : []))
    : [alarm];
const byName = (one: Properties, other: Properties) => String(one['Name']).localeCompare(other['Name']);
/** What is told apart under a metric: nothing, each target, or each connection that we verify. */
const toldApart = ({ each }: Alarm): readonly (readonly Properties[])[] => {
  if (each === 'target') return Object.keys(config.targets).map((Value) => [{ Name: 'target', Value }]);
  if (each === 'connection') return [[{ Name: 'connection', Value: 'hr' }]];
  return [[]];
};
/** How the runbook pages call the topics. */
const TOPICS = { page: '…-alarms', ticket: '…-tickets' } as const;
const topicOf = (severity: keyof typeof TOPICS) => {
  const name = TOPICS[severity].replace('…', 'atlan-lifecycle-main');
  const [topic] = ofType('AWS::SNS::Topic').filter(({ Properties }) => Properties['TopicName'] === name);
  if (!topic) throw new Error(`there is no topic ${name}`);
  return { name, ref: { Ref: topic.id } };
};
/** By its logical id, or from another stack by its name. */
const isTopic = (action: Properties, severity: keyof typeof TOPICS): boolean => {
  const { name, ref } = topicOf(severity);
  return action['Ref'] === ref.Ref || JSON.stringify(action).includes(`:${name}"`);
};

/**
 * Whether CloudWatch rings for what was counted at the end of as many periods in a row as it takes, when each value comes so much later.
 * A sum is 0 as long as nothing has come, so that a period counts once it is over, and again only while it is among those looked at.
 */
function ringsFor(alarm: Properties, { lateMinutes }: { readonly lateMinutes: number }): boolean {
  const { EvaluationPeriods, DatapointsToAlarm, Metrics } = alarm;
  const period = Metrics.flatMap(({ MetricStat }: Properties) => MetricStat?.Period ?? [])[0] / 60;
  const counted = Array.from({ length: DatapointsToAlarm }, (_, index) => index);
  const horizon = (DatapointsToAlarm + EvaluationPeriods) * period + lateMinutes;
  for (let minute = period; minute <= horizon; minute += period) {
    const newest = Math.floor(minute / period) - 1;
    const breaching = counted.filter(
      (index) => index <= newest && index > newest - EvaluationPeriods && (index + 1) * period + lateMinutes <= minute,
    );
    if (breaching.length >= DatapointsToAlarm) return true;
  }
  return false;
}

/** The alarms made of one of ours. */
const madeOf = (id: string) => alarms.filter(({ AlarmDescription }) => AlarmDescription.endsWith(` ${runbookOf(id)}`));

describe('every alarm', () => {
  it.each(ALARMS.map((alarm) => [alarm.id, alarm] as const))('%s says whom it harms and what to read', (id, alarm) => {
    expect(madeOf(id).length).toBeGreaterThan(0);
    for (const { AlarmName, AlarmDescription } of madeOf(id)) {
      expect(AlarmName).toMatch(new RegExp(`^atlan-lifecycle-main-${id}(-|$)`));
      expect(AlarmDescription).toContain(alarm.impact);
      expect(AlarmDescription).toContain(alarm.title);
    }
    expect(alarm.impact).toMatch(/^[A-Z].{40,}\.$/);
  });

  it('comes from the list', () => {
    expect(ALARMS.flatMap(({ id }) => madeOf(id)).length).toBe(alarms.length);
  });

  it.each(ALARMS.map(({ id, severity }) => [id, severity] as const))(
    '%s notifies the topic of its severity, %s, when it goes off and when it stops',
    (id, severity) => {
      for (const { AlarmActions, OKActions, AlarmDescription } of madeOf(id)) {
        expect(AlarmActions.map((action: Properties) => isTopic(action, severity))).toEqual([true]);
        expect(OKActions).toEqual(AlarmActions);
        expect(AlarmDescription).toMatch(new RegExp(`^Severity: ${severity}\\. `));
      }
    },
  );

  it('goes off for what its functions counted three minutes late', () => {
    const sums = alarms.filter(({ Metrics }) => JSON.stringify(Metrics ?? '').includes('FILL('));
    expect(sums.length).toBeGreaterThan(10);
    expect(sums.filter((alarm) => !ringsFor(alarm, { lateMinutes: 3 })).map(({ AlarmName }) => AlarmName)).toEqual([]);
    // a sum that looks at no more periods than must ring hears nothing of it: that is what the others are spared
    const blind = sums.map((alarm) => ({ ...alarm, EvaluationPeriods: alarm['DatapointsToAlarm'] }));
    expect(blind.filter((alarm) => ringsFor(alarm, { lateMinutes: 3 }))).toEqual([]);
  });

  it('says how many periods must say so, and among how many', () => {
    for (const alarm of ALARMS)
      for (const { EvaluationPeriods, DatapointsToAlarm } of madeOf(alarm.id))
        expect([DatapointsToAlarm, EvaluationPeriods]).toEqual([alarm.periods, periodsWatched(alarm)]);
  });

  it('knows what silence means', () => {
    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(loud.map(({ AlarmName }) => String(AlarmName)).sort()).toEqual([
      'atlan-lifecycle-main-sweep-stale-atlan-prod',
      'atlan-lifecycle-main-sweep-stale-atlan-sandbox',
    ]);
    expect(alarms.every(({ TreatMissingData }) => ['breaching', 'notBreaching'].includes(TreatMissingData))).toBe(true);
  });

  it('watches metrics under the dimensions they are counted under', () => {
    for (const alarm of ALARMS) {
      const { id, metric } = alarm;
      if (!('by' in metric)) continue;
      const dimensions = toldApart(alarm).flatMap((particular) =>
        metric.by.map((service) => [{ Name: 'service', Value: service }, ...particular].sort(byName)),
      );
      const watched = madeOf(id).flatMap(metricsOf);
      const found = watched.map(({ Dimensions }) => Dimensions.filter(({ Name }: Properties) => Name !== 'function'));
      expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
        new Set(dimensions.map((one) => JSON.stringify(one))),
      );
      expect(found).toHaveLength(dimensions.length);
      // the function's own name tells one installation of the account from another
      expect(watched.every(({ Dimensions }) => Dimensions.some(({ Name }: Properties) => Name === 'function'))).toBe(
        true,
      );
      for (const { Namespace, MetricName } of watched)
        expect([Namespace, MetricName]).toEqual([METRIC_NAMESPACE, metric.name]);
    }
  });
});

describe('particular alarms', () => {
  it('goes off for the least that was measured of a token’s days, in a period with more than one check in it', () => {
    const rung = madeOf('token-expiring');
    expect(
      rung.map(({ Dimensions }) => String(Dimensions.find(({ Name }: Properties) => Name === 'target').Value)).sort(),
    ).toEqual(Object.keys(config.targets));
    for (const alarm of rung)
      expect(alarm).toMatchObject({
        MetricName: 'TokenExpiresInDays',
        Statistic: 'Minimum',
        Period: 10_800,
        Threshold: 14,
        ComparisonOperator: 'LessThanThreshold',
      });
  });

  it('goes off within five minutes of a check that left a leaver able to sign in', () => {
    for (const alarm of madeOf('leaver-not-ended')) {
      expect(alarm).toMatchObject({ DatapointsToAlarm: 1, Threshold: 1 });
      const counted = (alarm['Metrics'] as { MetricStat?: object }[]).flatMap(({ MetricStat }) => MetricStat ?? []);
      expect(counted).toEqual([1, 2].map(() => expect.objectContaining({ Period: 300, Stat: 'Sum' })));
    }
  });

  it('calls a sweep stale after two of its target’s own periods', () => {
    const found = madeOf('sweep-stale').map(({ AlarmName, Period, EvaluationPeriods }) => [
      AlarmName,
      [Period, EvaluationPeriods],
    ]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(
        Object.entries(config.targets).map(([name, { sweepMinutes }]) => [
          `atlan-lifecycle-main-sweep-stale-${name}`,
          [sweepMinutes * 60, 2],
        ]),
      ),
    );
  });

  it('goes off four hours after a hold was opened', () => {
    expect(madeOf('oldest-hold')).toEqual([
      expect.objectContaining({ Statistic: 'Maximum', Threshold: 240, MetricName: 'OldestHoldMinutes' }),
    ]);
  });

  it('does not go off for a single refused request', () => {
    for (const alarm of madeOf('delivery-unauthentic')) expect(alarm).toMatchObject({ Period: 900, Threshold: 3 });
  });

  it('watches every function', () => {
    for (const id of ['function-errors', 'function-throttled'])
      expect(madeOf(id)).toHaveLength(ofType('AWS::Lambda::Function').length);
  });

  it.each([
    ['api-refuses', '4xx'],
    ['api-fails', '5xx'],
  ])('%s watches what the one HTTP API answers', (id, metric) => {
    const [api] = ofType('AWS::ApiGatewayV2::Api');
    expect(madeOf(id)).toEqual([
      expect.objectContaining({
        Namespace: 'AWS/ApiGateway',
        MetricName: metric,
        Dimensions: [{ Name: 'ApiId', Value: { Ref: api?.id } }],
        Statistic: 'Sum',
      }),
    ]);
  });

  it.each(['OldestEndingMinutes', 'OldestPendingDisableMinutes', 'OldestJoinerMinutes', 'OldestLookMinutes'])(
    'rings for who has waited longest in each class of the due: %s',
    (metric) => {
      expect(alarms.filter(({ MetricName }) => MetricName === metric)).toHaveLength(1);
    },
  );
});

describe('the topic of a severity', () => {
  it.each(['page', 'ticket'] as const)('%s takes alarms of this account, and nothing in clear text', (severity) => {
    const policies = ofType('AWS::SNS::TopicPolicy').filter(
      ({ Properties }) => JSON.stringify(Properties['Topics']) === JSON.stringify([topicOf(severity).ref]),
    );
    expect(policies).toHaveLength(1);
    const statements = policies.flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });
});

describe('the runbooks', () => {
  const pages = globSync('docs/runbooks/*.md');
  /** What an operator does without an alarm that asks for it. */
  const planned = ['docs/runbooks/ledger-restored.md'];
  const index = 'docs/runbooks/README.md';

  it('are one for each alarm, and none for anything else but what is planned', () => {
    expect(pages.sort()).toEqual([...ALARMS.map(({ id }) => runbookOf(id)), ...planned, index].sort());
  });

  it.each(ALARMS.map((alarm) => [alarm.id, alarm] as const))(
    '%s has a page that answers four questions',
    (id, alarm) => {
      const text = readFileSync(runbookOf(id), 'utf8');
      expect(text.startsWith(`# ${alarm.title}\n`)).toBe(true);
      expect(text).toContain(alarm.impact);
      const [severity] = text.split('\n').filter((line) => line.startsWith('Severity: '));
      expect(severity).toMatch(new RegExp(`^Severity: ${alarm.severity}\\. `));
      expect(severity).toContain(`\`${TOPICS[alarm.severity]}\``);
      expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
        'What it means',
        'Look',
        'Do',
        'When it is over',
      ]);
    },
  );
});
