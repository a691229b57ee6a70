/** One secret whose value is being replaced: versions by id, each with the stages it is in. Every call throws `RetryableError` when the store cannot be reached. */
export interface SecretVersions {
  describe(secretId: string): Promise<SecretDescription>;
  /** The text of a version; undefined while it has none. */
  read(secretId: string, version: string): Promise<string | undefined>;
  /** The text of the current version; undefined while there is none. */
  readCurrent(secretId: string): Promise<string | undefined>;
  /** Gives the pending version its text. Twice with the same text is once; another text throws. */
  putPending(secretId: string, version: string, text: string): Promise<void>;
  /** Makes a version the current one; the one that was it becomes the previous one. */
  makeCurrent(secretId: string, move: { readonly from: string | undefined; readonly to: string }): Promise<void>;
}

interface SecretDescription {
  readonly name: string;
  /** Stages by version, for instance `AWSCURRENT`. */
  readonly stages: ReadonlyMap<string, readonly string[]>;
}
