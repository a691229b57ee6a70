import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

import { GATEWAY_PATIENCE_MS } from '../../shared/contracts/cadence.ts';
import type { Functions } from '../functions/start-functions.ts';
import type { DeployedRoute } from '../template/deployed/deployed-api.ts';
import type { DeployedStage } from '../template/deployed/deployed-stage.ts';
import { PLACE } from '../template/place.ts';
import { accessLine } from './access-log.ts';
import type { AwsAnswer } from './aws-request.ts';
import { type Callers, signatureOf } from './callers.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpApiSettings {
  readonly stage: DeployedStage;
  readonly routes: readonly DeployedRoute[];
  readonly callers: Callers;
  readonly functions: Pick<Functions, 'for'>;
  /** Epoch ms of the local cloud's time. */
  readonly now: () => number;
  /** Real time in ms: a gateway is as fast as the machine, whatever the local cloud's time does. */
  readonly elapsed: () => number;
  /** Takes the lines of the stage's access log. */
  readonly log: (line: string) => void;
}

const GATEWAY = 'apigateway.amazonaws.com';

const proxied = z.object({
  statusCode: z.optional(z.number()),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

/** The template's HTTP API: its stage, routes, the IAM authoriser, and events of payload format 2.0. */
export function httpApi(settings: HttpApiSettings): (request: HttpRequest) => Promise<AwsAnswer> {
  const { stage, routes, now, elapsed, log } = settings;
  const line = accessLine(stage.logFormat);
  const answer = answerer(settings);
  return async (request) => {
    const [at, began, requestId] = [now(), elapsed(), randomUUID()];
    const found = routeOf(routes, request);
    const { error, ...answered } = await answer(request, found, requestId);
    const latencyMs = elapsed() - began;
    const { apiId } = stage;
    log(line({ apiId, requestId, at, route: found?.route.key, status: answered.status, latencyMs, error }));
    return answered;
  };
}

/** `error` is what the gateway said by itself, where it answered. */
type Answer = AwsAnswer & { readonly error?: string };

function answerer({ stage, routes, callers, functions, now, elapsed }: HttpApiSettings) {
  const { perSecond, burst } = stage.throttle;
  const buckets = new Map(routes.map(({ key }) => [key, createTokenBucket({ perSecond, burst, now: elapsed })]));
  return async (request: HttpRequest, found: Found | undefined, requestId: string): Promise<Answer> => {
    if (!found) return said(404, 'Not Found');
    const { route, path } = found;
    if (buckets.get(route.key)?.() === false) return said(429, 'Too Many Requests');
    const signature = signatureOf(request.headers.authorization);
    if (route.signed && signature?.service !== 'execute-api') return said(403, 'Forbidden');
    const caller = route.signed && signature ? callerArn(callers, signature.accessKeyId) : undefined;
    const behind = functions.for(route.functionArn, { service: GATEWAY, sourceArn: route.sourceArn });
    if (!behind) return said(500, 'Internal Server Error');
    const event = eventOf(request, { route, path, caller, requestId, now: now() });
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

const said = (status: number, message: string): Answer => ({
  error: message,
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

const patience = () => new Promise<'late'>((resolve) => void setTimeout(resolve, GATEWAY_PATIENCE_MS, 'late').unref());

function callerArn(callers: Callers, accessKeyId: string): string {
  const caller = callers.byKey(accessKeyId);
  return caller.kind === 'person'
    ? caller.arn
    : `arn:${PLACE.partition}:sts::${PLACE.account}:assumed-role/${caller.name}/${caller.name}`;
}

type Path = Readonly<Record<string, string>>;

interface Found {
  readonly route: DeployedRoute;
  readonly path: Path;
}

function routeOf(routes: readonly DeployedRoute[], { method, url }: HttpRequest): Found | undefined {
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

interface Matched extends Found {
  readonly requestId: string;
  readonly caller: string | undefined;
  readonly now: number;
}

/** The gateway hands over as text what says that it is text, and anything else in base64. */
const isText = (contentType: string | undefined) =>
  contentType === undefined || /^(text\/|application\/(json|xml|javascript|[\w.-]+\+json))/.test(contentType);

function eventOf(
  { method, url, headers, body }: HttpRequest,
  { route, path, caller, requestId, now }: Matched,
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
      requestId,
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
