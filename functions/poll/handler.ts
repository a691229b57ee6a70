import { default as middy } from '@middy/core';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { tick } from '../../shared/app/poll/tick.ts';
import { RESERVE_MS } from '../../shared/contracts/cadence.ts';
import { METRIC_NAMESPACE, type Told } from '../../shared/contracts/signals/names.ts';
import { lazy } from '../../shared/runtime/lazy.ts';
import { createTelemetry, observe } from '../../shared/runtime/observe.ts';
import { createContainer, type PollContainer } from './container.ts';

/** The tick: EventBridge starts it once a minute. */
export const createHandler = (container: () => PollContainer) => {
  const telemetry = createTelemetry<Told>({ service: 'poll', namespace: METRIC_NAMESPACE });

  return middy(async (_event: ScheduledEvent, context: Context): Promise<void> => {
    const deps = container();
    const deadline = deps.clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    // Lambda tries a failed tick again under the same request id, which holds the lease already
    await tick({ holder: context.awsRequestId, deadline }, { ...deps, observe: telemetry });
  }).use(observe(telemetry));
};

export const handler = createHandler(lazy(() => createContainer(process.env)));
