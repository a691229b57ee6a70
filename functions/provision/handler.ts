import { default as middy } from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { noticeTo } from '../../shared/app/notice/notice-to.ts';
import { RESERVE_MS } from '../../shared/contracts/cadence.ts';
import { LIFECYCLE_QUEUE } from '../../shared/contracts/lifecycle-queue.ts';
import { METRIC_NAMESPACE, type Told } from '../../shared/contracts/signals/names.ts';
import { lazy } from '../../shared/runtime/lazy.ts';
import { createTelemetry, observe } from '../../shared/runtime/observe.ts';
import { createContainer, type ProvisionContainer } from './container.ts';
import { park } from './park.ts';
import { provisionBatch } from './provision-batch.ts';

/** Consumes the lifecycle queue: HR's events, and reminders to look at a worker again. */
export const createHandler = (container: () => ProvisionContainer) => {
  const telemetry = createTelemetry<Told>({ service: 'provision', namespace: METRIC_NAMESPACE });

  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { delay, ...deps } = container();
    const call = { deadline: deps.clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS };
    return provisionBatch(event.Records, { ...deps, notice: noticeTo(telemetry) }, call, {
      park: async (record, because) => {
        await park(record, because, { ...deps, ...deps.ledger });
        telemetry.count('MessageParked');
      },
      delay: (record, seconds) => delay(record.receiptHandle, seconds),
      hasTime: () => context.getRemainingTimeInMillis() > RESERVE_MS,
      maxReceiveCount: LIFECYCLE_QUEUE.maxReceiveCount,
      log: telemetry,
    });
  }).use(observe(telemetry));
};

export const handler = createHandler(lazy(() => createContainer(process.env)));
