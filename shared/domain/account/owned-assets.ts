/** What becomes of the assets that a leaver owns: they are listed for an operator, or handed over to the manager. */
export type LeaverAssets = 'report' | 'hand-over';

export interface OwnedAsset {
  readonly id: string;
  /** What people find it by. */
  readonly qualifiedName: string;
  /** It has no other owner, person or group. */
  readonly isSole?: boolean;
}

/** What an account owns on a target, as far as our credentials may see it. */
export interface OwnedAssets {
  readonly count: number;
  /** The first of them by id, at most 100. */
  readonly first: readonly OwnedAsset[];
}

/** What one look at the assets of an account saw; `unknown` where the target did not list them. */
export type SeenAssets = ({ readonly kind: 'listed' } & OwnedAssets) | { readonly kind: 'unknown' };

/** What is remembered of the assets that an ended account owns, as the last look saw them. */
export interface LeftAssets {
  /** Epoch ms of that look. */
  readonly at: number;
  /** Absent where the target did not list them. */
  readonly count?: number;
}
