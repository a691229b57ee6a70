import type { IncomingHttpHeaders } from 'node:http';

import type { Caller } from './callers.ts';

export type Service = 'dynamodb' | 'events' | 'lambda' | 's3' | 'secretsmanager' | 'sqs' | 'ssm';

/** One call of an AWS API, as the gateway understands it. */
export interface AwsRequest {
  readonly service: Service;
  /** For instance `PutItem`. */
  readonly operation: string;
  readonly caller: Caller;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What stands behind the gateway for one service. */
export type Engine = (request: AwsRequest) => Promise<AwsAnswer>;

const SERVICES: Readonly<Record<string, Service>> = {
  AmazonSQS: 'sqs',
  AmazonSSM: 'ssm',
  AWSEvents: 'events',
  DynamoDB_20120810: 'dynamodb',
  secretsmanager: 'secretsmanager',
};

/** Service and operation of the `x-amz-target` header; undefined for a service that is not here. */
export function targetOf(header: string): { readonly service: Service; readonly operation: string } | undefined {
  const [prefix = '', operation = ''] = header.split('.');
  const service = SERVICES[prefix];
  return service && { service, operation };
}

export const awsAnswer = (value: object, status = 200): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});

/** A refusal as every JSON protocol of AWS words it. */
export const awsError = (type: string, message: string, status = 400): AwsAnswer =>
  awsAnswer({ __type: type, message }, status);
