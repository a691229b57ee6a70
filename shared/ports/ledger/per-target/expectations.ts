import type { Expectation } from '../../../domain/expectation/expectation.ts';

export type Announcement = Omit<Expectation, 'countedAt' | 'ended'>;

type Announced =
  | { readonly kind: 'announced'; readonly expectation: Expectation }
  /** One for the same target, kind and cohort is still in force. */
  | { readonly kind: 'stands'; readonly expectation: Expectation }
  /** The target has as many as are kept. */
  | { readonly kind: 'full' };

/** What operators announced of a target, one item a kind and cohort; their places are counted by `Limits`. Kept for 90 days after `until`. */
export interface Expectations {
  /** All that are kept, in no order; at most 100 a target. */
  list(target: string): Promise<readonly Expectation[]>;
  announce(announcement: Announcement): Promise<Announced>;
  /** Ends the announcement of a target by its id, if it is not ended yet; answers it as it is now, undefined where there is none. */
  end(target: string, id: string, ended: NonNullable<Expectation['ended']>): Promise<Expectation | undefined>;
}
