import { SECRET_READ_BY_ALL_MS } from '../../contracts/cadence.ts';
import type { TokenSecret } from '../../contracts/target-secret.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Survey } from '../../ports/target/token-mint.ts';
import type { Rotation } from './deps.ts';
import { outworn } from './lineage.ts';
import { must } from './must.ts';
import { proveToken } from './prove-token.ts';
import { currentToken, pendingToken } from './read-versions.ts';

/**
 * Makes the pending token the current one, and deletes those that are needed no longer. The one it replaces is kept for one more round,
 * until the new one has been used: by the next rotation it has, for it is the new one that will make its successor. So what goes now is
 * what was before the replaced one, unless that one is so young that a function may still hold an older one.
 */
export async function finishSecret(rotation: Rotation): Promise<void> {
  const { target, secretId, version, stages, deps } = rotation;
  const pending = await pendingToken(rotation);
  if (!pending)
    throw new PermanentError(`The pending version of ${target}'s secret is empty, so the rotation cannot be finished`);
  const from = [...stages].find(([, staged]) => staged.includes('AWSCURRENT'))?.[0];
  if (from !== version && pending.token === (await currentToken(rotation))?.token)
    throw new PermanentError(`The pending version of ${target}'s secret holds the token that is already current`);

  const survey = await proveToken(pending, rotation);
  if (from !== version) {
    await deps.versions.makeCurrent(secretId, { from, to: version });
    deps.observe.count('TokenRotated', { target });
    deps.observe.info('token-rotated', { target, version });
  }
  await removeOutworn(pending, survey, rotation);
}

async function removeOutworn(secret: TokenSecret, survey: Survey, { target, deps, call }: Rotation): Promise<void> {
  const previous = survey.all.find(({ id }) => id === secret.replaces?.[0]);
  if (previous?.createdAt === undefined || deps.clock.now() - previous.createdAt < SECRET_READ_BY_ALL_MS) return;
  const mint = deps.mintFor(target, secret);
  for (const { id } of outworn(secret, survey)) {
    must(await mint.remove(id, call));
    deps.observe.info('token-removed', { target, token: id });
  }
}
