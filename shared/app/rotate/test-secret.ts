import { PermanentError } from '../../domain/failure.ts';
import type { Rotation } from './deps.ts';
import { proveToken } from './prove-token.ts';
import { currentSecret, pendingSecret } from './read-versions.ts';

/**
 * Proves the pending token. When a rotation is only configured, Secrets Manager rehearses this one step with nothing new in it, also on a
 * secret that nobody has filled yet: there is nothing to prove then.
 */
export async function testSecret(rotation: Rotation): Promise<void> {
  const { target, version, deps } = rotation;
  const [pending, current] = [await pendingSecret(rotation), await currentSecret(rotation)];
  if (pending?.token === current?.token) {
    deps.observe.info('rotation-rehearsed', { target, version });
    return;
  }
  if (!pending) {
    deps.observe.info('rotation-rehearsed', { target, version });
    return;
  }
  await proveToken(pending, rotation);
}
