import { done, mapOutcome, type Outcome } from '../../domain/outcome.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Target } from '../../ports/target/target.ts';

/** Answers whose credential we use on a target; asked once for the whole process. */
export type IdentityReader = (target: Target, call: Call) => Promise<Outcome<string>>;

/** One answer a target for the whole process; a failed look is not remembered. */
export function identityReader(): IdentityReader {
  const known = new Map<string, string>();
  return async (target, call) => {
    const id = known.get(target.name);
    if (id !== undefined) return done(id);
    const identity = await target.identity(call);
    if (identity.kind === 'done') known.set(target.name, identity.value.id);
    return mapOutcome(identity, (value) => value.id);
  };
}
