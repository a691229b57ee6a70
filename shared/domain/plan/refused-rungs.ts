import type { Refusal } from '../worker/worker.ts';

/** A rung of the leaver ladder that a target may refuse: to disable at all, or to disable without its channel. */
export type Rung = 'disable' | 'disable-without-channel';

/** What is remembered as refused of a worker's endings. */
export interface RefusedRungs {
  readonly isRefused: boolean;
  /** Only the channel of the target may still end the sign-in. */
  readonly isRefusedWithout?: boolean;
}

export const refusedRungs = (refusals: readonly Pick<Refusal, 'rung'>[]): RefusedRungs => {
  const has = (one: Rung) => refusals.some(({ rung }) => rung === one);
  return { isRefused: has('disable'), isRefusedWithout: has('disable-without-channel') };
};

/** The refusals with one more, in the place of what was remembered of the same rung. */
export const withRefusal = (
  refusals: readonly Refusal[],
  refusal: Refusal & { readonly rung: Rung },
): readonly Refusal[] => [...refusals.filter(({ rung }) => rung !== refusal.rung), refusal];
