import type { Told } from '../../contracts/signals/names.ts';
import type { Observe } from '../../ports/observe.ts';

/** Counts that a target's gate closed, and by itself that it was for our token: waiting does not help against that. */
export function countGateClosed(
  observe: Pick<Observe<Told>, 'count'>,
  { target, cause }: Readonly<Record<string, string | number>>,
): void {
  const of = { target: String(target) };
  observe.count('GateClosed', of);
  if (cause === 'credentials') observe.count('CredentialsRefused', of);
}
