import * as z from 'zod/mini';

import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

/** The one stage of an HTTP API: what it lets through, and what it writes down. */
export interface DeployedStage {
  readonly apiId: string;
  /** Requests of each route: how many a second, and how many at once. */
  readonly throttle: { readonly perSecond: number; readonly burst: number };
  /** A line of its access log, with names such as `$context.status` in it. */
  readonly logFormat: string;
}

const stage = known({
  AccessLogSettings: z.strictObject({ DestinationArn: z.string(), Format: z.string() }),
  ApiId: z.string(),
  AutoDeploy: z.literal(true),
  DefaultRouteSettings: z.strictObject({ ThrottlingBurstLimit: z.number(), ThrottlingRateLimit: z.number() }),
  StageName: z.literal('$default'),
});

export function readStage(resource: ResolvedResource): DeployedStage {
  const { AccessLogSettings, ApiId, DefaultRouteSettings } = readProperties(resource, stage);
  return {
    apiId: ApiId,
    throttle: {
      perSecond: DefaultRouteSettings.ThrottlingRateLimit,
      burst: DefaultRouteSettings.ThrottlingBurstLimit,
    },
    logFormat: AccessLogSettings.Format,
  };
}
