import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { s3Evidence } from '../../../../shared/adapters/aws/s3-evidence.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';

const refusal = (name: string, httpStatusCode: number) =>
  new S3ServiceException({
    name,
    message: 'the bucket b of a customer',
    $fault: 'client',
    $metadata: { httpStatusCode },
  });

function bucket(answer?: Error) {
  const client = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(client);
  if (answer) mock.on(PutObjectCommand).rejects(answer);
  else mock.on(PutObjectCommand).resolves({});
  return { evidence: s3Evidence(client, 'b'), mock };
}

describe('evidence in S3', () => {
  it('is put only where nothing has its key', async () => {
    const { evidence, mock } = bucket();
    expect(await evidence.keep('2026-11-28.jsonl', 'text')).toBe('kept');
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'b',
      Key: '2026-11-28.jsonl',
      Body: 'text',
      IfNoneMatch: '*',
    });
  });

  it('stays as it is where something has its key', async () => {
    const { evidence } = bucket(refusal('PreconditionFailed', 412));
    expect(await evidence.keep('2026-11-28.jsonl', 'text')).toBe('exists');
  });

  it.each([refusal('AccessDenied', 403), refusal('ConditionalRequestConflict', 409), new Error('socket hang up')])(
    'is tried again after %s, and the failure quotes nothing',
    async (error) => {
      const { evidence } = bucket(error);
      const failure = await evidence.keep('k', 'text').catch((caught: unknown) => caught);
      expect(failure).toBeInstanceOf(RetryableError);
      expect(String(failure)).not.toContain('customer');
    },
  );
});
