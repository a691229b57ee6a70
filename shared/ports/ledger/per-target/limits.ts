/** Places in a rolling window, counted in distinct workers, all in one item a target and kind. */
export interface Limits {
  /** Takes a place for a worker unless `max` others have one since `now - windowMs`. A worker who has one keeps it. Epoch ms. */
  reserve(place: Place): Promise<'reserved' | 'full'>;
  /** How many distinct workers have a place now. */
  count(target: string, kind: string, since: number): Promise<number>;
}

export interface Place {
  readonly target: string;
  readonly kind: string;
  readonly workerKey: string;
  readonly now: number;
  readonly windowMs: number;
  readonly max: number;
}
