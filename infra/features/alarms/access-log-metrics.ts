import { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';

import { type AccessLogMetric, METRIC_NAMESPACE } from '../../../shared/contracts/signals/metrics.ts';

const status = (value: string) => FilterPattern.stringValue('$.status', '=', value);
const route = (value: string) => FilterPattern.stringValue('$.route', '=', value);

/** The lines of the access log that each metric counts. */
const LINES: Readonly<Record<AccessLogMetric, IFilterPattern>> = {
  ApiThrottled: status('429'),
  EventsForbidden: FilterPattern.all(status('403'), route('POST /events')),
};

/** Has CloudWatch count lines of the HTTP API's access log: what it turns away by itself reaches no function of ours. */
export function addAccessLogMetrics(log: ILogGroup): void {
  for (const [metricName, filterPattern] of Object.entries(LINES))
    log.addMetricFilter(metricName, {
      filterPattern,
      metricNamespace: METRIC_NAMESPACE,
      metricName,
      metricValue: '1',
      unit: Unit.COUNT,
      // one account may hold several installations, whose alarms must not hear each other
      dimensions: { api: '$.api' },
    });
}
