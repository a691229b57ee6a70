import * as z from 'zod/mini';

import { arnOf } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';
import { UnknownPart } from '../unknown-part.ts';

/** One route of the HTTP API, and the function behind it. */
export interface DeployedRoute {
  /** For instance `POST /hooks/{connection}`. */
  readonly key: string;
  readonly apiId: string;
  readonly method: string;
  readonly path: string;
  readonly functionArn: string;
  /** Whether only AWS principals are let in. */
  readonly signed: boolean;
  /** What a permission of the function must name. */
  readonly sourceArn: string;
}

const integration = known({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

const route = known({
  ApiId: z.string(),
  AuthorizationType: z.enum(['NONE', 'AWS_IAM']),
  RouteKey: z.string(),
  Target: z.string(),
});

export function readRoutes(
  routes: readonly ResolvedResource[],
  integrations: readonly ResolvedResource[],
): readonly DeployedRoute[] {
  return routes.map((resource) => {
    const { ApiId, AuthorizationType, RouteKey, Target } = readProperties(resource, route);
    const behind = integrations.find(({ id }) => Target === `integrations/${id}`);
    if (!behind) throw new UnknownPart(resource.id, `its target ${Target} is no integration of this API`);
    const [method = '', path = ''] = RouteKey.split(' ');
    return {
      key: RouteKey,
      apiId: ApiId,
      method,
      path,
      functionArn: readProperties(behind, integration).IntegrationUri,
      signed: AuthorizationType === 'AWS_IAM',
      sourceArn: arnOf('execute-api', `${ApiId}/$default/${method}${path}`),
    };
  });
}
