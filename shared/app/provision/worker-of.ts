import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { goesOnBeside, hasAddress, identityOf, isKnownByOperatorOnly } from '../../domain/identity/known-person.ts';
import { samePerson } from '../../domain/identity/same-person.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import type { ProvisionDeps } from '../converge/deps.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'random'>;

/** Whose source key this is. A new one joins a known worker by the rule of `samePerson`; the link is written before the worker. */
export async function workerOf(event: LifecycleEvent, deps: Deps): Promise<string> {
  const { links } = deps.ledger;
  const { sourceKey, attributes } = event;
  const linked = await links.workerOf(sourceKey);
  const workerKey = linked ?? (await links.link(sourceKey, (await alreadyKnown(event, deps)) ?? deps.random.uuid()));
  if (attributes.workEmail) await links.stateEmail(normaliseEmail(attributes.workEmail), workerKey);
  return workerKey;
}

/** The worker that a newcomer is without a question; undefined for another person, and for one of whom a person has to say. */
async function alreadyKnown(event: LifecycleEvent, { ledger, clock }: Deps): Promise<string | undefined> {
  const { sourceKey, previousSourceKey, attributes } = event;
  const named = previousSourceKey === undefined ? undefined : await ledger.links.workerOf(previousSourceKey);
  if (named !== undefined) return named;
  if (!attributes.workEmail) return undefined;
  const email = normaliseEmail(attributes.workEmail);
  const now = clock.now();
  for (const key of await ledger.links.workersByEmail(email)) {
    const worker = await ledger.workers.load(key);
    if (!worker) continue;
    if (isKnownByOperatorOnly(worker)) return key;
    if (!hasAddress(worker, email, now)) continue;
    const known = { ...identityOf(worker, now), workEmail: email };
    const { verdict } = samePerson({
      newcomer: attributes,
      known,
      goesOnBeside: goesOnBeside(worker, sourceKey, now),
    });
    if (verdict === 'same') return key;
  }
  return undefined;
}
