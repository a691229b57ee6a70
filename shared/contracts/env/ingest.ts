import * as z from 'zod/mini';

import { nameVariable, urlVariable } from '../env.ts';

export const ingestEnv = z.object({
  LEDGER_TABLE: nameVariable,
  LIFECYCLE_QUEUE_URL: urlVariable,
  /** What precedes a connection's name in the name of its secret. */
  CONNECTION_SECRET_PREFIX: nameVariable,
});
