import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

import { PermanentError, RetryableError } from '../domain/failure.ts';

/** Ids and counts. Never a body, a name or an address. */
type LogIds = Readonly<Record<string, string | number | boolean>>;

/** The names of lines, by level. */
export type Lines = Readonly<Record<'info' | 'warn' | 'error', string>>;

export interface Log<Names extends Lines = Lines> {
  info(event: Names['info'], ids?: LogIds): void;
  warn(event: Names['warn'], ids?: LogIds): void;
  error(event: Names['error'], ids?: LogIds): void;
  /** Ids that every line of this invocation carries. */
  during(context: Context): void;
}

/** One JSON line for each event, on stdout. `service` names the function. */
export function createLog<Names extends Lines>(service: string): Log<Names> {
  const logger = new Logger({ serviceName: service });
  return {
    info: (event, ids = {}) => logger.info(event, { ids }),
    warn: (event, ids = {}) => logger.warn(event, { ids }),
    error: (event, ids = {}) => logger.error(event, { ids }),
    during: (context) => logger.addContext(context),
  };
}

/** An error for a log line. Our own failures quote nothing; anything else may, so only its name is logged. */
export function reasonOf(error: unknown): string {
  if (error instanceof PermanentError || error instanceof RetryableError) return error.message;
  return error instanceof Error ? `unexpected ${error.name}` : 'unexpected';
}
