import type { NotDone } from '../outcome.ts';
import type { Refusal } from '../worker/worker.ts';

/** A rung of the leaver ladder that a target may refuse: to disable at all, to disable without its channel, or to end what goes on beyond it. */
export type Rung = 'disable' | 'disable-without-channel' | 'disable-beyond';

/** What is remembered as refused of a worker's endings. */
export interface RefusedRungs {
  readonly isRefused: boolean;
  /** Only the channel of the target may still end the sign-in. */
  readonly isRefusedWithout?: boolean;
  /** What is left to end beyond the target. */
  readonly isBeyondRefused?: boolean;
}

export const refusedRungs = (refusals: readonly Pick<Refusal, 'rung'>[]): RefusedRungs => {
  const has = (one: Rung) => refusals.some(({ rung }) => rung === one);
  return {
    isRefused: has('disable'),
    isRefusedWithout: has('disable-without-channel'),
    isBeyondRefused: has('disable-beyond'),
  };
};

/** The refusals with one more, in the place of what was remembered of the same rung. */
export const withRefusal = (
  refusals: readonly Refusal[],
  refusal: Refusal & { readonly rung: Rung },
): readonly Refusal[] => [...refusals.filter(({ rung }) => rung !== refusal.rung), refusal];

/** The rung that a refused ending was. */
export const rungOf = ({ isBeyond }: Extract<NotDone, { kind: 'refused' }>): Rung =>
  isBeyond ? 'disable-beyond' : 'disable';
