import * as z from 'zod/mini';

import { arnOf, PLACE } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

export interface DeployedQueue {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined;
}

const queue = known({
  DeduplicationScope: z.literal('messageGroup'),
  FifoQueue: z.literal(true),
  FifoThroughputLimit: z.literal('perMessageGroupId'),
  MessageRetentionPeriod: z.number(),
  QueueName: z.string(),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })),
  SqsManagedSseEnabled: z.literal(true),
  VisibilityTimeout: z.optional(z.number()),
});

/** What SQS gives a queue that says nothing of it. */
const DEFAULT_VISIBILITY_SECONDS = 30;

export function readQueue(resource: ResolvedResource, gateway: string): DeployedQueue {
  const { QueueName, RedrivePolicy, VisibilityTimeout } = readProperties(resource, queue);
  return {
    id: resource.id,
    name: QueueName,
    arn: arnOf('sqs', QueueName),
    url: `${gateway}/${PLACE.account}/${QueueName}`,
    visibilityTimeoutSeconds: VisibilityTimeout ?? DEFAULT_VISIBILITY_SECONDS,
    redrive: RedrivePolicy && {
      deadLetterArn: RedrivePolicy.deadLetterTargetArn,
      maxReceiveCount: RedrivePolicy.maxReceiveCount,
    },
  };
}

/** What hands a queue's messages to a function. */
export interface DeployedMapping {
  readonly id: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
  readonly maxConcurrency: number;
  readonly enabled: boolean;
}

const mapping = known({
  BatchSize: z.number(),
  Enabled: z.optional(z.boolean()),
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.optional(z.array(z.literal('ReportBatchItemFailures'))),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.number() })),
});

/** What Lambda allows a mapping that sets no limit of its own is more than a laptop has. */
const UNLIMITED = 1_000;

export function readMapping(resource: ResolvedResource): DeployedMapping {
  const { BatchSize, Enabled, EventSourceArn, FunctionName, FunctionResponseTypes, ScalingConfig } = readProperties(
    resource,
    mapping,
  );
  return {
    id: resource.id,
    queueArn: EventSourceArn,
    functionName: FunctionName,
    batchSize: BatchSize,
    reportsItemFailures: FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    maxConcurrency: ScalingConfig?.MaximumConcurrency ?? UNLIMITED,
    enabled: Enabled ?? true,
  };
}
