import type { TokenSecret } from '../../contracts/target-secret.ts';
import { PermanentError, RetryableError } from '../../domain/failure.ts';
import type { NotDone } from '../../domain/outcome.ts';
import type { Survey } from '../../ports/target/token-mint.ts';
import type { Rotation } from './deps.ts';
import { must } from './must.ts';

/** A target gives a new token its permissions a while after it has made it. */
const PAUSE_MS = 5_000;
const PATIENCE_MS = 60_000;

/**
 * Has the new token ask who it is, until it is answered and shows what it must: made by a service account, with the personas of the one
 * it replaces. Throws what is wrong; nothing was changed.
 */
export async function proveToken(pending: TokenSecret, rotation: Rotation): Promise<Survey> {
  const { target } = rotation;
  const survey = await settled(pending, rotation);
  const { own, all } = survey;
  if (own.id !== pending.id)
    throw new PermanentError(`The pending token of ${target} is not the one that its secret names; ${STAYS}`);
  if (own.madeBy !== 'service')
    throw new PermanentError(
      `The pending token of ${target} was made by ${own.madeBy === 'person' ? 'a person, and is deleted with that user' : 'an unknown user'}; ${STAYS}`,
    );
  const replaced = all.find(({ id }) => id === pending.replaces?.[0]);
  if (replaced?.personas && !sameNames(replaced.personas, own.personas))
    throw new RetryableError(`The pending token of ${target} does not have the personas of the current one; ${STAYS}`);
  return survey;
}

const STAYS = 'the current token stays. The runbook rotation-failed says how to start again';

async function settled(secret: TokenSecret, { target, deps, call }: Rotation): Promise<Survey> {
  const mint = deps.mintFor(target, secret);
  for (let waited = 0; ; waited += PAUSE_MS) {
    const asked = await mint.survey(call);
    if (asked.kind === 'done' || !mayPass(asked) || waited >= PATIENCE_MS) return must(asked);
    if (deps.clock.now() + PAUSE_MS >= call.deadline) return must(asked);
    await deps.clock.sleep(PAUSE_MS);
  }
}

/** Refused at first, or not listed yet. */
const mayPass = (outcome: NotDone): boolean =>
  outcome.kind === 'retryable' ||
  (outcome.kind === 'wait' && (outcome.cause === 'credentials' || outcome.cause === 'forbidden'));

const sameNames = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  b !== undefined && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
