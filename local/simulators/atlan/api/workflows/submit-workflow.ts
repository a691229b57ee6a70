import { isObject } from '../../../kit/decode.ts';
import { ok } from '../../../kit/http/answer.ts';
import { badRequest, forbiddenAccount, notFound } from '../../http/answer.ts';
import { isTrue } from '../../query/list-answer.ts';
import { WORKFLOW_SERVICE } from '../../tenant/events/actor.ts';
import { removeUser } from '../../tenant/tenant.ts';
import { accountState } from '../../tenant/user.ts';
import type { WorkflowRun } from '../../tenant/workflow-run.ts';
import type { ApiHandler } from '../api-request.ts';

/** Removes a user and the API tokens they created, and gives to another user what they alone owned. Only an administrator in person may, or an OAuth client in that role, and not another administrator. */
export const submitWorkflow: ApiHandler = ({ tenant, body, caller, options, query, now }) => {
  if (options.removalWorkflow === 'gone') return notFound('no such path');
  const parameters = deleteUserParameters(body);
  if (parameters === undefined)
    return badRequest('400 Bad Request: only the workflow template atlan-delete-user is known here');
  if (caller.kind === 'token')
    return forbiddenAccount('Users can only be removed with the bearer token of an admin user.');
  const user = tenant.users.get(parameters.get('user-id') ?? '');
  const transferee = tenant.users.get(parameters.get('transfer-assets-to-user-id') ?? '');
  if (user === undefined) return notFound('User not found');
  if (user.workspaceRole === '$admin') return forbiddenAccount('An admin cannot remove another admin.');
  if (transferee === undefined || transferee.id === user.id || accountState(transferee) !== 'active') {
    return badRequest('400 Bad Request: the user who takes over the assets must be an active one');
  }
  if (isTrue(query.get('submit') ?? 'false')) {
    const name = at(body, 'metadata', 'name');
    const id = typeof name === 'string' ? name : tenant.guid();
    const run: WorkflowRun = { id, phase: 'Running', creator: caller.username, startedAt: now };
    tenant.runs.put(run, now);
    const isFailing = options.removalWorkflow === 'fails';
    tenant.later(now + options.removalSeconds * 1000, (then) => {
      if (!isFailing) tenant.events.by(WORKFLOW_SERVICE, () => removeUser(tenant, user, then, transferee));
      const phase = isFailing ? 'Failed' : 'Succeeded';
      tenant.runs.put({ ...(tenant.runs.get(id) ?? run), phase, finishedAt: then }, then);
    });
    tenant.settle(now);
  }
  const { metadata, spec } = isObject(body) ? body : {};
  return ok({ metadata, spec, payload: [] });
};

/** The parameters in `spec.templates[].dag.tasks[].arguments`, or undefined when the task is not delete-user. */
function deleteUserParameters(body: unknown): ReadonlyMap<string, string> | undefined {
  const task = items(at(body, 'spec', 'templates'))
    .flatMap((template) => items(at(template, 'dag', 'tasks')))
    .find((task) => at(task, 'templateRef', 'name') === 'atlan-delete-user');
  if (task === undefined) return undefined;
  const pairs = items(at(task, 'arguments', 'parameters')).map((parameter) => [
    at(parameter, 'name'),
    at(parameter, 'value'),
  ]);
  return new Map(pairs.map(([name, value]) => [String(name), String(value)]));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
