import { withMint } from '../../../../shared/app/rotate/rotating.ts';
import { rotation } from '../functions-in-memory.ts';
import type { Fires } from '../situations.ts';

export const FIRES: Fires = {
  'rotation-failed': {
    rotate: async (deployed) => {
      const silent = { kind: 'retryable', because: 'no answer came' } as const;
      await rotation(
        deployed,
        withMint(() => ({ survey: async () => silent })),
      );
    },
  },
};
