import type { Context } from 'aws-lambda';

import type { Birth, FromProcess, FunctionError, Invocation, ToProcess } from './protocol.ts';

/**
 * What Lambda's runtime is to a function: loads its bundle, hands it one event after the other, and tells what came of each. It runs in
 * the function's own process and ends with the local cloud, whatever way that ends.
 */
type Handler = (event: unknown, context: Context) => unknown;

const birth: Birth = JSON.parse(process.argv[2] ?? '');
const tell = (message: FromProcess) => void process.send?.(message);
process.on('disconnect', () => process.exit(0));

function errorOf(error: unknown): FunctionError {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: 'Unknown', errorMessage: String(error) };
}

function contextOf({ requestId, deadline }: Invocation): Context {
  const environment = process.env;
  const functionName = environment['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${environment['AWS_REGION']}:000000000000:function:${functionName}`,
    memoryLimitInMB: environment['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
    awsRequestId: requestId,
    logGroupName: environment['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '',
    logStreamName: environment['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

async function load(): Promise<Handler> {
  const loaded: object = await import(birth.module);
  const handler: unknown = Reflect.get(loaded, birth.export);
  if (!isHandler(handler)) throw new Error(`the bundle exports no function ${birth.export}`);
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

try {
  const handler = await load();
  process.on('message', (message: ToProcess) => {
    if (message.kind === 'invoke') void answer(handler, message);
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'unfit', error: errorOf(error) });
}

async function answer(handler: Handler, invocation: Invocation): Promise<void> {
  const { requestId } = invocation;
  try {
    const result: unknown = await handler(invocation.event, contextOf(invocation));
    tell({ kind: 'done', requestId, result });
  } catch (error) {
    tell({ kind: 'failed', requestId, error: errorOf(error) });
  }
}
