import type { NotDone } from '../outcome.ts';
import type { Refusal } from '../worker/worker.ts';
import type { Action } from './action.ts';

/** A rung of the leaver ladder that a target may refuse: to disable at all, to disable without its channel, to end what goes on beyond it, to revoke a token, or to hand assets over. */
export type Rung = 'disable' | 'disable-without-channel' | 'disable-beyond' | 'revoke-token' | 'hand-over-assets';

/** What is remembered as refused of a worker's endings. */
export interface RefusedRungs {
  readonly isRefused: boolean;
  /** Only the channel of the target may still end the sign-in. */
  readonly isRefusedWithout?: boolean;
  /** What is left to end beyond the target. */
  readonly isBeyondRefused?: boolean;
  readonly isRevokeRefused?: boolean;
  readonly isHandOverRefused?: boolean;
}

export const refusedRungs = (refusals: readonly Pick<Refusal, 'rung'>[]): RefusedRungs => {
  const has = (one: Rung) => refusals.some(({ rung }) => rung === one);
  return {
    isRefused: has('disable'),
    isRefusedWithout: has('disable-without-channel'),
    isBeyondRefused: has('disable-beyond'),
    isRevokeRefused: has('revoke-token'),
    isHandOverRefused: has('hand-over-assets'),
  };
};

/** The refusals with one more, in the place of what was remembered of the same rung. */
export const withRefusal = (
  refusals: readonly Refusal[],
  refusal: Refusal & { readonly rung: Rung },
): readonly Refusal[] => [...refusals.filter(({ rung }) => rung !== refusal.rung), refusal];

/** The rung that a refused step was. */
export const rungOf = ({ kind }: Pick<Action, 'kind'>, { isBeyond }: Extract<NotDone, { kind: 'refused' }>): Rung =>
  kind === 'revoke-token' || kind === 'hand-over-assets' ? kind : isBeyond ? 'disable-beyond' : 'disable';
