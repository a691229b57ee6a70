import type { Decision, Hold } from '../../../domain/worker/hold.ts';

export type { Hold, HoldKind } from '../../../domain/worker/hold.ts';

export type DecidedHold = Hold & Required<Pick<Hold, 'decision'>>;

interface DecidedPeriod {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** One opening of a hold. */
export type Opening = Pick<Hold, 'id' | 'since'>;

/** Every write is safe to repeat, however late: one about an earlier opening than the stored one changes nothing. */
export interface Holds {
  /**
   * Writes the hold unless one with this id is open. One that is closed, or whose decision is over at its `since`, is opened again by a
   * later `since`; what was decided before stays among the decided. Answers `opened` for the stored, undecided opening, also where
   * an earlier call wrote it: the process that reports it may have ended in between.
   */
  open(hold: Hold): Promise<'opened' | 'stands'>;
  get(id: string): Promise<Hold | undefined>;
  /** Undecided ones, oldest first. */
  listOpen(limit: number): Promise<readonly Hold[]>;
  /** Endings that a person rejected and has to bring about themselves, until they are closed; oldest first. */
  listLeftToPersons(limit: number): Promise<readonly Hold[]>;
  /** Those decided from one instant until before another, the earliest decision first, a page at a time. */
  listDecided(period: DecidedPeriod): Promise<{ readonly holds: readonly DecidedHold[]; readonly next?: string }>;
  /** Decides an undecided hold; `stale` when another operator decided first, or when it is closed. */
  decide(id: string, decision: Decision): Promise<'decided' | 'stale'>;
  /** Closes one opening of a hold, decided or not. */
  close(opening: Opening, closed: NonNullable<Hold['closed']>): Promise<void>;
}
