import type { Worker } from './worker.ts';

/** The worker without what operators said to keep access that HR ended. */
export const byHrsWords = <One extends Pick<Worker, 'overrides'>>(worker: One): One => ({
  ...worker,
  overrides: worker.overrides.filter(({ kind }) => kind !== 'access_kept'),
});
