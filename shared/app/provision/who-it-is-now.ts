import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { separatedKey } from '../../domain/event/source-key.ts';
import { goesOnBeside, hasAddress, identityOf } from '../../domain/identity/known-person.ts';
import { isApart } from '../../domain/identity/link-fact.ts';
import { hasLostLink } from '../../domain/identity/own-link.ts';
import { compareIdentities, samePerson } from '../../domain/identity/same-person.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import type { Move } from './move-source-key.ts';

/**
 * Whether what HR says by now makes the event's source key another worker's than it was taken for: a correction took the only link away,
 * or a newcomer for whom nothing was done yet turns out to be a known worker, as they would have been had all of it come at once.
 */
export async function whoItIsNow(
  worker: Worker,
  event: LifecycleEvent,
  deps: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<Move | undefined> {
  const { sourceKey, connection: actor } = event;
  const from = worker.key;
  if (hasLostLink(worker, event)) {
    const to = separatedKey(from, sourceKey);
    return {
      sourceKey,
      from,
      to,
      because: 'apart',
      actor,
      reason: 'HR corrected everything that made the two workers one',
    };
  }
  const isUntouched = worker.receipts.next === 0 && Object.keys(worker.engagements).join() === sourceKey;
  if (!isUntouched) return undefined;
  const known = await knownNow(worker, event, deps);
  return known && { sourceKey, from, because: 'one', actor, ...known };
}

async function knownNow(
  worker: Worker,
  { sourceKey, previousSourceKey }: LifecycleEvent,
  { ledger: { links, workers }, clock }: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<Pick<Move, 'to' | 'reason'> | undefined> {
  const named = previousSourceKey === undefined ? undefined : await links.workerOf(previousSourceKey);
  if (named !== undefined && named !== worker.key) return { to: named, reason: 'HR named the earlier id' };
  const now = clock.now();
  const newcomer = identityOf(worker, now);
  if (!newcomer.workEmail) return undefined;
  const email = normaliseEmail(newcomer.workEmail);
  const all = await links.workersByEmail(email);
  for (const key of all.slice(0, Math.max(0, all.indexOf(worker.key)))) {
    const other = isApart(worker, key) ? undefined : await workers.load(key);
    if (!other || !hasAddress(other, email, now)) continue;
    const known = { ...identityOf(other, now), workEmail: email };
    const { verdict } = samePerson({ newcomer, known, goesOnBeside: goesOnBeside(other, sourceKey, now) });
    if (verdict === 'same') return { to: key, reason: `${compareIdentities(newcomer, known).agrees.join(', ')} agree` };
  }
  return undefined;
}
