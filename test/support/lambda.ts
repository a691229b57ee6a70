import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithIAMAuthorizer, Context } from 'aws-lambda';

/** What Lambda tells a function about its invocation. */
export function lambdaContext({ remainingMs = 30_000 }: { readonly remainingMs?: number } = {}): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'under-test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:under-test',
    memoryLimitInMB: '256',
    awsRequestId: 'b3f6c1de-0000-4000-8000-000000000001',
    logGroupName: '/aws/lambda/under-test',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

export interface HttpRequestSketch {
  /** For instance `POST /hooks/{connection}`. */
  readonly route: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** ARN of the AWS principal that the route's IAM authoriser let in. */
  readonly caller?: string;
}

/** An event of an HTTP API, payload format 2.0. Bytes come in base64, as the gateway sends what it does not know as text. */
export function httpApiEvent({ route, path = {}, headers = {}, body, caller }: HttpRequestSketch) {
  const [method = 'POST', template = '/'] = route.split(' ');
  const rawPath = template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => path[name] ?? '');
  const requestContext: APIGatewayProxyEventV2['requestContext'] = {
    accountId: '111122223333',
    apiId: 'api',
    domainName: 'api.example.com',
    domainPrefix: 'api',
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'hr' },
    requestId: 'request-1',
    routeKey: route,
    stage: '$default',
    time: '12/Mar/2026:09:15:21 +0000',
    timeEpoch: 1_773_306_921_000,
  };
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: '',
    headers,
    pathParameters: path,
    requestContext,
    body: body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: body instanceof Uint8Array,
  };
  if (caller === undefined) return event;
  const iam: APIGatewayProxyEventV2WithIAMAuthorizer['requestContext']['authorizer']['iam'] = {
    accessKey: 'AKIAEXAMPLE',
    accountId: '111122223333',
    callerId: 'AIDAEXAMPLE',
    cognitoIdentity: null,
    principalOrgId: 'aws:PrincipalOrgID',
    userArn: caller,
    userId: 'AIDAEXAMPLE',
  };
  return { ...event, requestContext: { ...requestContext, authorizer: { iam } } };
}
