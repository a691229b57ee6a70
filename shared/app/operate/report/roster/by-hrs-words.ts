import type { Worker } from '../../../../domain/worker/worker.ts';

/** The worker without what operators said to keep access that HR ended. */
export const byHrsWords = (worker: Worker): Worker => ({
  ...worker,
  overrides: worker.overrides.filter(({ kind }) => kind !== 'access_kept'),
});
