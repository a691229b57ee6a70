import * as z from 'zod/mini';

import { nameVariable, urlVariable } from '../env.ts';

export const pollEnv = z.object({
  LEDGER_TABLE: nameVariable,
  LIFECYCLE_QUEUE_URL: urlVariable,
  EVENT_BUS_NAME: nameVariable,
  /** Where the ends of the chains are kept. */
  EVIDENCE_BUCKET: nameVariable,
  /** What precedes a target's name in the name of its secret. */
  TARGET_SECRET_PREFIX: nameVariable,
});
