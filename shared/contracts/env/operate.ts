import * as z from 'zod/mini';

import { nameVariable, urlVariable } from '../env.ts';

export const operateEnv = z.object({
  LEDGER_TABLE: nameVariable,
  LIFECYCLE_QUEUE_URL: urlVariable,
  DEAD_LETTER_QUEUE_URL: urlVariable,
  /** UUID of the event source mapping that hands the lifecycle queue to provision. */
  INTAKE_MAPPING_ID: nameVariable,
  /** What precedes a command in the name of its runbook document. */
  DOCUMENT_PREFIX: nameVariable,
  /** What precedes a target's name in the name of its secret. */
  TARGET_SECRET_PREFIX: nameVariable,
});
