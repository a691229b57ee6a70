import { refuse } from '../http/answer.ts';
import type { ApiHandler } from './api-request.ts';
import { askedOf, pageAnswer } from './page.ts';

export const listDirectories: ApiHandler = (request) => {
  const { options, params, query } = request;
  if (params.get('orgId') !== options.orgId)
    throw refuse(options, 400, 'ADMIN-400-24', 'Bad Request', 'Organization not found');
  const all = options.directoryIds.map((directoryId, index) => ({ directoryId, sequence: index + 1 }));
  const limit = query.get('limit');
  const given = {
    ...(query.has('cursor') && { cursor: query.get('cursor') }),
    ...(limit !== null && { limit: Number(limit) }),
  };
  return pageAnswer(request, {
    asked: askedOf(request, given, () => ({}), 20),
    matching: all,
    all,
    render: ({ directoryId, sequence }) => ({ directoryId, name: `Directory ${sequence}` }),
  });
};
