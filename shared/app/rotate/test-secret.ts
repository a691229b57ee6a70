import type { Rotation } from './deps.ts';
import { proveToken } from './prove-token.ts';
import { currentToken, pendingToken } from './read-versions.ts';

/**
 * Proves the pending token. When a rotation is only configured, Secrets Manager rehearses this one step with nothing new in it, also on a
 * secret that is still empty: there is nothing to test then.
 */
export async function testSecret(rotation: Rotation): Promise<void> {
  const { target, version, deps } = rotation;
  const [pending, current] = [await pendingToken(rotation), await currentToken(rotation)];
  if (pending && pending.token !== current?.token) await proveToken(pending, rotation);
  else deps.observe.info('rotation-rehearsed', { target, version });
}
