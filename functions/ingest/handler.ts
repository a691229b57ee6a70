import { default as middy } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

import { ingest } from '../../shared/app/ingest/ingest.ts';
import { METRIC_NAMESPACE, type Told } from '../../shared/contracts/signals/names.ts';
import { httpAnswer, readHttpEvent } from '../../shared/runtime/http-event.ts';
import { lazy } from '../../shared/runtime/lazy.ts';
import { createTelemetry, observe } from '../../shared/runtime/observe.ts';
import { createContainer, type IngestContainer } from './container.ts';

/** `POST /events` for AWS principals, `POST /hooks/{connection}` for all others. */
export const createHandler = (container: () => IngestContainer) => {
  const telemetry = createTelemetry<Told>({ service: 'ingest', namespace: METRIC_NAMESPACE });

  return middy(async (event: APIGatewayProxyEventV2) => {
    const { route, path, headers, body, caller } = readHttpEvent(event);
    const { status, body: text } = await ingest(
      {
        door: route === 'POST /events' ? 'events' : 'hooks',
        connection: path['connection'],
        headers,
        body,
        isAwsSigned: caller !== undefined,
      },
      { ...container(), observe: telemetry },
    );
    return httpAnswer(status, text);
  })
    .use(observe(telemetry))
    .onError((request) => {
      telemetry.count('DeliveryFailed');
      request.response = httpAnswer(503, '');
    });
};

export const handler = createHandler(lazy(() => createContainer(process.env)));
