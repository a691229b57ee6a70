import type { SQSRecord } from 'aws-lambda';

/** A record as a FIFO event source mapping hands it over. */
export function fifoRecord(
  messageId: string,
  group: string,
  { body = '{}', receives = 1 }: { readonly body?: string; readonly receives?: number } = {},
): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'ingest',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: group,
      MessageDeduplicationId: `dedup-${messageId}`,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:lifecycle.fifo',
    awsRegion: 'eu-west-1',
  };
}
