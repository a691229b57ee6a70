import { fieldsOf, filledText } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { badRequest, notFound } from '../../http/answer.ts';
import { fits, UnknownQuery } from '../../query/dsl.ts';
import { findUser } from '../../tenant/tenant.ts';
import type { WorkflowRun } from '../../tenant/workflow-run.ts';
import type { ApiHandler } from '../api-request.ts';

/** What became of workflows that were submitted, newest first. */
export const searchRuns: ApiHandler = ({ view, body }) => {
  const dsl = fieldsOf(body, 'body');
  const query = dsl.optional('query', (value) => value) ?? { match_all: {} };
  try {
    const runs = Array.from(view.runs.values()).filter((run) => fits(query, valuesOf(run)));
    const hits = runs
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .map((run) => ({ _id: run.id, _source: shownRun(run) }));
    return ok({ hits: { total: { value: hits.length, relation: 'eq' }, hits } });
  } catch (error) {
    if (error instanceof UnknownQuery) return badRequest(`400 Bad Request: ${error.message}`);
    throw error;
  }
};

/** Gives a workflow, not an asset, to another user. */
export const changeOwnership: ApiHandler = ({ tenant, params, body, now }) => {
  const run = tenant.runs.get(params.get('name') ?? '');
  if (run === undefined) return notFound('Could not find workflow');
  const username = fieldsOf(body, 'body').required('username', filledText);
  if (findUser(tenant.users, (user) => user.username === username) === undefined) return notFound('User not found');
  const changed: WorkflowRun = { ...run, creator: username };
  tenant.runs.put(changed, now);
  return ok({ metadata: shownRun(changed).metadata, spec: {}, payload: [] });
};

const valuesOf =
  ({ id, phase, creator }: WorkflowRun) =>
  (field: string): readonly string[] => {
    switch (field) {
      case 'spec.workflowTemplateRef.name':
      case 'spec.workflowTemplateRef.name.keyword':
      case 'metadata.name':
      case 'metadata.name.keyword':
        return [id];
      case 'status.phase':
      case 'status.phase.keyword':
        return [phase];
      case 'metadata.annotations.creator':
        return [creator];
      default:
        return [];
    }
  };

const shownRun = ({ id, phase, creator, startedAt, finishedAt }: WorkflowRun) => ({
  metadata: { name: id, namespace: 'default', annotations: { creator } },
  spec: { workflowTemplateRef: { name: id } },
  status: {
    phase,
    startedAt: new Date(startedAt).toISOString(),
    ...(finishedAt !== undefined && { finishedAt: new Date(finishedAt).toISOString() }),
  },
});
