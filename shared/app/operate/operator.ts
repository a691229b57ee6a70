import { type Asking, conflict } from './deps.ts';

const SESSION = /^arn:[^:]*:sts::\d*:assumed-role\/[^/]+\/(.+)$/;

/** The operator behind a principal as people know them: the mapped name, else the session of an assumed role, else what AWS says. */
export function operatorName({ actor, deps: { operators } }: Asking): string {
  return settingsOf(actor, operators)?.name ?? sessionOf(actor);
}

export const ABOUT_HIMSELF = conflict('Nobody decides about himself; ask somebody else to');

/** Whether the configuration says that the operator is this worker. */
export async function isAboutHimself(workerKey: string, { actor, deps }: Asking): Promise<boolean> {
  const own = settingsOf(actor, deps.operators)?.worker;
  return own !== undefined && (await deps.ledger.links.workerOf(own)) === workerKey;
}

const sessionOf = (actor: string): string => SESSION.exec(actor)?.[1] ?? actor;

function settingsOf(actor: string, operators: Asking['deps']['operators']) {
  const key = [actor, sessionOf(actor)].find((name) => Object.hasOwn(operators, name));
  return key === undefined ? undefined : operators[key];
}
