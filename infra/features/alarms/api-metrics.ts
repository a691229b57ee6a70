import type { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

import { METRIC_NAMESPACE } from '../../../shared/contracts/signals/names.ts';
import type { HttpApi } from '../../constructs/http-api.ts';

type Api = Pick<HttpApi, 'apiId'>;

/** How many answers of one class the HTTP API gave, its own and those of the functions behind it. */
export const ofAnswers = (metricName: '4xx' | '5xx', { apiId }: Api, period: Duration | undefined): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: apiId },
    statistic: Stats.SUM,
    period,
  });

/** How many lines of one kind its access log has. */
export const ofAccessLog = (metricName: string, { apiId }: Api, period: Duration | undefined): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { api: apiId },
    statistic: Stats.SUM,
    period,
  });
