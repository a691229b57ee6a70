import type { ConnectionSecret } from '../../contracts/connection-secret.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Delivery, HrisConnection, Verification } from '../../ports/hris.ts';
import type { Secret } from '../../ports/secret.ts';

/**
 * Verifies with the keys we know and, before refusing, with the keys the store holds now: a sender that has just
 * changed its key must not be turned away, because some never send again. Throws when there is no key to verify with.
 */
export async function verifyDelivery(
  connection: HrisConnection,
  delivery: Delivery,
  { secret, now }: { readonly secret: Secret<ConnectionSecret> | undefined; readonly now: number },
): Promise<Verification> {
  if (!connection.hasKeys) return connection.verify(delivery, [], now);
  if (!secret) throw new PermanentError(`The connection ${connection.name} has no secret to verify with`);
  const known = connection.verify(delivery, (await secret.get()).secrets, now);
  if (known.kind === 'authentic') return known;
  return connection.verify(delivery, (await secret.refresh()).secrets, now);
}
