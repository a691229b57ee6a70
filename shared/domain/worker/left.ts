/** How our last receipt left an account. A field that is missing is not known. */
export interface Left {
  readonly enabled?: boolean;
  readonly role?: string;
  /** Its worker's access has ended here: a sign-in with it must not be possible. */
  readonly hasEnded: boolean;
}

/** What one commit of a worker says of an account; without `left` it has nothing to do with the worker any more. */
export interface LeftChange {
  readonly accountId: string;
  readonly workerKey: string;
  /** The worker's version that says so: a greater one knows better. */
  readonly version: number;
  readonly left?: Left;
  /** It is not ours: it answered to an address of this leaver, and may be their way back. */
  readonly isForeign?: boolean;
}
