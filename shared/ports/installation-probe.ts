/** How many functions of the account may run at once in this region, ours and others. */
export interface Concurrency {
  readonly account: number;
  /** What is left of it for functions that have none reserved, as ours have not. */
  readonly unreserved: number;
}

/** A runbook document: the version that is started when none is named, and the newest. */
export interface DocumentVersions {
  readonly command: string;
  readonly started: string;
  readonly newest: string;
}

/** What AWS says of the installation itself. Each throws `RetryableError` while AWS does not say it. */
export interface InstallationProbe {
  concurrency(): Promise<Concurrency>;
  /** Of these commands, by the name in their paths, those that have a document. */
  documents(commands: readonly string[]): Promise<readonly DocumentVersions[]>;
  /** Whether AWS refuses to delete the ledger's table. */
  isLedgerProtected(): Promise<boolean>;
}
