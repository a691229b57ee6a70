import type { TargetPolicy } from '../../../domain/policy/target-policy.ts';

/** Which policy decides what goes from workers on a target, and the deployed one that waits for its activation. */
export interface PolicyRecord {
  readonly target: string;
  readonly active: ActivePolicy;
  /** Absent while the deployed policy is the active one. */
  readonly waiting?: WaitingPolicy;
}

export interface ActivePolicy {
  readonly hash: string;
  readonly policy: TargetPolicy;
  /** Epoch ms since which it is active. */
  readonly since: number;
  /** The operator who activated it and why; absent where it activated itself. */
  readonly by?: { readonly actor: string; readonly reason: string };
}

export interface WaitingPolicy {
  readonly hash: string;
  /** Epoch ms at which it was met first. */
  readonly since: number;
}

export interface Policies {
  read(target: string): Promise<{ readonly record: PolicyRecord; readonly version: number } | undefined>;
  /** Writes when the version is still this one (0 = there is none). Throws `PermanentError` above 350 KB, compressed. */
  save(record: PolicyRecord, version: number): Promise<'saved' | 'stale'>;
}
