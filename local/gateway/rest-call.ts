import type { Service } from './aws-request.ts';
import type { HttpRequest } from './http-api.ts';

/** A call of an API that says what it wants by method and path. */
export interface RestCall {
  readonly service: Service;
  readonly operation: string;
  /** What the path holds, as the SDK's input names it. */
  readonly fields: Readonly<Record<string, string>>;
}

const MAPPING = /^\/2015-03-31\/event-source-mappings\/([^/]+)$/;
const ACCOUNT = '/2016-08-19/account-settings';
const OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetEventSourceMapping',
  PUT: 'UpdateEventSourceMapping',
};

/** Lambda's calls, as far as they are known here; undefined for every other request. */
export function restCallOf({ method, url }: Pick<HttpRequest, 'method' | 'url'>): RestCall | undefined {
  if (method === 'GET' && url.pathname === ACCOUNT)
    return { service: 'lambda', operation: 'GetAccountSettings', fields: {} };
  const [, mapping] = MAPPING.exec(url.pathname) ?? [];
  const operation = OPERATIONS[method];
  return mapping === undefined || operation === undefined
    ? undefined
    : { service: 'lambda', operation, fields: { UUID: decodeURIComponent(mapping) } };
}
