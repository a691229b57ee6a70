import { type Deviation, judgeByFiles } from './openapi/judge.ts';

/** The shapes of errors that the documents do not refer to; and a body that is none. */
const OTHER_SHAPES = /^$|^\{"(code":\d+,"message|timestamp|key)"/;

/** Where the client or the simulator leaves the documents on purpose. Everything else is a mistake. */
const DEVIATIONS: readonly Deviation[] = [
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

/** Atlassian's documents of organizations and of user management. */
export const ATLASSIAN_DOCUMENTS = judgeByFiles(
  'Atlassian',
  {
    'atlassian-admin-organization.2026-08-21.users-groups.openapi.json': '/admin',
    'atlassian-admin-user-management.2026-08.openapi.json': '',
  },
  DEVIATIONS,
);
