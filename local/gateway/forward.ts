import { Agent, request as httpRequest } from 'node:http';

import { type AwsAnswer, type AwsRequest, awsError, type Engine } from './aws-request.ts';

/** Hands requests on to an engine that speaks HTTP, with what `rewrite` makes of their bodies. */
export function forwardTo(endpoint: string, rewrite: (request: AwsRequest) => object = ({ body }) => body): Engine {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  return (request) =>
    new Promise<AwsAnswer>((resolve) => {
      const body = Buffer.from(JSON.stringify(rewrite(request)));
      const { 'content-length': _length, host: _host, ...headers } = request.headers;
      const forwarded = httpRequest(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: '/',
          headers: { ...headers, 'content-length': body.byteLength },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 502,
              headers: Object.fromEntries(
                PASSED_ON.flatMap((name) => {
                  const value = response.headers[name];
                  return typeof value === 'string' ? [[name, value]] : [];
                }),
              ),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      forwarded.on('error', (error) =>
        resolve(awsError('InternalFailure', `the engine did not answer: ${error.message}`, 500)),
      );
      forwarded.end(body);
    });
}

const PASSED_ON = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];
