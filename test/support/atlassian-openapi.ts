import { expect } from 'vitest';
import type { Exchange } from './atlassian-exchanges.ts';
import { OPENAPI_DIR, openapiDocument } from './openapi-document.ts';
import { type Checked, openapiValidator } from './openapi-validator.ts';

const ORGANIZATIONS = openapiDocument('atlassian-admin-organization.2026-08-21.users-groups.openapi.json');
const USER_MANAGEMENT = openapiDocument('atlassian-admin-user-management.2026-08.openapi.json');

/** Undefined where the vendor's documents are not there: then nothing is checked, and the reason is printed once. */
export const checkAtlassian =
  ORGANIZATIONS && USER_MANAGEMENT
    ? openapiValidator([
        { document: ORGANIZATIONS, base: '/admin' },
        { document: USER_MANAGEMENT, base: '' },
      ])
    : undefined;

export const WHY_NOT = `Atlassian's OpenAPI documents are not in ${OPENAPI_DIR}, so nothing is held against them; set OPENAPI_DIR`;
if (!checkAtlassian) process.stderr.write(`${WHY_NOT}\n`);

interface Deviation {
  /** For people: what differs, and why it is right all the same. */
  readonly what: string;
  readonly covers: (checked: Checked, violation: string, exchange: Exchange) => boolean;
}

/** The shapes of errors that the documents do not refer to; and a body that is none. */
const OTHER_SHAPES = /^$|^\{"(code":\d+,"message|timestamp|key)"/;

/** Where the client or the simulator leaves the documents on purpose. Everything else is a mistake. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    what: 'Suspend and restore are sent with an empty JSON body, which the documents do not describe: without one Atlassian answers 415.',
    covers: ({ operation }, violation) =>
      /\/(suspend|restore)$/.test(operation) && violation === 'request body {} is not described',
  },
  {
    what: 'A POST without a content type is answered 415, a status the documents do not list.',
    covers: ({ status }, violation) => status === 415 && violation === 'status 415 is not described',
  },
  {
    what: 'The gateway before the services words its errors {code, message}, and the services have two more shapes: the documents refer to one.',
    covers: ({ status }, violation, { answer }) =>
      status >= 400 && violation.startsWith('answer') && OTHER_SHAPES.test(answer.body),
  },
  {
    what: 'An endpoint of version 1 that ended is in no document, and answers 410 or 404.',
    covers: ({ operation, status }, violation) =>
      operation.includes('/v1/') && [404, 410].includes(status) && violation === 'the operation is not described',
  },
  {
    what: 'The roles of a user may be a list in a list: the documents say a list, and their own example shows the other.',
    covers: (_checked, violation) => /^answer\/data(\/\d+)?\/platformRoles\//.test(violation),
  },
  {
    what: 'A customer account of Jira Service Management is no kind that the documents list, and answers to the same e-mail.',
    covers: (_checked, violation) => /^answer\/data\/\d+\/accountType /.test(violation),
  },
  {
    what: 'The search for groups may be missing (405, 410), or a restore find no seat (409): no document says it, and the client copes.',
    covers: ({ operation, status }, violation) =>
      /\/(groups\/search|restore)$/.test(operation) && violation === `status ${status} is not described`,
  },
];

interface Judged extends Checked {
  /** What is left of the violations when the deviations are taken away. */
  readonly mistakes: readonly string[];
  readonly deviations: readonly Deviation[];
}

/** One exchange against the documents; undefined where they are not there. */
export function judge(exchange: Exchange): Judged | undefined {
  const checked = checkAtlassian?.(exchange);
  if (!checked) return undefined;
  const found = checked.violations.map((violation) => ({
    violation,
    deviation: DEVIATIONS.find(({ covers }) => covers(checked, violation, exchange)),
  }));
  return {
    ...checked,
    mistakes: found.flatMap(({ violation, deviation }) => (deviation ? [] : [violation])),
    deviations: [...new Set(found.flatMap(({ deviation }) => deviation ?? []))],
  };
}

/** Every request that was sent and every answer that was given is as Atlassian's documents say. */
export function expectDocumented(exchanges: readonly Exchange[]): void {
  const mistakes = exchanges
    .flatMap((exchange) => judge(exchange) ?? [])
    .flatMap(({ operation, status, mistakes }) => mistakes.map((mistake) => `${operation} ${status}: ${mistake}`));
  expect([...new Set(mistakes)]).toEqual([]);
}
