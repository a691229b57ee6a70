import type { DeployedFunction } from '../template/deployed/deployed-function.ts';
import { PLACE } from '../template/place.ts';

/** Who signs as what. A function's process has a key of its own, by which the gateway knows it. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Exactly the variables of the template, and what Lambda itself sets. */
export function environmentOf(
  { name, environment, memoryMb, logGroup, handler, folder }: DeployedFunction,
  { key, gateway, stream }: { readonly key: Key; readonly gateway: string; readonly stream: string },
): Readonly<Record<string, string>> {
  return {
    ...environment,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: folder,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_REGION: PLACE.region,
    AWS_DEFAULT_REGION: PLACE.region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: stream,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    // the one thing that Lambda does not set: where AWS is
    AWS_ENDPOINT_URL: gateway,
  };
}
