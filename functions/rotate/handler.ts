import { default as middy } from '@middy/core';
import type { Context, SecretsManagerRotationEvent } from 'aws-lambda';
import { rotate } from '../../shared/app/rotate/rotate.ts';
import { RESERVE_MS } from '../../shared/contracts/cadence.ts';
import { METRIC_NAMESPACE, type Told } from '../../shared/contracts/signals/names.ts';
import { lazy } from '../../shared/runtime/lazy.ts';
import { createTelemetry, observe } from '../../shared/runtime/observe.ts';
import { createContainer, type RotateContainer } from './container.ts';

/** One step of a rotation: Secrets Manager asks for four, one after the other. */
export const createHandler = (container: () => RotateContainer) => {
  const telemetry = createTelemetry<Told>({ service: 'rotate', namespace: METRIC_NAMESPACE });

  return middy(async (event: SecretsManagerRotationEvent, context: Context): Promise<void> => {
    const { SecretId: secretId, ClientRequestToken: version, Step: step } = event;
    const deps = { ...container(), observe: telemetry };
    const deadline = deps.clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    await rotate({ secretId, version, step }, deps, { deadline });
  }).use(observe(telemetry));
};

export const handler = createHandler(lazy(() => createContainer(process.env)));
