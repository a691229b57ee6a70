import * as z from 'zod/mini';

import { nameVariable, urlVariable } from '../env.ts';

export const operateEnv = z.object({
  LEDGER_TABLE: nameVariable,
  LIFECYCLE_QUEUE_URL: urlVariable,
  /** What precedes a target's name in the name of its secret. */
  TARGET_SECRET_PREFIX: nameVariable,
});
