/** How our last receipt left an account. A field that is missing is not known. */
export interface Left {
  readonly enabled?: boolean;
  readonly role?: string;
  /** Its worker's access has ended here: a sign-in with it must not be possible. */
  readonly hasEnded: boolean;
}

/** What one commit of a worker says of an account; without `left` the worker does not manage it any more. */
export interface LeftChange {
  readonly accountId: string;
  readonly workerKey: string;
  /** The worker's version that says so: a greater one knows better. */
  readonly version: number;
  readonly left?: Left;
}
