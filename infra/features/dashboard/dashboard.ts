import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ROWS } from '../../../shared/contracts/signals/graphs.ts';
import type { Observed } from '../alarms/alarm-instances.ts';
import { alarmNames } from '../alarms/alarm-names.ts';
import { metricsOn } from './graph-metrics.ts';

export interface DashboardProps extends Observed {
  readonly prefix: string;
  /** Names of the targets. */
  readonly targets: readonly string[];
  /** Names of the runbook documents. */
  readonly documents: readonly string[];
}

const PERIOD = Duration.minutes(5);
const WIDTH = 24;
/** What CloudWatch shows in one widget. */
const ALARMS_IN_ONE = 100;

/** One page that answers: is it healthy, who waits, since when. */
export class Dashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { prefix, targets, documents, queues, api, functions } = props;
    // dashboards are global in an account, and nothing else of an installation is that has a name of ours
    this.dashboardName = `${prefix}-${Aws.REGION}`;
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: this.dashboardName,
      defaultInterval: Duration.hours(12),
    });
    const names = alarmNames(prefix, targets, props);
    for (const widget of statusOf(names.map((name) => Alarm.fromAlarmName(this, name, name))))
      dashboard.addWidgets(widget);
    for (const { heading, graphs } of ROWS) {
      const shown = Object.entries(graphs).map(([name, graph]) => ({
        title: graph.title,
        left: metricsOn(name, graph, { queues, api, functions, period: PERIOD }),
      }));
      dashboard.addWidgets(...row(heading, shown));
    }
    dashboard.addWidgets(
      new TextWidget({
        markdown: `## Do\nRunbook documents in Systems Manager: ${documents.map((name) => `\`${name}\``).join(', ')}. When to use which: docs/runbooks/commands/.`,
        width: WIDTH,
        height: 3,
      }),
    );
  }
}

/** The state of each alarm, those that changed last first. */
function statusOf(alarms: readonly IAlarm[]): readonly IWidget[] {
  const pieces = Math.ceil(alarms.length / ALARMS_IN_ONE);
  return Array.from({ length: pieces }, (_, piece) => {
    const which = pieces === 1 ? '' : ` (${piece + 1} of ${pieces})`;
    return new AlarmStatusWidget({
      title: `Is it healthy${which}`,
      alarms: alarms.slice(piece * ALARMS_IN_ONE, (piece + 1) * ALARMS_IN_ONE),
      sortBy: AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
      width: WIDTH,
      height: 6,
    });
  });
}

/** Graphs side by side under a heading. */
function row(heading: string, graphs: readonly { readonly title: string; readonly left: IMetric[] }[]): IWidget[] {
  return [
    new TextWidget({ markdown: `## ${heading}`, width: WIDTH, height: 1 }),
    ...graphs.map(({ title, left }) => new GraphWidget({ title, left, width: WIDTH / 3, height: 6 })),
  ];
}
