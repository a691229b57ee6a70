import type { Service } from './aws-request.ts';
import type { HttpRequest } from './http-api.ts';

/** A call of an API that says what it wants by method and path. */
export interface RestCall {
  readonly service: Service;
  readonly operation: string;
  /** What the path holds, as the SDK's input names it. */
  readonly fields: Readonly<Record<string, string>>;
  /** The body is an object's bytes, and no JSON. */
  readonly isObject?: boolean;
}

const MAPPING = /^\/2015-03-31\/event-source-mappings\/([^/]+)$/;
const ACCOUNT = '/2016-08-19/account-settings';
const OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetEventSourceMapping',
  PUT: 'UpdateEventSourceMapping',
};

/** Of a signature the service that it is for: S3 puts objects below any path. */
const FOR_S3 = /\/s3\/aws4_request/;
const OBJECT = /^\/([^/]+)\/(.+)$/;

/** The calls of Lambda and S3, as far as they are known here; undefined for every other request. */
export function restCallOf({
  method,
  url,
  headers,
}: Pick<HttpRequest, 'method' | 'url' | 'headers'>): RestCall | undefined {
  if (FOR_S3.test(headers.authorization ?? '')) return objectCallOf(method, url);
  if (method === 'GET' && url.pathname === ACCOUNT)
    return { service: 'lambda', operation: 'GetAccountSettings', fields: {} };
  const [, mapping] = MAPPING.exec(url.pathname) ?? [];
  const operation = OPERATIONS[method];
  return mapping === undefined || operation === undefined
    ? undefined
    : { service: 'lambda', operation, fields: { UUID: decodeURIComponent(mapping) } };
}

function objectCallOf(method: string, url: URL): RestCall | undefined {
  const [, bucket, key] = OBJECT.exec(url.pathname) ?? [];
  if (method !== 'PUT' || bucket === undefined || key === undefined) return undefined;
  return {
    service: 's3',
    operation: 'PutObject',
    fields: { Bucket: decodeURIComponent(bucket), Key: decodeURIComponent(key) },
    isObject: true,
  };
}
