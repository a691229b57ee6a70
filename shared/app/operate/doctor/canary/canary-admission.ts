import type { Account } from '../../../../domain/account/account.ts';
import type { Outcome } from '../../../../domain/outcome.ts';
import { isAdministrator } from '../../../../domain/provider/traits.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { protection } from '../../../converge/protection.ts';
import type { TargetSetup } from '../../../converge/target-setup.ts';
import { writesOff } from '../../../converge/writes-off.ts';
import { type Answer, answer, conflict, type OperateDeps } from '../../deps.ts';
import { canariesOf } from './canaries.ts';

/** Why an address may not be used as the canary, by what the ledger and the configuration say; asks the target nothing. */
export async function admitAddress(
  canary: string,
  { target, settings }: TargetSetup,
  { ledger }: Pick<OperateDeps, 'ledger'>,
): Promise<Answer<string>> {
  const email = normaliseEmail(canary);
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (!email.includes('@') || !settings.allowedEmailDomains.includes(domain))
    return conflict('The canary’s address is outside allowedEmailDomains; use an address in one of these domains');
  if ((await ledger.links.workerByEmail(email)) !== undefined)
    return conflict('The canary’s address is, or was, a worker’s; use an address that no worker uses');
  if (protection(settings.protected, undefined)({ id: '', email }))
    return conflict('The canary’s address is protected; use an address that is not protected');
  if (await writesOff(target.name, ledger.flags))
    return conflict('Writes are paused, and a canary needs writes; resume them first');
  return answer(email);
}

/**
 * The account of the canary, or nothing where it has none yet. An account that existed before belongs to a person: only accounts that an
 * earlier canary made are taken, so that a mistyped address disables no one's account.
 */
export async function admitAccount(
  email: string,
  { setup, call }: { readonly setup: TargetSetup; readonly call: Call },
  { ledger, identities }: Pick<OperateDeps, 'ledger' | 'identities'>,
): Promise<Answer<Outcome<Account | undefined>>> {
  const { target, settings } = setup;
  const own = await identities(target, call);
  if (own.kind !== 'done') return answer(own);
  const seen = await target.findByEmails([email], call);
  if (seen.kind !== 'done') return answer(seen);
  const sighting = seen.value.get(email) ?? { kind: 'unknown' };
  switch (sighting.kind) {
    case 'absent':
      return answer({ kind: 'done', value: undefined });
    case 'unknown':
      return answer({ kind: 'retryable', because: `${target.name} does not show whether the canary has an account` });
    case 'several':
      return conflict('Several accounts have the canary’s address; use another address');
    case 'present':
      break;
  }
  const { account } = sighting;
  if (protection(settings.protected, own.value)(account) || isAdministrator(account.role, target.traits))
    return conflict('The canary’s account is protected, or an administrator’s; use another address');
  if ((await ledger.claims.holderOf(target.name, account.id)) !== undefined)
    return conflict('The canary’s account belongs to a worker; use another address');
  if (!(await canariesOf(target.name, ledger)).ids.includes(account.id))
    return conflict(
      'An account with the canary’s address exists, and no canary made it; use an address that has no account',
    );
  return answer({ kind: 'done', value: account });
}
