import type { ShownRollout } from '../../../shared/contracts/operate/rollout/shown-rollout.ts';

/** How far a rollout is, in a few words. */
export const rolloutLine = ({ state, wave, waves, admitted, perDay }: ShownRollout): string =>
  `rollout ${state}, wave ${wave} of ${waves}, ${admitted} admitted, ${perDay} a day`;
