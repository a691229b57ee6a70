/** Texts that are kept where the table's writers cannot change them. */
export interface Evidence {
  /** Keeps a text under a key that has none yet; `exists` where it has one, which stays. Throws `RetryableError`. */
  keep(key: string, text: string): Promise<'kept' | 'exists'>;
}
