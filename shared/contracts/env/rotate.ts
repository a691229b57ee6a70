import * as z from 'zod/mini';

import { nameVariable } from '../env.ts';

export const rotateEnv = z.object({
  /** What precedes a target's name in the name of its secret. */
  TARGET_SECRET_PREFIX: nameVariable,
});
