import type { Worker } from '../../../domain/worker/worker.ts';

/** Names an override by its worker and the version before it, so that the id leads to the worker; of several at once each by its place. */
export const overrideId = ({ key, version }: Pick<Worker, 'key' | 'version'>, place = 0): string =>
  `ovr_${key}_${version}${place === 0 ? '' : `-${place}`}`;

/** Whose override an id names; undefined for a text that is none. */
export const workerOfOverride = (id: string): string | undefined => /^ovr_(.+)_\d+(?:-\d+)?$/.exec(id)?.[1];
