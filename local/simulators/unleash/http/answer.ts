import { randomUUID } from 'node:crypto';

import { type Answer, json, Refused } from '../../kit/http/answer.ts';

const INVALID = 'Request validation failed: your request body or params contain invalid data';

interface Detail {
  readonly message: string;
  readonly path?: string;
}

/** What Unleash's services say; such errors have no id. */
export const serviceError = (
  status: number,
  name: string,
  message: string,
  details: readonly Detail[] = [{ message }],
): Answer => json(status, { name, message, details });

/** What the framework before the services says; such errors have an id. */
export const frameworkError = (
  status: number,
  name: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Answer => json(status, { id: randomUUID(), name, message, details: [{ message }], ...more });

/** 400 of a service. */
export const badData = (message: string): Refused =>
  new Refused(serviceError(400, 'BadDataError', `${INVALID}: ${message}`, [{ message }]));

/** 400 of the check against the schema of a request. */
export const badRequest = (path: string, message: string): Refused =>
  new Refused(
    json(400, {
      id: randomUUID(),
      name: 'BadDataError',
      message: `${INVALID}. Refer to the \`details\` list for more information.`,
      details: [{ path, message }],
    }),
  );

export const notFound = (message: string): Refused => new Refused(serviceError(404, 'NotFoundError', message));

export const noSuchPath = (path: string): Answer =>
  frameworkError(404, 'NotFoundError', `The path you were looking for (${path}) is not available.`);

/** A database error, told with its statement. */
export const unknownError = (message: string): Refused => new Refused(serviceError(500, 'UnknownError', message));

/** The web interface, which is served for every path that nothing else is at. */
export const spa: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html lang="en"><head><title>Unleash</title></head><body><div id="app"></div></body></html>',
};
