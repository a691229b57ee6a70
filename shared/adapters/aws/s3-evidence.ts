import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

import { RetryableError } from '../../domain/failure.ts';
import type { Evidence } from '../../ports/evidence.ts';

const PRECONDITION_FAILED = 412;

/**
 * Keeps texts as objects of a bucket, each written once. Needs `s3:PutObject` and nothing else. A put whose answer was lost is repeated by
 * the SDK, and is `exists` then.
 */
export function s3Evidence(client: S3Client, bucket: string): Evidence {
  return {
    keep: async (key, text) => {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: text,
            ContentType: 'application/jsonl',
            IfNoneMatch: '*',
          }),
        );
        return 'kept';
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED)
          return 'exists';
        const name = error instanceof Error ? error.name : 'unknown';
        throw new RetryableError(`S3 did not keep the chain heads (${name})`);
      }
    },
  };
}
