import type { Told } from '../../contracts/signals/names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Observe } from '../../ports/observe.ts';
import type { SecretVersions } from '../../ports/secret-versions.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Credential, TokenMint } from '../../ports/target/token-mint.ts';

/** What replacing a token needs of the world. */
export interface RotateDeps {
  readonly versions: SecretVersions;
  /** The tokens of a target, seen with one of them. Throws `PermanentError` for a target that is not configured. */
  readonly mintFor: (target: string, credential: Credential) => TokenMint;
  /** What precedes a target's name in the name of its secret. */
  readonly secretPrefix: string;
  readonly clock: Clock;
  readonly observe: Observe<Told>;
}

/** One step of one rotation, under way. */
export interface Rotation {
  readonly target: string;
  readonly secretId: string;
  /** The id of the version that is to become current; the same for all steps and for every time they are tried again. */
  readonly version: string;
  readonly stages: ReadonlyMap<string, readonly string[]>;
  readonly deps: RotateDeps;
  readonly call: Call;
}
