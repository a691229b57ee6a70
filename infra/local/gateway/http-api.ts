import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

import type { Functions } from '../functions/start-functions.ts';
import type { DeployedRoute } from '../template/deployed-api.ts';
import { PLACE } from '../template/place.ts';
import type { AwsAnswer } from './aws-request.ts';
import { type Callers, signatureOf } from './callers.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpApiSettings {
  readonly routes: readonly DeployedRoute[];
  readonly callers: Callers;
  readonly functions: Pick<Functions, 'for'>;
  readonly now: () => number;
}

const GATEWAY = 'apigateway.amazonaws.com';
/** An HTTP API gives up after 30 seconds. */
const PATIENCE_MS = 30_000;

const proxied = z.object({
  statusCode: z.optional(z.number()),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

/** The template's HTTP API: routes, the IAM authoriser, and events of payload format 2.0. */
export function httpApi({ routes, callers, functions, now }: HttpApiSettings) {
  return async (request: HttpRequest): Promise<AwsAnswer> => {
    const found = routeOf(routes, request);
    if (!found) return said(404, 'Not Found');
    const { route, path } = found;
    const signature = signatureOf(request.headers.authorization);
    if (route.signed && signature?.service !== 'execute-api') return said(403, 'Forbidden');
    const caller = route.signed && signature ? callerArn(callers, signature.accessKeyId) : undefined;
    const behind = functions.for(route.functionArn, { service: GATEWAY, sourceArn: route.sourceArn });
    if (!behind) return said(500, 'Internal Server Error');
    const event = eventOf(request, { route, path, caller, now: now() });
    const answer = await Promise.race([behind.invoke(event), patience()]);
    if (answer === 'late') return said(503, 'Service Unavailable');
    const result = answer.kind === 'done' ? proxied.safeParse(answer.result) : undefined;
    if (!result?.success) return said(500, 'Internal Server Error');
    const { statusCode = 200, headers = {}, body = '', isBase64Encoded } = result.data;
    return {
      status: statusCode,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
    };
  };
}

const said = (status: number, message: string): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

const patience = () => new Promise<'late'>((resolve) => void setTimeout(resolve, PATIENCE_MS, 'late').unref());

function callerArn(callers: Callers, accessKeyId: string): string {
  const caller = callers.byKey(accessKeyId);
  return caller.kind === 'person'
    ? caller.arn
    : `arn:${PLACE.partition}:sts::${PLACE.account}:assumed-role/${caller.name}/${caller.name}`;
}

type Path = Readonly<Record<string, string>>;

function routeOf(routes: readonly DeployedRoute[], { method, url }: HttpRequest) {
  const given = url.pathname.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const parts = route.path.split('/');
    if (parts.length !== given.length) continue;
    const fits = parts.every((part, index) => part.startsWith('{') || part === given[index]);
    if (!fits) continue;
    const path: Path = Object.fromEntries(
      parts.flatMap((part, index) =>
        part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[index] ?? '')]] : [],
      ),
    );
    return { route, path };
  }
  return undefined;
}

interface Matched {
  readonly route: DeployedRoute;
  readonly path: Path;
  readonly caller: string | undefined;
  readonly now: number;
}

/** The gateway hands over as text what says that it is text, and anything else in base64. */
const isText = (contentType: string | undefined) =>
  contentType === undefined || /^(text\/|application\/(json|xml|javascript|[\w.-]+\+json))/.test(contentType);

function eventOf(
  { method, url, headers, body }: HttpRequest,
  { route, path, caller, now }: Matched,
): APIGatewayProxyEventV2 {
  const asText = isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
    pathParameters: path,
    requestContext: {
      accountId: PLACE.account,
      apiId: route.apiId,
      domainName: url.host,
      domainPrefix: route.apiId,
      http: {
        method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
      ...(caller !== undefined && { authorizer: { iam: { userArn: caller, accountId: PLACE.account } } }),
    },
    body: body.toString(asText ? 'utf8' : 'base64'),
    isBase64Encoded: !asText,
  };
}
