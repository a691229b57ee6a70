/** A plan that waits for a person. Holds never apply themselves. */
export interface Hold {
  readonly id: string;
  readonly workerKey: string;
  readonly target: string;
  readonly kind: HoldKind;
  /** A sentence for the person who decides; nothing personal. */
  readonly because: string;
  /** Digest of the plan: an approval applies only to this one. */
  readonly planDigest: string;
  /** Epoch ms. */
  readonly since: number;
  readonly decision?: {
    readonly verdict: 'approved' | 'rejected';
    readonly actor: string;
    readonly reason: string;
    readonly at: number;
  };
}

export type HoldKind =
  | 'leaver-limit'
  | 'removal-limit'
  | 'grant-limit'
  | 'administrator'
  | 'last-administrator'
  | 'unmanaged-leaver'
  | 'conflict'
  | 'protected'
  | 'hand-off'
  /** An account answers to an address of this worker, and to another worker. */
  | 'identity'
  /** HR said that somebody leaves, and no date that can be read. */
  | 'undated-ending'
  /** HR took back a statement that cannot be found. */
  | 'idle-cancellation'
  /** No rule gives a role any more. */
  | 'no-role';

export type DecidedHold = Hold & Required<Pick<Hold, 'decision'>>;

interface DecidedPeriod {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

export interface Holds {
  /** Writes the hold unless one with this id exists; answers the one that stands. */
  open(hold: Hold): Promise<Hold>;
  get(id: string): Promise<Hold | undefined>;
  /** Undecided ones, oldest first. */
  listOpen(limit: number): Promise<readonly Hold[]>;
  /** Those decided from one instant until before another, the earliest decision first, a page at a time. */
  listDecided(period: DecidedPeriod): Promise<{ readonly holds: readonly DecidedHold[]; readonly next?: string }>;
  /** Decides an undecided hold; `stale` when somebody was faster. */
  decide(id: string, decision: NonNullable<Hold['decision']>): Promise<'decided' | 'stale'>;
}
