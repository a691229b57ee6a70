/**
 * One secret, decoded and cached. Both calls throw `RetryableError` when the store cannot be read and nothing is
 * cached, and `PermanentError` when what the store holds is not what the decoder expects.
 */
export interface Secret<T> {
  get(): Promise<T>;
  /** Reads the store now, for instance after a 401; the old value when the store cannot be read. */
  refresh(): Promise<T>;
}
