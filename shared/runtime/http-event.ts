import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithIAMAuthorizer,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda';

/** A request as the HTTP API hands it over (payload format 2.0). */
export interface HttpEvent {
  /** For instance `POST /hooks/{connection}`. */
  readonly route: string;
  readonly path: Readonly<Record<string, string | undefined>>;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came over the wire. */
  readonly body: Uint8Array;
  /** The AWS principal that the API's IAM authoriser let in, if the route has one. */
  readonly caller: string | undefined;
}

export function readHttpEvent(event: APIGatewayProxyEventV2): HttpEvent {
  const { routeKey, pathParameters = {}, headers, body = '', isBase64Encoded } = event;
  return {
    route: routeKey,
    path: pathParameters,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    caller: callerOf(event),
  };
}

/** The types know an authoriser only where the whole event is typed for it. */
function callerOf(event: APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithIAMAuthorizer): string | undefined {
  return 'authorizer' in event.requestContext ? event.requestContext.authorizer?.iam?.userArn : undefined;
}

/** An empty body is sent without a content type. */
export function httpAnswer(status: number, body: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, ...(body && { headers: { 'content-type': 'text/plain; charset=utf-8' } }), body };
}
