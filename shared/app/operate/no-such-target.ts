import { notFound, type OperateDeps } from './deps.ts';

/** The answer to a target that nobody configured, with those that are. */
export const noSuchTarget = ({ targets }: Pick<OperateDeps, 'targets'>) =>
  notFound(`The configuration has no such target; it has ${targets.map(({ target }) => target.name).join(', ')}`);
