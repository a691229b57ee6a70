import { createHash } from 'node:crypto';

import type { AwsAnswer, Engine } from '../gateway/aws-request.ts';
import type { DeployedBucket } from '../template/deployed/deployed-bucket.ts';

export interface ObjectStore {
  readonly engine: Engine;
  /** The texts of a bucket, by key. */
  readonly objectsOf: (bucket: string) => ReadonlyMap<string, string>;
}

/** An embedded S3 with the template's buckets, which only takes objects, and no object twice where that is asked for. */
export function createObjectStore(buckets: readonly DeployedBucket[]): ObjectStore {
  const objects = new Map(buckets.map(({ name }) => [name, new Map<string, string>()]));
  return {
    objectsOf: (bucket) => objects.get(bucket) ?? new Map(),
    engine: async ({ operation, body, headers }) => {
      if (operation !== 'PutObject')
        return refusal(501, 'NotImplemented', `The local cloud does not know s3:${operation}`);
      const [bucket, key, text] = [body['Bucket'], body['Key'], body['Body']].map(String);
      const kept = objects.get(bucket ?? '');
      if (!kept || key === undefined || text === undefined)
        return refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
      if (headers['if-none-match'] === '*' && kept.has(key))
        return refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
      kept.set(key, text);
      return { status: 200, headers: { etag: `"${createHash('md5').update(text).digest('hex')}"` }, body: '' };
    },
  };
}

const refusal = (status: number, code: string, message: string): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
