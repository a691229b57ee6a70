import type { Sighting } from '../../../domain/account/account.ts';
import { RetryableError } from '../../../domain/failure.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Call } from '../../../ports/target/call.ts';
import { protection } from '../../converge/protection.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked } from '../../quota/budget.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { noSuch } from '../unknown-names.ts';

/**
 * Whose account this is: its holder's; else the worker's who has its e-mail now. An account that belongs to no worker gets a worker of
 * its own, of whom HR has said nothing: so an operator's word about it is kept, proven and lifted like any other, and HR's word, when
 * it comes for this e-mail, is about the same worker.
 */
export async function workerOfAccount(
  { setup, id, evenProtected }: { readonly setup: TargetSetup; readonly id: string; readonly evenProtected: boolean },
  { deps, call }: OperatorRequest,
): Promise<Answer<string>> {
  const { claims } = deps.ledger;
  const { name } = setup.target;
  const holder = await claims.holderOf(name, id);
  if (holder !== undefined) return answer(holder);

  // a target that does not answer now stops no disable: the account may turn out not to be there
  const sighting = await lookFor(id, setup, { deps, call: { ...call, insists: true } });
  if (sighting?.kind === 'absent') return noSuch({ field: 'account', names: 'account', given: { target: name } }, deps);
  const account = sighting?.kind === 'present' ? sighting.account : undefined;
  if (account && !evenProtected && protection(setup.settings.protected, undefined)(account))
    return conflict('The account is protected; say evenProtected to end it all the same');
  const key = (account?.email === undefined ? undefined : await whoHas(account.email, deps)) ?? deps.random.uuid();
  return answer(await claims.claim(name, id, key));
}

async function lookFor(
  id: string,
  setup: TargetSetup,
  { deps, call }: Pick<OperatorRequest, 'deps' | 'call'>,
): Promise<Sighting | undefined> {
  const task = (counting: Call) => setup.target.findByIds([id], counting);
  try {
    const looked = await booked(setup, deps, { call, task });
    return looked.kind === 'done' ? looked.value.get(id) : undefined;
  } catch (error) {
    if (error instanceof RetryableError) return undefined;
    throw error;
  }
}

/** The worker an e-mail belongs to now, or will belong to; undefined when another worker had it once. */
async function whoHas(
  email: string,
  { ledger: { links, workers }, random, clock, policy }: OperatorRequest['deps'],
): Promise<string | undefined> {
  const normalised = normaliseEmail(email);
  const key = await links.claimEmail(normalised, random.uuid());
  const worker = await workers.load(key);
  if (!worker) return key;
  const { workEmail } = standingAt(worker.engagements, worker.overrides, clock.now(), policy.access);
  return normaliseEmail(workEmail ?? email) === normalised ? key : undefined;
}
