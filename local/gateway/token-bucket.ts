export interface TokenBucketSettings {
  /** How many tokens come back in a second, evenly. */
  readonly perSecond: number;
  /** How many there are at the most, and at the start. */
  readonly burst: number;
  /** In ms, of a clock that only goes forward. */
  readonly now: () => number;
}

/** Answers for each request whether there was a token for it; one that was refused takes none. */
export function createTokenBucket({ perSecond, burst, now }: TokenBucketSettings): () => boolean {
  let tokens = burst;
  let at = now();
  return () => {
    const next = now();
    tokens = Math.min(burst, tokens + ((next - at) / 1_000) * perSecond);
    at = next;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
