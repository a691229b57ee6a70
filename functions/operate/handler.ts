import { default as middy } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

import { OPERATE_PATIENCE_MS, RESERVE_MS } from '../../shared/contracts/cadence.ts';
import { METRIC_NAMESPACE, type Told } from '../../shared/contracts/signals/names.ts';
import { httpAnswer, readHttpEvent } from '../../shared/runtime/http-event.ts';
import { lazy } from '../../shared/runtime/lazy.ts';
import { createTelemetry, observe } from '../../shared/runtime/observe.ts';
import { answerRequest } from './answer-request.ts';
import { createContainer, type OperateContainer } from './container.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** `POST /operate/{command}`, for AWS principals only. */
export const createHandler = (container: () => OperateContainer) => {
  const telemetry = createTelemetry<Told>({ service: 'operate', namespace: METRIC_NAMESPACE });

  return middy(async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const { path, body, caller } = readHttpEvent(event);
    const deps = { ...container(), observe: telemetry };
    const patience = Math.min(OPERATE_PATIENCE_MS, context.getRemainingTimeInMillis() - RESERVE_MS);
    const call = { deadline: deps.clock.now() + patience };
    const answer = await answerRequest({ command: path['command'] ?? '', body, caller }, { deps, call });
    return { ...httpAnswer(answer.status, answer.body), headers: JSON_TYPE };
  })
    .use(observe(telemetry))
    .onError((request) => {
      telemetry.count('OperateFailed');
      request.response = httpAnswer(503, '');
    });
};

export const handler = createHandler(lazy(() => createContainer(process.env)));
