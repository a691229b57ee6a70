import { type Deviation, judgeByFiles } from './openapi/judge.ts';

/** Fields of errors beside `id`, `name` and `message`, by which the client reads what an error is about. */
const MORE_OF_ERRORS = /^answer must NOT have additional properties \((details|permissions|path|type|defaultHidden)\)$/;
const OF_ADMIN_TOKENS =
  /^answer\/user must (have required property 'id'|NOT have additional properties \((type|secret|projects|environment|internalAdminTokenUserId)\))$/;

/** Where the client, the simulator or the server itself leaves the documents on purpose. Everything else is a mistake. */
export const UNLEASH_DEVIATIONS: readonly Deviation[] = [
  {
    what: 'Errors have `details` and, by their kind, `permissions`, `path`, `type` or `defaultHidden`: the documents describe three fields, and do not say that there are no others.',
    covers: ({ status }, violation) => status >= 400 && MORE_OF_ERRORS.test(violation),
  },
  {
    what: 'A member of a group has the field `isAPI`, which the code writes and the documents do not describe.',
    covers: (_checked, violation) => violation.endsWith('/user must NOT have additional properties (isAPI)'),
  },
  {
    what: 'The user of a deprecated admin token is the token itself, its secret among it, and has no id: recorded of the real server.',
    covers: ({ operation, status }, violation) =>
      operation === 'GET /api/admin/user' && status === 200 && OF_ADMIN_TOKENS.test(violation),
  },
  {
    what: 'The open source edition answers 404 for the paths that it does not have.',
    covers: ({ operation, status }, violation) =>
      status === 404 &&
      (violation === 'the operation is not described' || /^GET \/api\/admin\/(groups|roles)$/.test(operation)) &&
      violation.endsWith('not described'),
  },
  {
    what: 'The permissions of one user name their groups beside what the documents describe; the documents call the path experimental.',
    covers: ({ operation }, violation) =>
      operation.endsWith('/permissions') && /^answer\/overview .*\(groups\)$/.test(violation),
  },
  {
    what: 'Statuses that no document lists: 429 of the limit of new users, 415 without a content type, 500 with what the database said, 404 of a thing that is gone, 400 of an id that is no number.',
    covers: ({ status }, violation) =>
      [400, 404, 415, 429, 500].includes(status) && violation === `status ${status} is not described`,
  },
];

/** Unleash's documents: of the open source edition 8.2.0 for users, of Enterprise 7.5.0 for groups. */
export const UNLEASH_DOCUMENTS = judgeByFiles(
  'Unleash',
  { 'unleash-oss-8.2.0-users.openapi.json': '', 'unleash-enterprise-7.5.0-users-groups.openapi.json': '' },
  UNLEASH_DEVIATIONS,
);
