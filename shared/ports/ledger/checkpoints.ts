/** The progress of a long job, by name; opaque JSON to the ledger. */
export interface Checkpoints {
  load(name: string): Promise<{ readonly value: string; readonly version: number } | undefined>;
  /** Writes when the version is still this one (0 = there is none). */
  save(name: string, value: string, version: number): Promise<'saved' | 'stale'>;
  /** Takes or renews a lease until `until` (epoch ms) unless another process holds one at `now`. */
  lease(name: string, holder: string, now: number, until: number): Promise<boolean>;
}
