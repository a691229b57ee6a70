import { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';

import { METRIC_NAMESPACE } from '../../../shared/contracts/signals/names.ts';
import type { Signal } from '../../../shared/contracts/signals/signal.ts';
import { SIGNALS } from '../../../shared/contracts/signals/table.ts';

const is = (field: string, value: string) => FilterPattern.stringValue(`$.${field}`, '=', value);

/** Has CloudWatch count lines of the HTTP API's access log: what it turns away by itself reaches no function of ours. */
export function addAccessLogMetrics(log: ILogGroup): void {
  for (const { metric } of Object.values<Signal>(SIGNALS)) {
    if (metric?.kind !== 'access-log') continue;
    const { name: metricName, status, route } = metric;
    log.addMetricFilter(metricName, {
      filterPattern:
        route === undefined ? is('status', status) : FilterPattern.all(is('status', status), is('route', route)),
      metricNamespace: METRIC_NAMESPACE,
      metricName,
      metricValue: '1',
      unit: Unit.COUNT,
      // one account may hold several installations, whose alarms must not hear each other
      dimensions: { api: '$.api' },
    });
  }
}
