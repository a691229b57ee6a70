import type { Clock } from '../../ports/clock.ts';
import type { Secret } from '../../ports/secret.ts';

/** The same secret, refreshed at most once in `gapMs`: a sender of forgeries cannot cause many reads of the store. */
export function limitedRefresh<T>(secret: Secret<T>, clock: Clock, gapMs: number): Secret<T> {
  let refreshedAt = Number.NEGATIVE_INFINITY;
  return {
    get: () => secret.get(),
    refresh: async () => {
      if (clock.now() - refreshedAt < gapMs) return secret.get();
      refreshedAt = clock.now();
      return secret.refresh();
    },
  };
}
