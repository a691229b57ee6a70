import { type TargetSecret, type TokenSecret, targetSecret } from '../../contracts/target-secret.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Rotation } from './deps.ts';

/** What the current version holds; undefined while the secret is empty. */
export const currentSecret = async ({ deps, secretId }: Rotation): Promise<TargetSecret | undefined> =>
  decoded(await deps.versions.readCurrent(secretId));

/** The current version of a secret that holds a token. Throws where it holds an OAuth client since this rotation began. */
export const currentToken = async (rotation: Rotation): Promise<TokenSecret | undefined> =>
  tokenIn(await currentSecret(rotation), rotation);

/** The version of this rotation, of a secret that holds a token. Throws where it holds an OAuth client since this rotation began. */
export const pendingToken = async (rotation: Rotation): Promise<TokenSecret | undefined> =>
  tokenIn(decoded(await rotation.deps.versions.read(rotation.secretId, rotation.version)), rotation);

/** What was stored by hand while a rotation was under way counts, and is not replaced by what the rotation had begun with. */
export const changedMeanwhile = ({ target }: Rotation): PermanentError =>
  new PermanentError(
    `The secret of ${target} was changed by hand while its rotation was under way; the current version stays. The runbook rotation-failed says how to start again`,
  );

function tokenIn(secret: TargetSecret | undefined, rotation: Rotation): TokenSecret | undefined {
  if (secret && secret.token === undefined) throw changedMeanwhile(rotation);
  return secret;
}

const decoded = (text: string | undefined) =>
  text === undefined ? undefined : targetSecret(text, { oauthClients: true });
