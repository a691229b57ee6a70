import { type TargetSecret, targetSecret } from '../../contracts/target-secret.ts';
import type { Rotation } from './deps.ts';

/** What the current version holds; undefined while nobody has filled the secret. */
export const currentSecret = (rotation: Rotation): Promise<TargetSecret | undefined> => read(rotation, 'current');

/** What the version of this rotation holds; undefined until its token is made. */
export const pendingSecret = (rotation: Rotation): Promise<TargetSecret | undefined> =>
  read(rotation, rotation.version);

async function read({ deps, secretId }: Rotation, version: string): Promise<TargetSecret | undefined> {
  const text = await deps.versions.read(secretId, version);
  return text === undefined ? undefined : targetSecret(text);
}
