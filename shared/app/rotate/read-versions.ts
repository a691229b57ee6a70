import { type TargetSecret, targetSecret } from '../../contracts/target-secret.ts';
import type { Rotation } from './deps.ts';

/** What the current version holds; undefined while the secret is empty. */
export const currentSecret = async ({ deps, secretId }: Rotation): Promise<TargetSecret | undefined> =>
  decoded(await deps.versions.readCurrent(secretId));

/** What the version of this rotation holds; undefined until its token is made. */
export const pendingSecret = async ({ deps, secretId, version }: Rotation): Promise<TargetSecret | undefined> =>
  decoded(await deps.versions.read(secretId, version));

const decoded = (text: string | undefined) => (text === undefined ? undefined : targetSecret(text));
