import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

import type { Observed } from './alarm-instances.ts';
import { largestOf, sumOver } from './counted.ts';
import { DOORS, type Graph, TARGETS, WAITING } from './dashboard-graphs.ts';

export interface DashboardProps extends Omit<Observed, 'connections'> {
  readonly prefix: string;
  readonly alarms: readonly IAlarm[];
  /** Names of the runbook documents. */
  readonly documents: readonly string[];
}

const PERIOD = Duration.minutes(5);
const WIDTH = 24;
const LINES = [
  'OldestEndingMinutes',
  'OldestPendingDisableMinutes',
  'OldestJoinerMinutes',
  'OldestLookMinutes',
] as const;

/** One page that answers: is it healthy, who waits, since when. */
export class Dashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { prefix, alarms, documents, queues, functions } = props;
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: prefix,
      defaultInterval: Duration.hours(12),
    });
    const ours = (graphs: readonly Graph[]) =>
      graphs.map(({ title, metrics, per }) => ({
        title,
        left: metrics.flatMap((counted) => {
          if (per === 'all') return [sumOver(counted, { functions, period: PERIOD })];
          return Object.keys(props.targets).map((target) =>
            sumOver(counted, {
              functions,
              dimensions: { target },
              period: PERIOD,
              label: `${counted.metric} ${target}`,
            }),
          );
        }),
      }));
    const ofFunctions = (statistic: string, metric: 'metricErrors' | 'metricDuration') =>
      Object.entries(functions).map(([label, one]) => one[metric]({ statistic, period: PERIOD, label }));

    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Is it healthy', alarms: [...alarms], width: WIDTH, height: 6 }),
    );
    dashboard.addWidgets(
      ...row('Who waits, since when', [
        {
          title: 'Oldest message, in seconds',
          left: [queues.queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: Stats.MAXIMUM })],
        },
        {
          title: 'Dead letters',
          left: [
            queues.deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: Stats.MAXIMUM }),
          ],
        },
        {
          title: 'Oldest hold, in minutes',
          left: [largestOf('OldestHoldMinutes', 'poll', { functions, period: PERIOD })],
        },
        {
          title: 'Who waits longest to be looked at, in minutes',
          left: LINES.map((metric) => largestOf(metric, 'poll', { functions, period: PERIOD })),
        },
        ...ours(WAITING),
      ]),
    );
    dashboard.addWidgets(...row('The targets', ours(TARGETS)));
    dashboard.addWidgets(
      ...row('The functions, and who knocks', [
        { title: 'Failed invocations', left: ofFunctions(Stats.SUM, 'metricErrors') },
        { title: 'How long they take (p99), in ms', left: ofFunctions('p99', 'metricDuration') },
        ...ours(DOORS),
      ]),
    );
    dashboard.addWidgets(
      new TextWidget({
        markdown: `## Do\nRunbook documents in Systems Manager: ${documents.map((name) => `\`${name}\``).join(', ')}. When to use which: docs/runbooks/commands/.`,
        width: WIDTH,
        height: 3,
      }),
    );
    this.dashboardName = prefix;
  }
}

/** Graphs side by side under a heading. */
function row(heading: string, graphs: readonly { readonly title: string; readonly left: IMetric[] }[]): IWidget[] {
  return [
    new TextWidget({ markdown: `## ${heading}`, width: WIDTH, height: 1 }),
    ...graphs.map(({ title, left }) => new GraphWidget({ title, left, width: WIDTH / 3, height: 6 })),
  ];
}
