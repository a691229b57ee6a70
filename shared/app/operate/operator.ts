import type { Worker } from '../../domain/worker/worker.ts';
import { conflict, type OperatorRequest } from './deps.ts';

const SESSION = /^arn:[^:]*:sts::\d*:assumed-role\/[^/]+\/(.+)$/;

/** The operator behind a principal as people know them: the mapped name, else the session of an assumed role, else what AWS says. */
export const operatorName = ({ actor, deps: { operators } }: OperatorRequest): string => actorName(actor, operators);

/** The same of an operator who was written down earlier: a name that the configuration has been given since counts. */
export const actorName = (actor: string, operators: OperatorRequest['deps']['operators']): string =>
  settingsOf(actor, operators)?.name ?? sessionOf(actor);

/** The operator whose override a rule names; undefined for any other rule. */
export const overriderOf =
  ({ overrides }: Pick<Worker, 'overrides'>, operators: OperatorRequest['deps']['operators']) =>
  (rule: string): string | undefined => {
    const id = /^override (.+)$/.exec(rule)?.[1];
    const override = overrides.find((one) => one.id === id);
    return override && actorName(override.actor, operators);
  };

export const OWN_ACCESS = conflict('You cannot approve a change to your own access; ask another operator');

export const OWN_REQUEST = conflict('You asked for this yourself; ask another operator to approve it');

/** Whether the configuration says that the operator is this worker. */
export const isAboutOwnAccess = async (workerKey: string, request: OperatorRequest): Promise<boolean> =>
  (await ownWorker(request)) === workerKey;

/** The key of the worker that the operator is, where the configuration says so and HR has spoken of that worker. */
export async function ownWorker({ actor, deps }: OperatorRequest): Promise<string | undefined> {
  const own = settingsOf(actor, deps.operators)?.worker;
  return own === undefined ? undefined : deps.ledger.links.workerOf(own);
}

const sessionOf = (actor: string): string => SESSION.exec(actor)?.[1] ?? actor;

function settingsOf(actor: string, operators: OperatorRequest['deps']['operators']) {
  const key = [actor, sessionOf(actor)].find((name) => Object.hasOwn(operators, name));
  return key === undefined ? undefined : operators[key];
}
