import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { createObjectStore } from '../../../local/engines/object-store.ts';
import { awsError } from '../../../local/gateway/aws-request.ts';
import { createCallers } from '../../../local/gateway/callers.ts';
import { startGateway } from '../../../local/gateway/gateway.ts';

/** The gateway with a bucket behind it, and the client of AWS as a function has it. */
async function bucket() {
  const gateway = await startGateway(0);
  const objects = createObjectStore([{ name: 'kept' }]);
  gateway.open({
    callers: createCallers(),
    now: Date.now,
    aws: objects.engine,
    api: async () => awsError('NotFound', 'there is no API here', 404),
    control: async () => undefined,
  });
  const credentials = { accessKeyId: 'someone', secretAccessKey: 'anything' };
  const client = new S3Client({ endpoint: gateway.url, region: 'eu-west-1', credentials, forcePathStyle: true });
  return {
    put: (Bucket: string, Key: string, Body: string) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' })).then(
        () => 'put',
        (error: unknown) => (error instanceof S3ServiceException ? error.name : String(error)),
      ),
    objects,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

it('an object is put once, as AWS’s own client sends it, and stays as it was', async () => {
  await using here = await bucket();
  expect(await here.put('kept', 'heads/2026-11-28.jsonl', 'first\n')).toBe('put');
  expect(await here.put('kept', 'heads/2026-11-28.jsonl', 'second\n')).toBe('PreconditionFailed');
  expect(await here.put('elsewhere', 'a', 'b')).toBe('NoSuchBucket');
  expect([...here.objects.objectsOf('kept')]).toEqual([['heads/2026-11-28.jsonl', 'first\n']]);
});
